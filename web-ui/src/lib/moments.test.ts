import { expect, it } from 'vitest';
import { heights, moved, parts, partWidth, played, rangeOf, within, type Thumb } from './moments';

const ten = { from: 1000, every: 100, size: 10 };

it('heights_addUpByPart', () =>
  expect(heights([{ counts: [1, 2] }, { counts: [] }, { counts: [0, 5, 7] }], { ...ten, size: 3 })).toEqual([1, 7, 7]));
it.each([
  [
    [1000, 2000],
    [0, 10],
  ],
  [
    [1150, 1200],
    [1, 2],
  ],
  [
    [1150, 1201],
    [1, 3],
  ],
  [
    [0, 500],
    [0, 1],
  ],
  [
    [5000, 9000],
    [9, 10],
  ],
] as const)('range%s_touchesItsParts', (range, expected) => expect(parts(range, ten)).toEqual(expected));
it('partsBackToTimes_areTheirBounds', () => expect(rangeOf([1, 3], ten)).toEqual([1100, 1300]));
it('eventsWithin_areThoseOfTheParts', () => {
  expect(within({ counts: [1, 2, 4, 8], weight: 15 }, [1, 3])).toBe(6);
  expect(within({ counts: [], weight: 15 }, [1, 3])).toBe(15);
});
it.each<[Thumb, number, [number, number]]>([
  ['start', -9, [0, 5]],
  ['start', 9, [4, 5]],
  ['end', 9, [2, 10]],
  ['end', -9, [2, 3]],
  ['both', 9, [7, 10]],
  ['both', -9, [0, 3]],
])('%s_movesBy%iAtTheMost', (thumb, by, expected) => expect(moved([2, 5], thumb, by, 10)).toEqual(expected));
it('play_goesOnAndBeginsAgain', () => {
  expect(played([0, 10], 10)).toEqual([0, 1]);
  expect(played([3, 5], 10)).toEqual([4, 6]);
  expect(played([8, 10], 10)).toEqual([0, 2]);
});
it('parts_areNotTooMany', () => {
  expect(partWidth([0, 240_000])?.iso).toBe('PT1S');
  expect(partWidth([0, 3_600_000])?.iso).toBe('PT15S');
  expect(partWidth([0, 1e15])).toBeUndefined();
});
