import { expect, it } from 'vitest';
import type { TableResult } from '../api/types';
import { aligned, nearSteps, readNear, type Near } from './around';

const near = (id: string): Near => ({ id, time: '', host: '', action: '', process: '', target: '' });
const ids = (events: Near[]) => events.map(({ id }) => id).join(' ');

it('steps_askForFieldsThatTheDatasetHas', () => {
  const known = new Set(['host.name', 'unknown']);
  expect(nearSteps(true, known, 5)).toEqual([
    { sort: ['-time'] },
    { limit: 5 },
    { select: ['id', 'time', 'host.name'] },
  ]);
  expect(nearSteps(false, known, 5)[0]).toEqual({ limit: 5 });
});
it('rows_areEventsInOneLine', () => {
  const table = {
    columns: ['id', 'time', 'event.action', 'file.path'].map((name) => ({ name, type: 'text' })),
    rows: [['1-2', '2020-01-01T00:00:00Z', 'file_create', 'C:\\x']],
  } as unknown as TableResult;
  expect(readNear(table)).toEqual([
    { id: '1-2', time: '2020-01-01T00:00:00Z', host: '', action: 'file_create', process: '', target: 'C:\\x' },
  ]);
});
it('eventsAround_areInTheirOrder', () => {
  expect(ids(aligned([near('2'), near('1')], [near('3'), near('4')], near('3')))).toBe('1 2 3 4');
  expect(ids(aligned([near('1')], [near('5'), near('6')], near('3')))).toBe('1 3 5 6');
});
