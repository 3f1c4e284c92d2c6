const number = new Intl.NumberFormat('en-US');
export const count = (n: number): string => number.format(n);

/** UTC time of day, with the date when asked for, to the millisecond. */
export function stamp(iso: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,3})?/.exec(iso);
  return match ? `${match[1]} ${match[2]}${(match[3] ?? '.000').padEnd(4, '0')}` : iso;
}

/** How many there are of something, such as `1 pair` or `300 of 4,312 pairs`. */
export const counted = (n: number, one: string, several: string, of = n): string =>
  `${count(n)} ${n === of ? '' : `of ${count(of)} `}${of === 1 ? one : several}`;

/**
 * Whether times of a range, bounds in ISO-8601, are ambiguous without their year: it spans several, or is not of the year that it is
 * `now` (ms since 1970). An absent bound says nothing.
 */
export function needsYear(from: string | undefined, to: string | undefined, now: number): boolean {
  const current = String(new Date(now).getUTCFullYear());
  return [from, to].some((bound) => bound !== undefined && bound.slice(0, 4) !== current);
}

/** A range as a researcher says it. */
export function range(from?: string, to?: string): string {
  const short = (iso: string) => stamp(iso).replace(/\.000$/, '');
  if (!from && !to) return 'all time';
  if (!to) return `since ${short(from ?? '')}`;
  if (!from) return `before ${short(to)}`;
  const [a, b] = [short(from), short(to)];
  return a.slice(0, 10) === b.slice(0, 10) ? `${a} – ${b.slice(11)}` : `${a} – ${b}`;
}

const UNITS = [
  ['y', 31_536_000_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** A span of time in its two largest units, such as `5 min 3 s`; tenths of seconds below a minute. Its sign is left out. */
export function span(millis: number): string {
  const whole = Math.abs(millis);
  if (whole < 1000) return `${Math.round(whole)} ms`;
  if (whole < 59_950) return `${(whole / 1000).toFixed(1).replace('.0', '')} s`;
  let rest = Math.round(whole / 1000) * 1000;
  const words: string[] = [];
  for (const [unit, size] of [...UNITS, ['s', 1000] as const]) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0 && words.length < 2) words.push(`${n} ${unit}`);
    else if (words.length > 0) break;
  }
  return words.join(' ');
}

/** How long before `now` something was, in its largest unit. */
export function ago(iso: string, now: number): string {
  const millis = now - Date.parse(iso);
  return millis < 1000 ? 'now' : `${span(Math.floor(millis / 1000) * 1000).replace(/^(\S+ \S+) .*/, '$1')} ago`;
}
