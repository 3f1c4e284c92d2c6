import { expect, it } from 'vitest';
import { parts, visible } from './visible';

it('text_withoutHiddenCharactersIsLeftAsItIs', () => {
  for (const text of ['', 'cmd.exe', 'Ünïcode – “quotes” 日本語 עברית 😀 1\u00a0000', 'two\r\n\tlines']) {
    expect(visible(text)).toBe(text);
    expect(parts(text)).toEqual(text === '' ? [] : [{ text, isMark: false }]);
  }
});

it('rightToLeftOverride_isShownWhereItStands', () => {
  expect(visible('invoice\u202egnp.exe')).toBe('invoice⟨U+202E⟩gnp.exe');
  expect(parts('invoice\u202egnp.exe')).toEqual([
    { text: 'invoice', isMark: false },
    { text: 'U+202E', isMark: true },
    { text: 'gnp.exe', isMark: false },
  ]);
});

it('controlCharacters_areTheirPictures', () => {
  expect(visible('\0a\u001b[31m\u007f')).toBe('⟨␀⟩a⟨␛⟩[31m⟨␡⟩');
  expect(parts('\0\0')).toEqual([
    { text: '␀', isMark: true },
    { text: '␀', isMark: true },
  ]);
});

it.each([
  ['the second set of controls', 0x80, 0x9f],
  ['zero-width characters and directions', 0x200b, 0x200f],
  ['lines, paragraphs, embeddings, overrides', 0x2028, 0x202e],
  ['invisible operators, isolates', 0x2060, 0x206f],
  ['variation selectors', 0xfe00, 0xfe0f],
  ['tags', 0xe0020, 0xe007f],
  ['halves of pairs', 0xd800, 0xdfff],
  ['a soft hyphen', 0xad, 0xad],
  ['a byte order mark', 0xfeff, 0xfeff],
  ['a filler', 0x3164, 0x3164],
])('%s_areMarked', (_, first, last) => {
  for (let code = first; code <= last; code++) {
    expect(visible(`a${String.fromCodePoint(code)}b`)).toBe(
      `a⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩b`,
    );
  }
});
