/**
 * What event text holds and nobody sees, or what makes it look like another: control characters, marks that turn the direction of
 * writing (U+202A–202E, U+2066–2069), zero-width and other ignorable characters, halves of pairs. Spaces, tabs and line ends are seen.
 */
const HIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const RUNS = new RegExp(`(${HIDDEN.source})`, 'u');

/** Where Unicode's pictures of control characters begin, such as ␀; that of DEL follows those below the space. */
const PICTURES = 0x2400;
const DELETE = 0x7f;

export type Part = { text: string; isMark: boolean };

/** A mark for a hidden character: its picture, or its number, such as `U+202E`. */
function mark(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(PICTURES + code);
  if (code === DELETE) return '␡';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Text in parts, each as it is or a mark for a hidden character. */
export const parts = (text: string): Part[] =>
  text
    .split(RUNS)
    .map((part, i) => (i % 2 === 1 ? { text: mark(part), isMark: true } : { text: part, isMark: false }))
    .filter((part) => part.text !== '');

/** Text with marks, where they can't be told from it by their looks: in brackets, such as `⟨U+202E⟩`. */
export const visible = (text: string): string =>
  HIDDEN.test(text)
    ? parts(text)
        .map((part) => (part.isMark ? `⟨${part.text}⟩` : part.text))
        .join('')
    : text;
