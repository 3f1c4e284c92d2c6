import { expect, it } from 'vitest';
import type { Chart } from './chart';
import { chartSteps, extentOf, extentSteps, MOST_POINTS, rankings, rankOf, SHARES, type Known } from './steps';

const TYPES: Record<string, string> = { time: 'time', 'network.bytes': 'long', bytes: 'text', seen: 'time' };
const typeOf = (field: string) => TYPES[field] ?? 'text';
const rank = (others: number, ...values: (string | number)[]) => ({
  values: values.map((value) => ({ value, weight: 1 })),
  others,
});
const known = (ranks: [string, ReturnType<typeof rank>][] = [], extent?: Known['extent']): Known => ({
  typeOf,
  every: 'PT1M',
  ranks: new Map(ranks),
  ...(extent ? { extent } : {}),
});

it('lineOfTime_groupsBucketsAndNames', () =>
  expect(
    chartSteps({ kind: 'line', x: 'time', colour: 'event.action' }, known([['event.action', rank(0, 'a', 'b')]])),
  ).toEqual([
    { bucket: { field: 'time', every: 'PT1M', as: 'time' } },
    { group: { by: ['time', 'event.action'], agg: { n: 'count()' } } },
    { limit: 100_000 },
  ]));
it('namesBeyondTheHeaviest_areTakenTogetherByTheServer', () =>
  expect(chartSteps({ kind: 'line', x: 'time', colour: 'Größe' }, known([['Größe', rank(7, "it's", 4)]]))).toEqual([
    { bucket: { field: 'time', every: 'PT1M', as: 'time' } },
    {
      derive: {
        Größe: `case when "Größe" in ('it''s', 4) then "Größe" end`,
        'Größe others': `"Größe" is not null and not ("Größe" in ('it''s', 4))`,
      },
    },
    { group: { by: ['time', 'Größe', 'Größe others'], agg: { n: 'count()' } } },
    { limit: 100_000 },
  ]));
it('barsOfOneField_areItsHeaviestValuesInOneQuestion', () => {
  const bars: Chart = { kind: 'bar', x: 'process.name', most: 5, measure: { of: 'p95', field: 'network.bytes' } };
  expect(rankings(bars, typeOf)).toEqual([]);
  expect(chartSteps(bars, known())).toEqual([
    { top: { field: 'process.name', rows: 5, by: 'quantile(network.bytes, 0.95)', as: 'p95' } },
  ]);
});
it('fieldsOfNames_areRankedBefore', () => {
  expect(rankings({ kind: 'bar', x: 'a', colour: 'b', facet: 'c' }, typeOf)).toEqual([
    { field: 'a', steps: [{ top: { field: 'a', rows: 20, by: 'count()', as: 'n' } }] },
    { field: 'b', steps: [{ top: { field: 'b', rows: 8, by: 'count()', as: 'n' } }] },
    { field: 'c', steps: [{ top: { field: 'c', rows: 11, by: 'count()', as: 'n' } }] },
  ]);
  expect(rankings({ kind: 'heat', x: 'hour(time)', y: 'time' }, typeOf)).toEqual([]);
  expect(rankings({ kind: 'heat', x: 'a', y: 'a', most: 3 }, typeOf)).toHaveLength(1);
});
it('rank_isReadFromTheStepTop', () =>
  expect(
    rankOf([
      ['a', 5, 0],
      ['b', 3, 0],
      [null, 9, 4],
    ]),
  ).toEqual({
    values: [
      { value: 'a', weight: 5 },
      { value: 'b', weight: 3 },
    ],
    others: 4,
  }));
it('partsOfTheTime_areDerivedBeforeTheTimeIsBucketed', () =>
  expect(chartSteps({ kind: 'heat', x: 'hour(time)', y: 'time' }, known()).slice(0, 3)).toEqual([
    { derive: { 'hour(time)': 'hour(time)' } },
    { bucket: { field: 'time', every: 'PT1M', as: 'time' } },
    { group: { by: ['hour(time)', 'time'], agg: { n: 'count()' } } },
  ]));
it('columnOfTheMeasure_isCalledAsNoFieldIs', () =>
  expect(chartSteps({ kind: 'treemap', x: 'n' }, known())).toContainEqual({
    group: { by: ['n'], agg: { n_: 'count()' } },
  }));
it('fewPoints_areAskedForOneByOne', () => {
  const chart: Chart = { kind: 'scatter', x: 'time', y: 'bytes', isLog: true, colour: 'user.name' };
  expect(extentSteps(chart, typeOf)).toEqual([
    { filter: 'time is not null and number(bytes) > 0' },
    { derive: { x: 'epoch(time)', y: 'log10(number(bytes))' } },
    { group: { by: [], agg: { n: 'count()', x0: 'min(x)', x1: 'max(x)', y0: 'min(y)', y1: 'max(y)' } } },
  ]);
  expect(chartSteps(chart, known([], extentOf([10, 0, 1, 2, 3]))).slice(-2)).toEqual([
    { select: ['x', 'y', 'user.name'] },
    { limit: MOST_POINTS },
  ]);
});
it('manyPoints_areCountedInCells', () =>
  expect(
    chartSteps(
      { kind: 'scatter', x: 'time', y: 'network.bytes' },
      known([], extentOf([MOST_POINTS + 1, 0, 80, 0, 100])),
    ).slice(2),
  ).toEqual([
    { derive: { x: 'least(79, floor((x - 0) / 1))', y: 'least(49, floor((y - 0) / 2))' } },
    { group: { by: ['x', 'y'], agg: { n: 'count()' } } },
    { limit: 100_000 },
  ]));
it('boxes_areQuantilesOfTheServer', () =>
  expect(chartSteps({ kind: 'box', y: 'network.bytes', x: 'user.name' }, known())).toEqual([
    { filter: 'network.bytes is not null' },
    {
      group: {
        by: ['user.name'],
        agg: {
          n: 'count()',
          least: 'quantile(network.bytes, 0)',
          low: 'quantile(network.bytes, 0.05)',
          q25: 'quantile(network.bytes, 0.25)',
          median: 'quantile(network.bytes, 0.5)',
          q75: 'quantile(network.bytes, 0.75)',
          high: 'quantile(network.bytes, 0.95)',
          greatest: 'quantile(network.bytes, 1)',
        },
      },
    },
    { limit: 100_000 },
  ]));
it('logarithmicHistogram_isOfLogarithms', () =>
  expect(chartSteps({ kind: 'histogram', x: 'network.bytes', bins: 10, isLog: true }, known())).toEqual([
    { filter: 'network.bytes > 0' },
    { derive: { 'network.bytes': 'log10(network.bytes)' } },
    { histogram: { field: 'network.bytes', bins: 80, by: [] } },
    { limit: 100_000 },
  ]));
it('shares_ascendFromNothingToAll', () => {
  expect([SHARES[0], SHARES.at(-1), SHARES.length <= 100]).toEqual([0, 1, true]);
  expect([...SHARES].sort((a, b) => a - b)).toEqual(SHARES);
});
