import { OTHERS, type Entry } from './colour';

/** How many events of each legend entry lie in the bucket that starts at `time` (ms since 1970). */
export interface Stack {
  time: number;
  counts: number[];
}

/** A name and how often it occurs in the bucket that starts at the time. */
export type Counted = readonly [time: number, name: string, count: number];

/** The buckets in the order of their times, each with a count for every entry; names without an entry count as others. */
export function stack(counted: readonly Counted[], entries: readonly Entry[]): Stack[] {
  const places = new Map(entries.map((entry, i) => [entry.name, i]));
  const others = places.get(OTHERS);
  const byTime = new Map<number, number[]>();
  for (const [time, name, count] of counted) {
    const counts = byTime.get(time) ?? entries.map(() => 0);
    byTime.set(time, counts);
    const place = places.get(name) ?? others;
    if (place !== undefined) counts[place] = (counts[place] ?? 0) + count;
  }
  return [...byTime].map(([time, counts]) => ({ time, counts })).sort((a, b) => a.time - b.time);
}

export const height = ({ counts }: Stack): number => counts.reduce((sum, count) => sum + count, 0);

/** The logarithm of a height, 0 for none; what happened once is still seen. */
export const logarithm = (count: number): number => Math.log10(1 + count);

/** The bars as high as the logarithms of their heights, which their parts share as they did: parts of bars have no logarithm that adds up. */
export const logarithmic = (stacks: readonly Stack[]): Stack[] =>
  stacks.map(({ time, counts }) => {
    const whole = counts.reduce((sum, count) => sum + count, 0);
    return { time, counts: counts.map((count) => (whole === 0 ? 0 : (count / whole) * logarithm(whole))) };
  });

/** One SVG path for each entry with all of its bars, `width` wide, so that thousands of bars are ten elements. */
export function barPaths(
  stacks: readonly Stack[],
  entries: number,
  x: (time: number) => number,
  y: (count: number) => number,
  width: number,
): string[] {
  const paths = Array.from({ length: entries }, () => '');
  const w = width.toFixed(2);
  for (const { time, counts } of stacks) {
    const left = x(time).toFixed(2);
    let below = 0;
    counts.forEach((count, i) => {
      if (count === 0) return;
      paths[i] += `M${left},${y(below).toFixed(2)}h${w}V${y(below + count).toFixed(2)}h-${w}z`;
      below += count;
    });
  }
  return paths;
}
