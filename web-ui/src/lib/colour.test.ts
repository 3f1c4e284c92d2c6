import { expect, it } from 'vitest';
import { NONE } from './lucene';
import { legend, OTHERS, tally } from './colour';

it('tenthAndFurther_areOthersWithTheirTrueNumber', () => {
  const entries = legend(new Map(Array.from({ length: 12 }, (_, i) => [`n${i}`, 100 - i])));
  expect(entries).toHaveLength(10);
  expect(entries[9]).toMatchObject({ name: OTHERS, count: 91 + 90 + 89 });
  expect(new Set(entries.map((entry) => entry.colour)).size).toBe(10);
});
it('knownNames_keepTheirColourWhateverTheRank', () =>
  expect(
    legend(
      tally([
        ['zeta', 9],
        ['process_start', 1],
      ]),
    ).map((entry) => entry.colour),
  ).toEqual(['var(--c1)', 'var(--c0)']));
it('absentValue_keepsItsOwnColour', () => {
  const many = Array.from({ length: 8 }, (_, i): [string, number] => [`n${i}`, 100 - i]);
  for (const count of [1, 1000]) {
    const entries = legend(new Map([...many, [NONE, count]]));
    expect(entries.find((entry) => entry.name === NONE)?.colour).toBe('var(--none)');
    expect(entries.filter((entry) => entry.name !== NONE).map((entry) => entry.colour)).toEqual(
      many.map((_, i) => `var(--c${i})`),
    );
  }
});
it('whatWasCountedAsOthers_isNoName', () =>
  expect(
    legend(
      new Map([
        [OTHERS, 50],
        ['a', 1],
      ]),
    ),
  ).toMatchObject([
    { name: 'a', count: 1 },
    { name: OTHERS, count: 50, colour: 'var(--other)' },
  ]));
it('tally_addsUpByName', () =>
  expect([
    ...tally([
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ]),
  ]).toEqual([
    ['a', 4],
    ['b', 2],
  ]));
