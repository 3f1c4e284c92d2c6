import type { Event as SpoorEvent } from '../api/types';

const FIELDS = [
  'file.path',
  'registry.path',
  'dll.path',
  'process.target.name',
  'dns.question.name',
  'url.full',
  'PipeName',
  'process.command_line',
] as const;

/** All fields that {@link target} looks at. */
export const TARGET_FIELDS: readonly string[] = [
  ...FIELDS,
  'destination.ip',
  'destination.port',
  'message',
  'event.provider',
  'event.code',
];

const firstLine = (message: unknown) => (typeof message === 'string' ? (/\S.*/.exec(message)?.[0] ?? '') : '');

/** The field that names what an event acted upon; none where its message alone tells. */
export const targetField = (event: SpoorEvent): string | undefined =>
  [...FIELDS, 'destination.ip'].find((name) => event[name]);

/**
 * What an event acted upon, in one line; the destination's port follows its address. An event that names no such thing
 * shows how its message begins, or else who tells it.
 */
export function target(event: SpoorEvent): string {
  const field = FIELDS.find((name) => event[name]);
  if (field) return String(event[field]);
  const address = event['destination.ip'];
  if (!address)
    return firstLine(event['message']) || [event['event.provider'], event['event.code']].filter(Boolean).join(' ');
  return event['destination.port'] ? `${address}:${event['destination.port']}` : String(address);
}
