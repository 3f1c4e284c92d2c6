import type { Step, TableResult } from '../api/types';
import type { Order } from './codec';
import { column, literal } from './expression';

/** A field's value, in its most frequent spelling. */
export interface FacetValue {
  value: string;
  events: number;
  /** When it was first and last seen among the events that are asked for; ISO-8601. */
  since: string;
  until: string;
}

/** Some of a field's values. */
export interface FacetAnswer {
  values: FacetValue[];
  /** How many different ones there are. */
  distinct: number;
  /** How many events have one of them. */
  present: number;
  /** How many events there are, with a value or without. */
  events: number;
}

export const isText = (type: string | undefined): boolean => type === undefined || type === 'text';

/** By what the values are sorted; the value itself makes it an order. */
const SORTED: Record<Order | 'most', string[]> = {
  most: ['-@n', '@key'],
  rare: ['@n', '-@until', '@key'],
  new: ['-@since', '@key'],
};

/**
 * The question for a field's values. Spellings that differ in letter case count as one value, as a search counts them; the names of its
 * columns are such as no field has.
 *
 * @param type of the field
 * @param order that they come in
 * @param most of them
 * @param part that they contain, in any letter case
 */
export function facetSteps(field: string, type: string | undefined, order: Order | undefined, most: number, part = '') {
  const key = isText(type) ? `lower(${column(field)})` : column(field);
  const within = part ? [{ filter: `contains(lower(text("@key")), ${literal(part.toLowerCase())})` }] : [];
  const steps: Step[] = [
    { group: { by: [field], agg: { '@n': 'count()', '@since': 'min(time)', '@until': 'max(time)' } } },
    { derive: { '@key': key } },
    { filter: '"@key" is not null' },
    ...within,
    { window: { by: ['@key'], order: ['-@n', field], add: { '@value': `first(${column(field)})` } } },
    {
      group: {
        by: ['@key', '@value'],
        agg: { '@n': 'sum("@n")', '@since': 'min("@since")', '@until': 'max("@until")' },
      },
    },
    { window: { by: [], order: SORTED.most, add: { '@place': 'row_number()', '@sum': 'cum_sum("@n")' } } },
    { window: { by: [], order: SORTED.most, add: { '@distinct': 'last("@place")', '@present': 'last("@sum")' } } },
    { sort: SORTED[order ?? 'most'] },
    { limit: most },
    { select: ['@value', '@n', '@since', '@until', '@distinct', '@present'] },
  ];
  return steps;
}

export function readFacet({ rows, scannedEvents }: TableResult): FacetAnswer {
  return {
    values: rows.map(([value, events, since, until]) => ({
      value: String(value),
      events: Number(events),
      since: String(since),
      until: String(until),
    })),
    distinct: Number(rows[0]?.[4] ?? 0),
    present: Number(rows[0]?.[5] ?? 0),
    events: scannedEvents,
  };
}

const USUAL = [
  'event.action',
  'host.name',
  'user.name',
  'process.name',
  'process.parent.name',
  'destination.ip',
  'file.path',
];
/** Fewer are filled up with the fields that most events have. */
const LEAST = 4;
const MOST = 6;

/** The facets that one finds where none were chosen, by a dataset's fields. */
export function usualFacets(fields: readonly { name: string; type: string; events: number }[]): string[] {
  const known = new Set(fields.map(({ name }) => name));
  const usual = USUAL.filter((name) => known.has(name));
  const others = fields
    .filter(({ name, type }) => isText(type) && !usual.includes(name))
    .toSorted((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
  return [...usual, ...others.slice(0, Math.max(0, LEAST - usual.length))].slice(0, MOST);
}

/** A part of a whole as a percentage; what is neither nothing nor all never looks like it. */
export function percent(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  const share = (100 * part) / whole;
  if (share < 0.1) return '< 0.1 %';
  if (part < whole && share >= 99.5) return '> 99 %';
  return `${share < 10 ? Number(share.toFixed(1)) : Math.round(share)} %`;
}
