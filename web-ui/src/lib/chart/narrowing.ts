import { escapeField, filterOn, isOnTheSame, kept, NONE, OPEN, quote, type Filter } from '../lucene';
import type { Range } from '../scale';
import type { Cell } from '../../api/types';
import type { Rank } from './steps';

/** Fewer events than are selected: of a range of times, with or without values, that match Lucene text. */
export interface Narrowing {
  from?: string;
  to?: string;
  filters?: readonly Filter[];
  clauses?: readonly string[];
  /** Why there is none, in words. */
  refusal?: string;
}

/** How a drawing calls what is not told apart; no value of an event is this. */
export const REST = '\u0000others';

const nothing: Narrowing = {};

/** Both together. */
export const both = (a: Narrowing = nothing, b: Narrowing = nothing): Narrowing => ({
  ...a,
  ...b,
  filters: [...(a.filters ?? []), ...(b.filters ?? [])],
  clauses: [...(a.clauses ?? []), ...(b.clauses ?? [])],
});

export const inTime = (from: number, to: number): Narrowing => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

/** A number as an address and Lucene read it. */
const plain = (value: number): string => String(Number(value.toPrecision(12)));

/** The events with a number from one up to another, which is not included; without a bound where that is not a number. */
export const inRange = (field: string, [from, to]: Range): Narrowing => ({
  filters: [{ field, value: plain(from), until: Number.isFinite(to) ? plain(to) : OPEN, not: false }],
});

const any = (field: string, values: readonly Cell[]): string =>
  `${escapeField(field)}:(${values.map((value) => quote(String(value))).join(' OR ')})`;

/** The events with one of some values, as a drawing calls them. */
export function among(field: string, keys: readonly string[], rank: Rank | undefined): Narrowing {
  if (!keys.includes(REST)) return { filters: keys.map((key) => filterOn(field, key, false)) };
  const name = escapeField(field);
  const isNamed = (rank?.values ?? []).map(({ value }) => value);
  const clauses = [`(_exists_:${name} AND NOT ${any(field, isNamed)})`];
  const values = keys.filter((key) => key !== REST && key !== NONE);
  if (values.length > 0) clauses.push(any(field, values));
  if (keys.includes(NONE)) clauses.push(`(*:* AND NOT _exists_:${name})`);
  return { clauses: [clauses.length === 1 ? clauses[0]! : `(${clauses.join(' OR ')})`] };
}

const HOUR = 3_600_000;
const SLOTS = { 'hour(time)': HOUR, 'weekday(time)': 24 * HOUR } as const;

/**
 * The one stretch of time in a range with an hour of the day, a weekday, or both; a refusal where there are several, since a selection has one
 * range of times.
 */
export function inParts(parts: Partial<Record<keyof typeof SLOTS, number>>, [from, to]: Range): Narrowing {
  const hour = parts['hour(time)'];
  const weekday = parts['weekday(time)'];
  const slot = hour === undefined ? SLOTS['weekday(time)'] : SLOTS['hour(time)'];
  const found: number[] = [];
  for (let time = Math.floor(from / slot) * slot; time < to && found.length < 2; time += slot) {
    const at = new Date(time);
    const isSame = weekday === undefined || (at.getUTCDay() + 6) % 7 === weekday - 1;
    if (isSame && (hour === undefined || at.getUTCHours() === hour)) found.push(time);
  }
  const [only, another] = found;
  if (only === undefined) return { refusal: 'There is no such time in the range.' };
  if (another !== undefined)
    return { refusal: 'This is at several times of the range, and a selection has one. Narrow the range first.' };
  return inTime(Math.max(from, only), Math.min(to, only + slot));
}

/** The query with further clauses. */
export function narrowed(query: string, clauses: readonly string[]): string {
  const own = query.trim();
  if (clauses.length === 0) return own;
  return [...(own ? [`(${own})`] : []), ...clauses].join(' AND ');
}

const number = (bound: string | undefined, open: number): number =>
  bound === undefined || bound === OPEN ? open : Number(bound);

/** What a filter on a field and a range of it keep, both; nothing where they have nothing in common. */
function inBoth(filter: Filter, range: Filter): Filter[] {
  const [from, until] = [number(range.value, -Infinity), number(range.until, Infinity)];
  if (filter.until === undefined) {
    const value = Number(filter.value);
    return value >= from && value < until ? [filter] : [];
  }
  const low = number(filter.value, -Infinity) > from ? filter.value : range.value;
  const high = number(filter.until, Infinity) < until ? filter.until : range.until!;
  return number(low, -Infinity) < number(high, Infinity) ? [{ ...filter, value: low, until: high }] : [];
}

/**
 * The filters with others, so that no event comes in that was not there. Since filters on the same field are alternatives, names that are chosen
 * take the place of those before, of which they are some; a range keeps what of those before lies in it.
 */
export function withFilters(filters: readonly Filter[], others: readonly Filter[]): Filter[] {
  return others.reduce<Filter[]>(
    (all, other) => {
      const field = kept(other);
      const before = all.filter((filter) => filters.includes(filter) && field !== undefined && kept(filter) === field);
      const rest = all.filter((filter) => !before.includes(filter) && !isOnTheSame(filter, other));
      if (other.until === undefined || before.length === 0) return [...rest, other];
      const within = before.flatMap((filter) => inBoth(filter, other));
      return [...rest, ...(within.length > 0 ? within : before)]; // Without any of them there would be more events.
    },
    [...filters],
  );
}
