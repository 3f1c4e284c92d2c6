import type { Edge } from '../api/types';
import { WIDTHS, type Width } from './buckets';
import type { Range } from './scale';

/** Equal parts of time, half-open, that follow each other from a time on (ms since 1970). */
export interface Moments {
  from: number;
  every: number;
  size: number;
}

/** As many parts at the most. */
const MOST = 240;

/** How wide parts of a range are: the narrowest of which there are not too many; undefined where there is none. */
export const partWidth = ([from, to]: Range): Width | undefined =>
  WIDTHS.find(({ millis }) => (to - from) / millis <= MOST);

export const whole = ({ from, every, size }: Moments): Range => [from, from + every * size];

/** How many events lie in each part, of all edges together. */
export function heights(edges: readonly Pick<Edge, 'counts'>[], { size }: Moments): number[] {
  const sums = Array.from({ length: size }, () => 0);
  for (const { counts } of edges) counts.forEach((count, i) => (sums[i] = (sums[i] ?? 0) + count));
  return sums;
}

/** The parts that a range of times touches: from the first on, up to the last, exclusive. At least one, inside the whole. */
export function parts([from, to]: Range, { from: start, every, size }: Moments): [first: number, end: number] {
  const first = Math.min(size - 1, Math.max(0, Math.floor((from - start) / every)));
  return [first, Math.min(size, Math.max(first + 1, Math.ceil((to - start) / every)))];
}

export const rangeOf = ([first, end]: readonly [number, number], { from, every }: Moments): Range => [
  from + first * every,
  from + end * every,
];

/** How many of an edge's events lie in some parts; all where it is not known when they happened. */
export function within(edge: Pick<Edge, 'counts' | 'weight'>, [first, end]: readonly [number, number]): number {
  if (edge.counts.length === 0) return edge.weight;
  let sum = 0;
  for (let i = first; i < end; i++) sum += edge.counts[i] ?? 0;
  return sum;
}

export type Thumb = 'start' | 'end' | 'both';

/** The parts when a thumb, or both, goes some parts further; one part remains between them, and both keep their distance. */
export function moved(
  [first, end]: readonly [number, number],
  thumb: Thumb,
  by: number,
  size: number,
): [number, number] {
  if (thumb === 'start') return [Math.max(0, Math.min(end - 1, first + by)), end];
  if (thumb === 'end') return [first, Math.min(size, Math.max(first + 1, end + by))];
  const step = Math.max(-first, Math.min(size - end, by));
  return [first + step, end + step];
}

/** The parts that play shows next: a part further, from the beginning again after the last. Of all of it, the first tenth. */
export function played([first, end]: readonly [number, number], size: number): [number, number] {
  const width = end - first;
  if (width >= size) return [0, Math.max(1, Math.round(size / 10))];
  return end >= size ? [0, width] : [first + 1, end + 1];
}
