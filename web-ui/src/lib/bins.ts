import type { Step, TableResult } from '../api/types';
import { column } from './expression';
import { clamp, type Range } from './scale';

/** What a field's numbers are like; times are numbers of seconds since 1970. */
export interface Spread {
  least: number;
  median: number;
  most: number;
}

/** Intervals of numbers, half-open, numbered in their order. */
export interface Bins {
  /** The number of the first and of the last that hold anything. */
  first: number;
  last: number;
  /** Where one begins. */
  edge: (bin: number) => number;
  /** The number of a field's bin, as an expression of a table's steps. */
  expression: string;
}

const AT_MOST = 40;
/** Numbers of which half lie in less than so much of their range are counted in bins that double. */
const SKEWED = 1 / 100;

/** The numbers themselves as an expression. */
export const numbers = (field: string, type: string): string =>
  type === 'time' ? `epoch(${column(field)})` : column(field);

export const spreadSteps = (field: string, type: string): Step[] => [
  { derive: { '@x': numbers(field, type) } },
  { group: { by: [], agg: { '@least': 'min("@x")', '@median': 'median("@x")', '@most': 'max("@x")' } } },
];

/** Nothing where no event has a number. */
export function readSpread({ rows }: TableResult): Spread | undefined {
  const [least, median, most] = rows[0] ?? [];
  return least === null || least === undefined
    ? undefined
    : { least: Number(least), median: Number(median), most: Number(most) };
}

/** The smallest of 1, 2 and 5 × 10ⁿ that is not below the value; a whole number where they are to be. */
function round(value: number, isWhole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const width = ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
  return isWhole ? Math.max(1, Math.round(width)) : width;
}

/** At most 42 bins of round widths, or, where few numbers are much greater than the others, bins that double from 1 on. */
export function binsOf(x: string, { least, median, most }: Spread, isWhole: boolean): Bins {
  const range = most - least;
  if (least >= 0 && most >= 2 && median - least < range * SKEWED) {
    const bin = (value: number) => (value < 1 ? 0 : 1 + Math.floor(Math.log2(value)));
    return {
      first: bin(least),
      last: bin(most),
      edge: (n) => (n === 0 ? 0 : 2 ** (n - 1)),
      expression: `if(${x} < 1, 0, 1 + floor(log2(greatest(${x}, 1))))`,
    };
  }
  const width = range > 0 ? round(range / AT_MOST, isWhole) : 1;
  return {
    first: Math.floor(least / width),
    last: Math.floor(most / width),
    edge: (n) => n * width,
    expression: `floor(${x} / ${width})`,
  };
}

export const binSteps = (field: string, type: string, { expression }: Bins): Step[] => [
  { derive: { '@x': numbers(field, type) } },
  { filter: '"@x" is not null' },
  { derive: { '@bin': expression } },
  { group: { by: ['@bin'], agg: { '@n': 'count()' } } },
  { limit: 1000 },
];

/** How many events each bin holds, from the first to the last. */
export function readBins({ rows }: TableResult, { first, last }: Bins): number[] {
  const counts = Array.from({ length: last - first + 1 }, () => 0);
  for (const [bin, n] of rows) {
    const place = clamp(Number(bin) - first, [0, counts.length - 1]);
    counts[place] = (counts[place] ?? 0) + Number(n);
  }
  return counts;
}

/** The bins, from one to another inclusive, that a brush touches which lies between parts of the whole, 0 to 1. */
export function touched([from, to]: Range, { first, last }: Bins): Range {
  const bins = last - first + 1;
  const at = (part: number) => first + clamp(Math.floor(part * bins), [0, bins - 1]);
  return [at(from), at(Math.max(from, to - 1e-9))];
}
