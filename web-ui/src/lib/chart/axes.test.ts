import { expect, it } from 'vitest';
import { inSight, logAxis, nameAxis, nice, numberAxis, scaled, short, timeAxis } from './axes';

it('axis_leadsFromValuesToPlacesAndBack', () => {
  const axis = numberAxis([0, 10], [100, 0]);
  expect(axis.place(2.5)).toBe(75);
  expect(axis.value(75)).toBe(2.5);
});
it('numbers_haveRoundMarks', () =>
  expect(numberAxis([0, 100], [0, 300]).ticks.map(({ label }) => label)).toEqual(['0', '20', '40', '60', '80', '100']));
it('logarithms_areMarkedAtPowersOfTen', () => {
  const wide = logAxis([0, 2], [0, 100]).ticks;
  expect(wide.map(({ label }) => label)).toEqual(['1', '10', '100']);
  expect(wide[1]?.at).toBeCloseTo(50, 9);
  expect(logAxis([0, 1], [0, 400]).ticks.map(({ label }) => label)).toEqual(['1', '2', '5', '10']);
});
it('names_areMarkedAtTheirMiddles', () =>
  expect(nameAxis(['a', 'b'], [0, 2], [0, 100]).ticks).toEqual([
    { at: 25, label: 'a' },
    { at: 75, label: 'b' },
  ]));
it('namesWithoutRoom_areMarkedHereAndThere', () =>
  expect(
    nameAxis(
      Array.from({ length: 100 }, (_, i) => `${i}`),
      [0, 100],
      [0, 140],
    ).ticks,
  ).toHaveLength(10));
it('times_haveAContext', () => expect(timeAxis([0, 3_600_000], [0, 900]).ticks[0]?.context).toBe('1970-01-01'));
it.each([
  [0, '0'],
  [1234, '1,234'],
  [12_345, '12.3K'],
  [0.1234567, '0.1235'],
  [0.00002, '2e-5'],
])('number %s isShort', (value, text) => expect(short(value)).toBe(text));
it('nice_endsAtRoundNumbers', () => {
  expect(nice([3, 97])).toEqual([0, 100]);
  expect(nice([5, 5])).toEqual([5, 5]);
});
it('zoom_isMovedIntoTheWhole', () => {
  expect(inSight([0, 10], [-1, 2])).toEqual([0, 3]);
  expect(inSight([0, 10], [9, 12])).toEqual([7, 10]);
  expect(inSight([0, 10], [2, 3])).toEqual([2, 3]);
});
it('zoomOfSomethingElse_isNone', () => {
  expect(inSight([0, 10], [20, 30])).toEqual([0, 10]);
  expect(inSight([0, 10], [-5, 30])).toEqual([0, 10]);
});
it('scaledRange_keepsThePlaceOfAValue', () => expect(scaled([0, 10], 0.5, 2)).toEqual([1, 6]));
