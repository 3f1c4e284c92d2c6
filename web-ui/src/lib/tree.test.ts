import { expect, it } from 'vitest';
import type { Instance } from '../api/types';
import { ancestry, forest, lifetime, rows } from './tree';

const process = (
  id: string,
  parent: string | null,
  start: string | null = null,
  end: string | null = null,
): Instance => ({
  id,
  parent,
  name: id,
  executable: null,
  commandLine: null,
  pid: null,
  parentName: null,
  host: null,
  user: null,
  start,
  end,
  events: 1,
  orphan: false,
});
const family = [
  process('late', 'root', '2020-01-01T00:00:09Z'),
  process('root', null, '2020-01-01T00:00:00Z', '2020-01-01T00:01:00Z'),
  process('early', 'root', '2020-01-01T00:00:01Z'),
  process('grandchild', 'early', '2020-01-01T00:00:02Z'),
  process('stray', 'unknown', '2020-01-01T00:00:03Z'),
];
const lines = (closed: string[] = []) =>
  rows(forest(family), new Set(closed)).map(({ process: { id }, depth, place, of }) => `${depth} ${id} ${place}/${of}`);

it('children_followTheirParentInTheOrderOfTheirStarts', () =>
  expect(lines()).toEqual(['0 root 1/2', '1 early 1/2', '2 grandchild 1/1', '1 late 2/2', '0 stray 2/2']));
it('closedProcess_showsNoChildren', () => expect(lines(['early'])).not.toContain('2 grandchild 1/1'));
it('linesLeadOn_whereSiblingsFollow', () =>
  expect(rows(forest(family), new Set()).map(({ goesOn }) => goesOn)).toEqual([[], [true], [true, true], [true], []]));
it('ancestry_beginsWithTheFirstKnown', () => {
  expect(ancestry(family, 'grandchild').map(({ id }) => id)).toEqual(['root', 'early']);
  expect(ancestry(family, 'stray')).toEqual([]);
});
it('processesThatAreTheirOwnAncestors_areAllShownOnce', () => {
  const loop = [process('a', 'b'), process('b', 'a'), process('c', 'b'), process('d', 'd')];
  expect(rows(forest(loop), new Set()).map(({ process: { id } }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect(ancestry(loop, 'c').map(({ id }) => id)).toEqual(['a', 'b']);
});
it('lifetime_spansAllTimes', () => {
  expect(lifetime(family)).toEqual([Date.parse('2020-01-01T00:00:00Z'), Date.parse('2020-01-01T00:01:00Z')]);
  expect(lifetime([process('a', null)])).toBeUndefined();
});
it('processWithoutAStart_isWhereItsFirstChildIs', () => {
  const mixed = [
    process('never', null),
    process('2', null, '2020-01-01T00:00:02Z'),
    process('old', null),
    process('1', 'old', '2020-01-01T00:00:01Z'),
  ];
  expect(rows(forest(mixed), new Set()).map(({ process: { id } }) => id)).toEqual(['old', '1', '2', 'never']);
});
