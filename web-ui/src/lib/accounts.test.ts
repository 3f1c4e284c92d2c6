import { expect, it } from 'vitest';
import { parts, sorted } from './accounts';

const account = (name: string, received: number, lastSeen: string, clockOffsetMillis: number | null) => ({
  name,
  dataset: 'lab',
  received,
  lastSeen,
  clockOffsetMillis,
});
const ALL = [
  account('b', 5, '2026-01-02T12:00:00Z', null),
  account('a', 9, '2026-01-02T12:00:01Z', -7000),
  account('c', 9, '2026-01-01T00:00:00Z', 3),
];
const order = (by: Parameters<typeof sorted>[1]) => sorted(ALL, by).map(({ name }) => name);

it('parts_areThoseThatThereAre', () =>
  expect(parts({ received: 8, stored: 6, duplicate: 0, rejected: 0, malformed: 2 })).toMatchObject([
    { name: 'stored', part: 0.75 },
    { name: 'malformed', part: 0.25 },
  ]));
it('accountOfNothing_hasNoParts', () =>
  expect(parts({ received: 0, stored: 0, duplicate: 0, rejected: 0, malformed: 0 })).toEqual([]));
it('orders_areDescending_butNames', () => {
  expect(order('name')).toEqual(['a', 'b', 'c']);
  expect(order('received')).toEqual(['a', 'c', 'b']);
  expect(order('lastSeen')).toEqual(['a', 'b', 'c']);
});
it('byClock_theMostWrongIsFirst_andTheUnknownLast', () => expect(order('clock')).toEqual(['a', 'c', 'b']));
