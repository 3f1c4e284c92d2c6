import { describe, expect, it } from 'vitest';
import { ago, count, counted, needsYear, range, span, stamp } from './format';

it('count_separatesThousands', () => expect(count(1234567)).toBe('1,234,567'));

it('counted_isOneOrSeveral', () =>
  expect([counted(1, 'pair', 'pairs'), counted(0, 'pair', 'pairs'), counted(300, 'pair', 'pairs', 4312)]).toEqual([
    '1 pair',
    '0 pairs',
    '300 of 4,312 pairs',
  ]));

describe('stamp', () => {
  it('instant_isShownToTheMillisecond', () =>
    expect(stamp('2026-01-02T12:00:00.123456Z')).toBe('2026-01-02 12:00:00.123'));
  it('wholeSecond_hasItsZeros', () => expect(stamp('2026-01-02T12:00:00Z')).toBe('2026-01-02 12:00:00.000'));
  it('noTime_staysAsItIs', () => expect(stamp('noon')).toBe('noon'));
});

describe('needsYear', () => {
  const now = Date.UTC(2026, 5, 1);
  it('thisYear_goesWithout', () =>
    expect([
      needsYear('2026-01-02T12:00:00Z', '2026-05-01T00:00:00Z', now),
      needsYear(undefined, undefined, now),
    ]).toEqual([false, false]));
  it('anotherYear_isSaid', () => expect(needsYear('2020-09-18T12:00:00Z', '2020-09-19T00:00:00Z', now)).toBe(true));
  it('severalYears_areSaid', () => expect(needsYear('2025-12-31T12:00:00Z', undefined, now)).toBe(true));
});

describe('range', () => {
  const [from, to] = ['2026-01-02T12:00:00Z', '2026-01-02T13:00:00.5Z'];
  it('openRanges_areWords', () =>
    expect([range(), range(from), range(undefined, from)]).toEqual([
      'all time',
      'since 2026-01-02 12:00:00',
      'before 2026-01-02 12:00:00',
    ]));
  it('withinADay_saysTheDayOnce', () => expect(range(from, to)).toBe('2026-01-02 12:00:00 – 13:00:00.500'));
  it('overMidnight_saysBothDays', () =>
    expect(range(from, '2026-01-03T00:00:00Z')).toBe('2026-01-02 12:00:00 – 2026-01-03 00:00:00'));
});

describe('span', () => {
  it('twoLargestUnits_areSaid', () =>
    expect([0.4, 340, 12_340, 60_000, 303_000, 3_600_000, 90_061_000, 31_536_000_000 * 56].map(span)).toEqual([
      '0 ms',
      '340 ms',
      '12.3 s',
      '1 min',
      '5 min 3 s',
      '1 h',
      '1 d 1 h',
      '56 y',
    ]));
  it('largestUnits_apart_leaveOutWhatLiesBetween', () => expect(span(3_605_000)).toBe('1 h'));
  it('almostAMinute_isOne', () => expect(span(59_990)).toBe('1 min'));
});

describe('ago', () => {
  const now = Date.parse('2026-01-02T12:00:00Z');
  it('past_isSaidInItsLargestUnit', () =>
    expect(['2026-01-02T11:59:59.5Z', '2026-01-02T11:54:50Z', '2025-12-30T00:00:00Z'].map((t) => ago(t, now))).toEqual([
      'now',
      '5 min ago',
      '3 d ago',
    ]));
  it('future_isNow', () => expect(ago('2026-01-02T12:01:00Z', now)).toBe('now'));
});
