import type { Collector } from '../api/types';

/** What can become of an event that was received; each has a colour of its own. */
export const OUTCOMES = [
  { name: 'stored', colour: 'var(--good)' },
  { name: 'duplicate', colour: 'var(--other)' },
  { name: 'rejected', colour: 'var(--c0)' },
  { name: 'malformed', colour: 'var(--bad)' },
] as const;

export type Outcome = (typeof OUTCOMES)[number]['name'];

/** The outcomes that there are of what was received, each with its part of it. */
export const parts = (account: Pick<Collector, 'received' | Outcome>) =>
  OUTCOMES.filter(({ name }) => account[name] > 0).map(({ name, colour }) => ({
    name,
    colour,
    part: account[name] / account.received,
  }));

export type Order = 'name' | 'lastSeen' | 'received' | 'clock';

/** Accounts in an order; equal ones by name, then dataset. By clock, the most wrong first and the unknown last. */
export function sorted<T extends Pick<Collector, 'name' | 'dataset' | 'lastSeen' | 'received' | 'clockOffsetMillis'>>(
  accounts: readonly T[],
  order: Order,
): T[] {
  const key = (account: T): number => {
    if (order === 'lastSeen') return -Date.parse(account.lastSeen);
    if (order === 'received') return -account.received;
    if (order === 'clock') return account.clockOffsetMillis === null ? 1 : -Math.abs(account.clockOffsetMillis);
    return 0;
  };
  const text = (account: T) => `${account.name}\0${account.dataset}`;
  return [...accounts].sort((a, b) => key(a) - key(b) || (text(a) < text(b) ? -1 : 1));
}
