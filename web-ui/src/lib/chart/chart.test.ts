import { expect, it } from 'vitest';
import { asKind, complete, decodeChart, encodeChart, fits, KINDS, SPECS, type Chart, type Kind } from './chart';

const FIELDS = [
  { name: 'time', type: 'time' },
  { name: 'event.action', type: 'text' },
  { name: 'network.bytes', type: 'long' },
];
const there = (chart: Chart): Chart | undefined => {
  const p = new URLSearchParams();
  encodeChart(chart, p);
  return decodeChart(new URLSearchParams(p.toString()));
};

it('anyChart_survivesTheAddress', () => {
  const full: Chart = {
    kind: 'heat',
    x: 'hour(time)',
    y: 'a|b&c=d',
    colour: 'event.action',
    facet: 'host.name',
    measure: { of: 'p95', field: 'a:b' },
    every: 'PT5M',
    most: 50,
    bins: 20,
    fit: 'best',
    isLog: true,
    zoom: { x: [-1.5, 2e12], y: [0, 3] },
    as: 'table',
  };
  expect(there(full)).toEqual(full);
  expect(there({ kind: 'bar', zoom: { y: [1, 2] } })).toEqual({ kind: 'bar', zoom: { y: [1, 2] } });
});
it('nonsense_isLeftOut', () =>
  expect(
    decodeChart(
      new URLSearchParams(
        'chart=bar&chart.measure=sum&chart.every=PT7S&chart.most=0&chart.bins=x&chart.fit=x&chart.log=1&chart.zoom=2~1|a~b&chart.as=x',
      ),
    ),
  ).toEqual({ kind: 'bar' }));
it('unknownKind_isNoChart', () => expect(decodeChart(new URLSearchParams('chart=pie'))).toBeUndefined());
it.each(Object.keys(KINDS) as Kind[])('%s ofNothing_hasAFieldForEachRoleThatItNeeds', (kind) => {
  const chart = complete({ kind }, FIELDS);
  for (const role of SPECS[kind].roles) if (!role.isOptional) expect(chart[role.name]).toBeTruthy();
});
it('completeChart_staysAsItIs', () => {
  const chart: Chart = { kind: 'bar', x: 'a' };
  expect(complete(chart, FIELDS)).toBe(chart);
});
it('anotherKind_keepsTheFieldsThatItCanUse', () => {
  const line: Chart = {
    kind: 'line',
    x: 'time',
    colour: 'event.action',
    measure: { of: 'mean', field: 'network.bytes' },
    every: 'PT1M',
  };
  expect(asKind('area', line, FIELDS)).toEqual({
    kind: 'area',
    x: 'time',
    colour: 'event.action',
    measure: { of: 'mean', field: 'network.bytes' },
  });
  expect(asKind('histogram', line, FIELDS)).toEqual({ kind: 'histogram', x: 'network.bytes' });
  expect(asKind('treemap', line, FIELDS).measure).toBeUndefined();
});
it('number_isATellingOneWhereThereIsOne', () => {
  const fields = [
    { name: 'version', type: 'long' },
    { name: 'process.pid', type: 'long' },
  ];
  expect(complete({ kind: 'ecdf' }, fields).x).toBe('process.pid');
  expect(complete({ kind: 'ecdf' }, fields.slice(0, 1)).x).toBe('version');
});
it('role_takesWhatItCanDraw', () => {
  expect(fits('number', 'a', 'long')).toBe(true);
  expect(fits('number', 'a', 'text')).toBe(false);
  expect(fits('scale', 'time', 'time')).toBe(true);
  expect(fits('name', 'time', 'time')).toBe(false);
  expect(fits('any', 'hour(time)', '')).toBe(true);
  expect(fits('scale', 'hour(time)', '')).toBe(false);
});
