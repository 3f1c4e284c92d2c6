import { expect, it } from 'vitest';
import { ordered, tracks } from './grid';

const rows = [
  { name: 'b', n: 2 },
  { name: 'a', n: undefined },
  { name: 'c', n: 10 },
  { name: 'd', n: 2 },
];
const by = (value: (row: (typeof rows)[number]) => string | number | undefined) => ({
  heading: 'x',
  text: String,
  value,
  least: 10,
});
const names = (isDown: boolean) =>
  ordered(
    rows,
    by(({ n }) => n),
    isDown,
  ).map(({ name }) => name);

it('numbers_areSortedAsNumbersAndTheAbsentOneIsLast', () => {
  expect(names(true)).toEqual(['c', 'b', 'd', 'a']);
  expect(names(false)).toEqual(['b', 'd', 'c', 'a']);
});
it('noColumn_leavesTheOrder', () => expect(ordered(rows, undefined, true)).toBe(rows));
it('tracks_areAlikeInEachRow', () =>
  expect(tracks([{ least: 80 }, { least: 120, grow: 2 }])).toEqual({
    template: '80px minmax(120px, 2fr)',
    least: 200,
  }));
