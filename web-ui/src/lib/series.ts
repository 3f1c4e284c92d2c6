import type { Step, TableResult } from '../api/types';
import { column, literal } from './expression';
import { isText } from './facet';
import { NONE } from './lucene';
import { OTHERS } from './colour';
import type { Counted } from './stacks';

/** How often each value of a field occurs in each bucket of time. */
export interface Series {
  counted: Counted[];
  /** How many values are not told apart, but counted as others. */
  rest: number;
}

/** A field with more values is asked for the most frequent of them first, and then for these alone. */
export const FEW = 200;

const BUCKET = '@bucket';
const bucket = (every: string): Step => ({ bucket: { field: 'time', every, as: BUCKET } });

/** The question for all values of a field. */
export const allSteps = (field: string, every: string): Step[] => [
  bucket(every),
  { group: { by: [BUCKET, field], agg: { '@n': 'count()' } } },
  { sort: [BUCKET, field] },
  { limit: 100_000 },
];

export const readAll = ({ rows }: TableResult): Series => ({
  counted: rows.map(([time, value, n]) => [Date.parse(String(time)), String(value ?? NONE), Number(n)]),
  rest: 0,
});

const key = (field: string, type: string | undefined) =>
  isText(type) ? `lower(${column(field)})` : `text(${column(field)})`;

/** The question for some values of a field, in any letter case; the others count together. */
export const someSteps = (
  field: string,
  type: string | undefined,
  values: readonly string[],
  every: string,
): Step[] => [
  bucket(every),
  {
    derive: {
      '@value': `if(${key(field, type)} in (${values.map((value) => literal(value.toLowerCase())).join(', ')}), ${key(field, type)}, null)`,
      '@has': `${column(field)} is not null`,
    },
  },
  { group: { by: [BUCKET, '@value', '@has'], agg: { '@n': 'count()' } } },
  { sort: [BUCKET, '@value', '@has'] },
  { limit: 100_000 },
];

/** @param distinct how many values the field has in all */
export function readSome({ rows }: TableResult, values: readonly string[], distinct: number): Series {
  const spelled = new Map(values.map((value) => [value.toLowerCase(), value]));
  return {
    counted: rows.map(([time, value, has, n]) => [
      Date.parse(String(time)),
      has ? (value === null || value === undefined ? OTHERS : (spelled.get(String(value)) ?? String(value))) : NONE,
      Number(n),
    ]),
    rest: distinct - values.length,
  };
}
