import { describe, expect, it } from 'vitest';
import { bucketWidth, niceCeiling, timeTicks } from './buckets';
import { decode, encode, type Selection } from './codec';
import { legend, OTHERS } from './colour';
import { forceLayout, placeLabels } from './layout';
import { clause, compose, fieldAtCaret, filterOn, NONE, quote } from './lucene';

describe('bucketWidth', () => {
  it('twoHours_oneMinute', () => expect(bucketWidth(2 * 3_600_000).iso).toBe('PT1M'));
  it('aDay_fifteenMinutes', () => expect(bucketWidth(86_400_000).iso).toBe('PT15M'));
  it('emptyRange_smallest', () => expect(bucketWidth(0).iso).toBe('PT1S'));
  it('tenYears_largest', () => expect(bucketWidth(3650 * 86_400_000).iso).toBe('P30D'));
});

describe('axes', () => {
  it('niceCeiling_isRound', () => expect([0, 1, 3, 11, 99].map(niceCeiling)).toEqual([1, 1, 3, 20, 100]));
  it('timeTicks_areRoundAndInside', () => expect(timeTicks(1, 180_000, 3)).toEqual([60_000, 120_000, 180_000]));
  it('timeTicks_narrowAxis_stillHasOne', () => expect(timeTicks(1, 228_000, 2)).toEqual([120_000]));
});

describe('codec', () => {
  const full: Selection = {
    dataset: 'lab',
    from: '2020-09-18T13:00:00Z',
    to: '2020-09-18T14:00:00Z',
    query: 'process.name:power* AND "a b"',
    filters: [
      { field: 'file.path', value: 'C:\\a=b&c', not: false },
      { field: 'user.name', value: 'SYSTEM', not: true },
    ],
    asOf: 17,
  };
  it('anySelection_survivesTheAddress', () => expect(decode(encode(full))).toEqual(full));
  it('defaults_leaveTheAddressEmpty', () => expect(encode(decode(''))).toBe(''));
  it('nonsense_isLeftOut', () =>
    expect(decode('from=yesterday&asOf=x&is=none')).toEqual({ dataset: 'default', query: '', filters: [] }));
});

describe('lucene', () => {
  it('quote_escapesBackslashAndQuote', () => expect(quote('C:\\"x"')).toBe('"C:\\\\\\"x\\""'));
  it('compose_keepsThePlaceOfTheOwnText', () =>
    expect(compose('a OR b', [{ field: 'f', value: 'v', not: true }])).toEqual({
      text: '(a OR b) AND NOT f:"v"',
      offset: 1,
    }));
  it('compose_onlyExclusions_startsFromEverything', () =>
    expect(compose('', [{ field: 'f', value: 'v', not: true }]).text).toBe('*:* AND NOT f:"v"'));
  it('absentValue_isAskedForByAbsence', () =>
    expect(clause(filterOn('event.action', NONE, false))).toBe('NOT _exists_:"event.action"'));
  it('fieldAtCaret_findsTheWord', () => expect(fieldAtCaret('a AND proc', 10)).toEqual({ start: 6, word: 'proc' }));
  it('fieldAtCaret_afterColonOrInQuotes_isNull', () => {
    expect(fieldAtCaret('a:proc', 6)).toBeNull();
    expect(fieldAtCaret('"proc', 5)).toBeNull();
  });
});

describe('legend', () => {
  it('tenthAndFurther_areOthersWithTheirTrueNumber', () => {
    const entries = legend(new Map(Array.from({ length: 12 }, (_, i) => [`n${i}`, 100 - i])));
    expect(entries).toHaveLength(10);
    expect(entries[9]).toMatchObject({ name: OTHERS, count: 91 + 90 + 89 });
    expect(new Set(entries.map((entry) => entry.colour)).size).toBe(10);
  });
});

describe('layout', () => {
  it('equalInput_equalPlacesInsideTheFrame', () => {
    const places = forceLayout(3, [[0, 1]], 100, 50);
    expect(forceLayout(3, [[0, 1]], 100, 50)).toEqual(places);
    for (const { x, y } of places) expect(x >= 0 && x <= 100.001 && y >= 0 && y <= 50.001).toBe(true);
  });
  it('overlappingLabels_goAboveOrAreLeftOut', () => {
    const label = { x: 100, y: 0, radius: 4, text: 'svchost.exe' };
    expect(placeLabels([label, label, label])).toEqual([{ x: 100, y: 4 }, { x: 100, y: -18 }, null]);
  });
  it('importantLabel_mayLieOverAVertex', () => {
    const hub = { x: 100, y: 100, radius: 4, text: 'hub' };
    const around = [110, 90].map((y) => ({ x: 100, y, radius: 3, text: '' }));
    expect(placeLabels([hub, ...around])[0]).toEqual({ x: 100, y: 104 });
  });
  it('labelAtTheEdge_movesInwards', () =>
    expect(placeLabels([{ x: 0, y: 0, radius: 4, text: 'ab' }], 50, 10)).toEqual([{ x: 10, y: 4 }]));
});
