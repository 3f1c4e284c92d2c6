import { expect, it } from 'vitest';
import { timeTicks } from './axis';

const [HOUR, DAY] = [3_600_000, 86_400_000];
const said = (from: number, to: number, count: number) =>
  timeTicks(from, to, count).map(({ label, context }) => `${label} ${context}`.trim());

it('ticks_areRoundAndInside', () =>
  expect(timeTicks(1, 180_000, 3).map((tick) => tick.time)).toEqual([60_000, 120_000, 180_000]));
it('narrowAxis_stillHasOne', () => expect(timeTicks(1, 228_000, 2).map((tick) => tick.time)).toEqual([120_000]));
it('seconds_sayTheDayOnce', () =>
  expect(said(Date.UTC(2020, 8, 18, 17, 5, 50), Date.UTC(2020, 8, 18, 17, 7), 3)).toEqual([
    '17:06:00 2020-09-18',
    '17:06:30',
    '17:07:00',
  ]));
it('hoursOverMidnight_sayEachDay', () =>
  expect(said(Date.UTC(2026, 0, 2, 12), Date.UTC(2026, 0, 3, 6), 3)).toEqual([
    '12:00 2026-01-02',
    '18:00',
    '00:00 2026-01-03',
    '06:00',
  ]));
it('daysOverNewYear_sayBothYears', () =>
  expect(said(Date.UTC(2025, 11, 30), Date.UTC(2026, 0, 2), 4)).toEqual([
    '12-30 2025',
    '12-31',
    '01-01 2026',
    '01-02',
  ]));
it('months_beginOnTheirFirstDay', () => {
  const from = Date.UTC(2025, 9, 19);
  expect(said(from, from + 150 * DAY, 6)).toEqual(['Nov 2025', 'Dec', 'Jan 2026', 'Feb', 'Mar']);
  expect(timeTicks(from, from + 150 * DAY, 6)[0]?.time).toBe(Date.UTC(2025, 10, 1));
});
it('sixYears_areYears', () =>
  expect(said(Date.UTC(2019, 11, 19), Date.UTC(2025, 11, 18), 7)).toEqual([
    '2020',
    '2021',
    '2022',
    '2023',
    '2024',
    '2025',
  ]));
it('wrongClocks_doNotFillTheAxis', () =>
  expect(timeTicks(Date.UTC(1601, 0, 1), Date.UTC(9999, 0, 1), 12).length).toBeLessThanOrEqual(13));
it('beginOfTheFirstBucket_isATick', () => expect(timeTicks(0, HOUR, 2)[0]?.time).toBe(0));
