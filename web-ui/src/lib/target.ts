import type { SpoorEvent } from '../api/types';

const FIELDS = [
  'file.path',
  'registry.path',
  'dll.path',
  'process.target.name',
  'dns.question.name',
  'url.full',
  'process.command_line',
] as const;

/** What an event acted upon, in one line; the destination's port follows its address. */
export function target(event: SpoorEvent): string {
  const field = FIELDS.find((name) => event[name]);
  if (field) return String(event[field]);
  const address = event['destination.ip'];
  if (!address) return '';
  return event['destination.port'] ? `${address}:${event['destination.port']}` : String(address);
}
