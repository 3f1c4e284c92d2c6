import { expect, it } from 'vitest';
import type { Effect, ValueDifference } from '../api/types';
import {
  baselines,
  chosen,
  compareRequest,
  effectWords,
  intervalWords,
  outOf,
  place,
  probability,
  tiers,
  toldEdges,
  toldOnce,
} from './comparison';

const effect = (change: Partial<Effect> = {}): Effect => ({
  selected: 8,
  baseline: 2,
  selectedShare: 0.5,
  baselineShare: 0.1,
  log2Ratio: 2,
  log2RatioLow: 1,
  log2RatioHigh: 3,
  pValue: 0.001,
  qValue: 0.01,
  unseen: false,
  ...change,
});
const value = (field: string, text: string, change: Partial<Effect> = {}): ValueDifference => ({
  field,
  value: text,
  effect: effect(change),
  explanation: `${field} is ${text}`,
});
const range = { from: '2020-01-01T10:00:00Z', to: '2020-01-01T11:00:00Z' };
const span = [Date.parse(range.from), Date.parse(range.to)] as const;

it('baselines_areThoseWithWhichTheEventsCanBeCompared', () => {
  const against = (scope: Parameters<typeof baselines>[0]) => baselines(scope).map((baseline) => baseline.against);
  expect(against({})).toEqual([]);
  expect(against({ to: range.to })).toEqual([undefined]);
  expect(against(range)).toEqual([undefined, 'before']);
  expect(against({ query: 'a' })).toEqual(['rest']);
  expect(chosen(baselines({ query: 'a' }), 'before')?.against).toBe('rest');
  expect(chosen(baselines(range), 'before')?.against).toBe('before');
  expect(chosen([], 'rest')).toBeUndefined();
});
it('otherTimes_areTheServersOwnBaseline', () =>
  expect(compareRequest({ dataset: 'lab', ...range, query: 'a', asOf: 7 }, undefined, span)).toEqual({
    dataset: 'lab',
    asOf: 7,
    selection: { ...range, query: 'a' },
  }));
it('timeBefore_isAsLongAndEndsWhereTheSelectionBegins', () =>
  expect(compareRequest({ ...range, query: 'a' }, 'before', span).baseline).toEqual({
    from: '2020-01-01T09:00:00.000Z',
    to: '2020-01-01T10:00:00.000Z',
    query: 'a',
  }));
it('rest_isAllOfTheSameTime', () =>
  expect(compareRequest({ ...range, query: 'a' }, 'rest', span).baseline).toEqual({ ...range, query: '' }));
it('valuesThatAreAsOftenInOtherFields_areToldOnceByTheirCommonName', () => {
  const told = toldOnce([
    value('TargetImage', 'C:\\a.exe'),
    value('process.target.name', 'a.exe'),
    value('user.name', 'x', { selected: 3 }),
    value('TargetImage', 'C:\\b.exe'),
  ]);
  expect(told.map(({ pairs, alike }) => [pairs[0], alike])).toEqual([
    [['process.target.name', 'a.exe'], [['TargetImage', 'C:\\a.exe']]],
    [['user.name', 'x'], []],
    [['TargetImage', 'C:\\b.exe'], []],
  ]);
});
it('tiers_keepTheOrder', () => {
  const told = toldOnce([
    value('a', '1', { selected: 1 }),
    value('a', '2', { selected: 2, log2Ratio: -1 }),
    value('a', '3', { selected: 3, qValue: 0.2 }),
    value('a', '4', { selected: 4 }),
  ]);
  expect(tiers(told, 0.05).map((tier) => tier.map(({ pairs }) => pairs[0]?.[1]))).toEqual([['1', '4'], ['2'], ['3']]);
});
it('edge_isFilteredByBothOfItsEnds', () =>
  expect(toldEdges([{ source: 'cmd.exe', target: 'net.exe', effect: effect(), explanation: '' }])[0]?.pairs).toEqual([
    ['process.parent.name', 'cmd.exe'],
    ['process.name', 'net.exe'],
  ]));
it.each([
  [effect(), '×\u20094.0'],
  [effect({ log2Ratio: -1 }), '÷\u20092.0'],
  [effect({ log2Ratio: 10.5 }), '×\u20091,448'],
  [effect({ unseen: true }), 'new'],
  [effect({ selected: 0, log2Ratio: -3 }), 'gone'],
])('effectInWords %#', (one, words) => expect(effectWords(one)).toBe(words));
it('interval_isOfRatios', () => expect(intervalWords(effect({ log2RatioLow: -1 }))).toBe('÷\u20092.0 to ×\u20098.0'));
it('axis_endsWhereItsReachDoes', () => expect([-99, -16, 0, 8, 99].map(place)).toEqual([0, 0, 0.5, 0.75, 1]));
it('probability_isNoMoreExactThanItIs', () =>
  expect([0, 0.00512, 0.2].map(probability)).toEqual(['< 0.0001', '= 0.0051', '= 0.2']));
it('wholes_areThoseOfTheField_orTheShares', () => {
  expect(outOf(effect())).toEqual({ selected: 16, baseline: 20 });
  expect(outOf(effect({ baseline: 0, baselineShare: 0 }))).toEqual({ selected: 16, baseline: undefined });
  const field = { name: 'a', distinct: 2, selected: 17, baseline: 21, significant: 1, divergence: 0.1 };
  expect(outOf(effect(), field)).toEqual({ selected: 17, baseline: 21 });
});
