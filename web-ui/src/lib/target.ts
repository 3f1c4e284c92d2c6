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

const firstLine = (message: unknown) => (typeof message === 'string' ? (/\S.*/.exec(message)?.[0] ?? '') : '');

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
