import { expect, it } from 'vitest';
import { byName, byNumber, byNumberAsName } from './colouring';
import { OTHERS } from './colour';
import { NONE } from './lucene';

it('names_haveColoursAndCounts', () => {
  const { keys, keyOf } = byName(['a', 'b', 'a']);
  expect(keys.map(({ name, count }) => [name, count])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
  expect(keyOf(2)).toBe(keys[0]);
});
it('tenthName_isOneOfTheOthers', () => {
  const names = Array.from({ length: 12 }, (_, i) => `n${i}`);
  expect(byName(names).keyOf(9)?.name).toBe(OTHERS);
});
it('numbers_haveTheColourOfTheirStep', () => {
  const { keys, keyOf } = byNumber([0, 5, 10, undefined]);
  expect(keys.map(({ words, count }) => [words, count])).toEqual([
    ['0 – 2', 1],
    ['4 – 6', 1],
    ['8 – 10', 1],
    [NONE, 1],
  ]);
  expect([keyOf(0)?.colour, keyOf(2)?.colour, keyOf(3)?.colour]).toEqual(['var(--r0)', 'var(--r4)', 'var(--none)']);
});
it('numbersOfGroups_areNames', () =>
  expect(byNumberAsName([1, 1, 0]).keys.map(({ words, count }) => [words, count])).toEqual([
    ['1', 2],
    ['0', 1],
  ]));
