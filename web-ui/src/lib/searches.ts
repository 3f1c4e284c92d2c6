import { decode, encode, type Asked } from './codec';

/** A search that has a name: its text and its filters, as a part of an address. */
export interface Saved {
  name: string;
  address: string;
}

const MOST_PAST = 30;

/** What of a question is saved: neither the dataset nor a time. */
export const addressOf = ({ query, filters }: Asked): string => encode({ dataset: 'default', query, filters });

export function questionOf({ address }: Saved): Pick<Asked, 'query' | 'filters'> {
  const { query, filters } = decode(address);
  return { query, filters };
}

/** With another search; one of the same name gives way. */
export const withSaved = (saved: readonly Saved[], name: string, address: string): Saved[] =>
  [...saved.filter((one) => one.name !== name), { name, address }].toSorted((a, b) => a.name.localeCompare(b.name));

/** With another name for a search; nothing changes where a search has that name already, or it is empty. */
export const renamed = (saved: readonly Saved[], from: string, to: string): readonly Saved[] =>
  to.trim() === '' || saved.some(({ name }) => name === to.trim())
    ? saved
    : withSaved(
        saved.filter(({ name }) => name !== from),
        to.trim(),
        saved.find(({ name }) => name === from)?.address ?? '',
      );

/** With what was searched last, which comes first. */
export const withPast = (past: readonly string[], query: string): string[] =>
  [query, ...past.filter((one) => one !== query)].slice(0, MOST_PAST);

/** What was kept of a list; nothing of what cannot be read. */
export function kept<T>(stored: string | null, isOne: (value: unknown) => value is T): T[] {
  try {
    const list: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(list) ? list.filter(isOne) : [];
  } catch {
    return [];
  }
}

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isSaved = (value: unknown): value is Saved =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'address' in value &&
  isText(value.name) &&
  isText(value.address);
