import { expect, it } from 'vitest';
import type { Spot } from './drawing';
import { nextSpot, spotAt } from './spots';

const spot = (title: string, x: number, y: number, width: number, height: number): Spot => ({
  title,
  box: { x, y, width, height },
  panel: 0,
  lines: [],
});
/** Three bars that lie below each other, of different lengths. */
const bars = [spot('long', 0, 0, 100, 10), spot('short', 0, 12, 5, 10), spot('middle', 0, 24, 50, 10)];

it('smallestSpotAtAPlace_isFound', () => {
  const around = spot('around', 0, 0, 100, 100);
  expect(spotAt([around, ...bars], 2, 15)).toBe(2);
  expect(spotAt([around, ...bars], 60, 60)).toBe(0);
  expect(spotAt(bars, 200, 5)).toBeUndefined();
});
it('downFromABar_isTheNextOneHoweverLong', () => {
  expect(nextSpot(bars, 0, [0, 1])).toBe(1);
  expect(nextSpot(bars, 1, [0, 1])).toBe(2);
  expect(nextSpot(bars, 2, [0, -1])).toBe(1);
});
it('beyondTheLast_thereIsNothingNew', () => expect(nextSpot(bars, 2, [0, 1])).toBe(2));
it('ofNoSpots_noneIsNext', () => expect(nextSpot([], 0, [0, 1])).toBe(0));
