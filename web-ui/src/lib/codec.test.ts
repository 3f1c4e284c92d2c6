import { expect, it } from 'vitest';
import { asksTheSame, decode, encode, type Selection } from './codec';
import { ofAnother } from './drawn';

const full: Selection = {
  dataset: 'lab',
  from: '2020-09-18T13:00:00Z',
  to: '2020-09-18T14:00:00Z',
  query: 'process.name:power* AND "a b"',
  filters: [
    { field: 'file.path', value: 'C:\\a=b&c', not: false },
    { field: 'user.name', value: 'SYSTEM', not: true },
    { field: 'process.name', or: 'process.parent.name', value: 'svchost.exe', not: false },
    { field: 'network.bytes', value: '10', until: '*', not: false },
    { field: 'time', value: '2020-09-18T13:00:00Z', until: '2020-09-18T13:10:00Z', not: true },
    { field: 'a|b=100%', or: 'c=d|e', value: '%7C', not: true },
  ],
  asOf: 17,
  columns: ['event.action', 'a,b', 'target'],
  widths: { 'event.action': 120, 'a,b': 90 },
  facets: [{ field: 'user.name', order: 'rare' }, { field: 'rare|new' }],
  panel: 'closed',
  stack: 'host.name',
  scale: 'log',
  against: 'before',
  around: 'all',
  colour: 'host.name',
  calls: 'table',
  event: '12-3',
  view: 'graph',
  drawn: {
    relations: [
      { source: 'process.parent.name', target: 'process.name', query: 'a:"b|c" AND 100%' },
      { source: 'a|b', target: 'c>d' },
    ],
    as: 'table',
    layout: 'layered',
    most: 300,
    gather: true,
    measure: 'pagerank',
    edgeMeasure: 'rarity',
    baseline: { from: '2020-09-18T12:00:00Z', to: '2020-09-18T13:00:00Z' },
    window: { from: '2020-09-18T13:00:00Z', to: '2020-09-18T13:10:00Z' },
    hidden: ['SYSTEM', '(none)'],
    focus: 'process.name:a,b|c.exe',
    edge: ['process.name:a|b', 'process.name:%7C'],
    start: 'process.name:x.exe',
    paths: 'all',
    only: true,
    grown: ['process.name:x.exe', 'ip:10.0.0.1'],
    folded: ['ip:10.0.0.1'],
    pins: [{ id: 'process.name:a,1\nb', x: -12.5, y: 100 }],
  },
};
it('anySelection_survivesTheAddress', () => expect(decode(encode(full))).toEqual(full));
it('defaults_leaveTheAddressEmpty', () => expect(encode(decode(''))).toBe(''));
it.each(['before', 'earlier'] as const)('baselineThatMovesAlong_survivesTheAddress', (baseline) =>
  expect(decode(encode({ ...full, drawn: { baseline } })).drawn).toEqual({ baseline }),
);
it('nonsense_isLeftOut', () =>
  expect(
    decode(
      'from=yesterday&asOf=x&is=none&in=a=1&panel=x&against=x&width=a&around=x&view=none&calls=none&column=&event=&relation=a&relation=%25&as=x&layout=x&most=-1&edge=a&window=b/a' +
        '&baseline=x&pin=1,b&hidden=&only=1',
    ),
  ).toEqual({
    dataset: 'default',
    query: '',
    filters: [],
  }));
it('noFacets_areNotTheUsualOnes', () => {
  expect(decode(encode({ ...full, facets: [] })).facets).toEqual([]);
  expect(decode('').facets).toBeUndefined();
});
it('column_isNamedOnce', () => expect(decode('column=a&column=a').columns).toEqual(['a']));
it('anotherLook_asksTheSame', () => {
  const look: Selection = { ...full, columns: ['a'], colour: 'b', event: '1-1', view: 'collectors' };
  expect(asksTheSame(full, look)).toBe(true);
  expect(asksTheSame(full, { ...full, dataset: 'other' })).toBe(false);
  expect(asksTheSame(full, { ...full, filters: [] })).toBe(false);
});
it('anotherDataset_isDrawnTheSameWayWithoutWhatNamesTheLast', () =>
  expect(decode(encode({ ...full, drawn: ofAnother(full.drawn) ?? {} })).drawn).toEqual({
    relations: full.drawn?.relations,
    as: 'table',
    layout: 'layered',
    most: 300,
    gather: true,
    measure: 'pagerank',
    edgeMeasure: 'rarity',
  }));
