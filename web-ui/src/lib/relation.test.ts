import { expect, it } from 'vitest';
import {
  eventsAlong,
  eventsAt,
  filterAt,
  filtersAlong,
  isUsual,
  nameOf,
  narrowed,
  presetOf,
  PRESETS,
  USUAL,
} from './relation';

const calls = USUAL[0]!;
const files = { source: 'process.name', target: 'file.path' };

it('presets_areKnownByTheirRelations', () => {
  for (const preset of PRESETS) expect(presetOf(structuredClone(preset.relations))).toBe(preset);
  expect(isUsual([{ ...calls }])).toBe(true);
  expect(presetOf([files, files])).toBeUndefined();
});
it('relationsOfOnesOwn_areCalledByTheirFields', () =>
  expect(nameOf([{ source: 'process.parent.name', target: 'user.name' }, files])).toBe(
    'parent → user, process → file',
  ));
it('eventsAtAVertex_areThoseOfTheRelationsWhereItStands', () => {
  expect(eventsAt([{ relation: files, end: 'source' }], 'a"b')).toBe('process.name:"a\\"b"');
  expect(
    eventsAt(
      [
        { relation: calls, end: 'source' },
        { relation: calls, end: 'target' },
        { relation: calls, end: 'target' },
      ],
      'x',
    ),
  ).toBe(
    '(((event.action:process_start) AND process.parent.name:"x") OR ((event.action:process_start) AND process.name:"x"))',
  );
});
it('eventsAlongAnEdge_haveBothEnds', () =>
  expect(eventsAlong(files, 'x', 'C:\\y')).toBe('(process.name:"x" AND file.path:"C:\\\\y")'));
it('filters_areOnTheFieldsOfTheEnds', () => {
  expect(
    filterAt(
      [
        { relation: calls, end: 'target' },
        { relation: calls, end: 'source' },
        { relation: files, end: 'source' },
      ],
      'x',
    ),
  ).toEqual({ field: 'process.name', or: 'process.parent.name', value: 'x', not: false });
  expect(filtersAlong(files, 'x', 'y').map(({ field, value }) => [field, value])).toEqual([
    ['process.name', 'x'],
    ['file.path', 'y'],
  ]);
});
it('textNarrowedByRelations_leavesTheirEvents', () => {
  const other = { ...files, query: 'b:2' };
  expect(narrowed('', [calls, calls])).toBe('event.action:process_start');
  expect(narrowed('a:1 OR a:2', [calls, other])).toBe('(a:1 OR a:2) AND ((event.action:process_start) OR (b:2))');
  expect(narrowed('a:1', [calls, files])).toBe('a:1');
  expect(narrowed('event.action:process_start', [calls])).toBe('event.action:process_start');
});
