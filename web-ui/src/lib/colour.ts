import { NONE } from './lucene';

/** Number of distinct data colours (`--c0` … `--c8` in the style sheet); everything else is `--other`. */
export const COLOURS = 9;
export const OTHERS = 'others';

const KEPT: Record<string, number> = {
  process_start: 0,
  file_create: 1,
  network_connect: 2,
  registry_set: 3,
  dll_load: 4,
  process_access: 5,
  registry_change: 6,
  file_delete: 7,
  logon: 8,
};

/** A line of a legend; the colour is a CSS value. */
export interface Entry {
  name: string;
  count: number;
  colour: string;
}

/** How often each name occurs in all, in the order of first occurrence. */
export function tally(counted: Iterable<readonly [name: string, count: number]>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of counted) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

/**
 * The nine most frequent names, most frequent first (ties by name), each with a colour; well-known names keep theirs
 * whatever the rank, and so does the absence of a value, which takes none from others. The rest is one entry, "others", with its true number,
 * to which names add that were counted as others.
 */
export function legend(counts: ReadonlyMap<string, number>): Entry[] {
  const ranked = [...counts].filter(([name]) => name !== OTHERS).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const top = ranked.slice(0, COLOURS);
  const taken = new Set(top.map(([name]) => KEPT[name]).filter((slot) => slot !== undefined));
  const free = Array.from({ length: COLOURS }, (_, slot) => slot).filter((slot) => !taken.has(slot));
  const colour = (name: string) => (name === NONE ? 'var(--none)' : `var(--c${KEPT[name] ?? free.shift() ?? 0})`);
  const entries = top.map(([name, count]) => ({ name, count, colour: colour(name) }));
  const rest = ranked.slice(COLOURS).reduce((sum, [, count]) => sum + count, counts.get(OTHERS) ?? 0);
  return rest > 0 ? [...entries, { name: OTHERS, count: rest, colour: 'var(--other)' }] : entries;
}
