import type { Event as SpoorEvent, Step, TableResult } from '../api/types';
import { target, TARGET_FIELDS } from './target';

/** An event near another, in one line. */
export interface Near {
  id: string;
  time: string;
  host: string;
  action: string;
  process: string;
  target: string;
}

/** Of every event. */
const OWN = ['id', 'time'];
const FIELDS = [...OWN, 'host.name', 'event.action', 'process.name', ...TARGET_FIELDS];

/**
 * The question for events before a time, nearest first, or from it on, in their order.
 *
 * @param known the fields that the dataset has
 * @param most so many events
 */
export function nearSteps(isBefore: boolean, known: ReadonlySet<string>, most: number): Step[] {
  return [
    ...(isBefore ? [{ sort: ['-time'] }] : []),
    { limit: most },
    { select: FIELDS.filter((name) => OWN.includes(name) || known.has(name)) },
  ];
}

export const readNear = ({ columns, rows }: TableResult): Near[] =>
  rows.map((row) => {
    const event = Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])) as SpoorEvent;
    return nearOf(event);
  });

export const nearOf = (event: SpoorEvent): Near => ({
  id: event.id,
  time: event.time,
  host: String(event['host.name'] ?? ''),
  action: String(event['event.action'] ?? ''),
  process: String(event['process.name'] ?? ''),
  target: target(event),
});

/** The events around one in their order: it is among them, also where more than were asked for are of its very time. */
export function aligned(before: readonly Near[], after: readonly Near[], here: Near): Near[] {
  const isIn = after.some(({ id }) => id === here.id);
  return [...before.toReversed(), ...(isIn ? [] : [here]), ...after];
}
