import { tickStep, ticks as roundNumbers } from 'd3-array';
import { timeTicks } from '../axis';
import { count } from '../format';
import { linear, type Range } from '../scale';

/** A place on an axis, in px, and what is written there; `context` is another line below. */
export interface Tick {
  at: number;
  label: string;
  context?: string;
}

/**
 * One way across a panel. Its units are ms since 1970 of a time, the number or its logarithm (base 10) of a number; of names, one for each
 * name, so that the first lies from 0 to 1.
 */
export interface Axis {
  kind: 'time' | 'number' | 'log' | 'names';
  domain: Range;
  /** Where the domain begins and ends, in px. */
  range: Range;
  place: (value: number) => number;
  /** What lies at a place in px. */
  value: (px: number) => number;
  ticks: readonly Tick[];
  names?: readonly string[];
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** A number as it stands at an axis. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 10_000) return compact.format(value);
  if (size > 0 && size < 0.001) return value.toExponential(0);
  return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(4)));
}

function axis(kind: Axis['kind'], domain: Range, range: Range, ticks: (place: Axis['place']) => Tick[]): Axis {
  const place = linear(domain, range);
  return { kind, domain, range, place, value: linear(range, domain), ticks: ticks(place) };
}

const length = ([from, to]: Range): number => Math.abs(to - from);

export function timeAxis(domain: Range, range: Range): Axis {
  return axis('time', domain, range, (place) =>
    timeTicks(...domain, Math.max(2, Math.floor(length(range) / 90))).map(({ time, label, context }) => ({
      at: place(time),
      label,
      context,
    })),
  );
}

/** Px between two marks of an axis of numbers. */
const APART = 56;

export function numberAxis(domain: Range, range: Range, isAcross = false): Axis {
  const most = Math.max(2, Math.floor(length(range) / (isAcross ? 80 : APART)));
  return axis('number', domain, range, (place) =>
    roundNumbers(...domain, most).map((value) => ({ at: place(value), label: short(value) })),
  );
}

/** The domain widened to round numbers. */
export function nice([from, to]: Range, most = 5): Range {
  const step = tickStep(from, to, most);
  return Number.isFinite(step) && step > 0 ? [Math.floor(from / step) * step, Math.ceil(to / step) * step] : [from, to];
}

const LEADING = [1, 2, 5];

/** Of logarithms: whole powers of ten, and two and five times these where there is room. */
export function logAxis(domain: Range, range: Range, isAcross = false): Axis {
  const [low, high] = domain;
  const decades = Array.from({ length: Math.floor(high) - Math.floor(low) + 1 }, (_, i) => Math.floor(low) + i);
  const room = length(range) / Math.max(0.1, high - low);
  const every = Math.max(1, Math.ceil((isAcross ? 60 : 28) / room));
  const leading = room > (isAcross ? 170 : 100) ? LEADING : [1];
  return axis('log', domain, range, (place) =>
    decades
      .filter((power) => power % every === 0)
      .flatMap((power) => leading.map((digit) => ({ digit, power, log: power + Math.log10(digit) })))
      .filter(({ log }) => log >= low && log <= high)
      .map(({ digit, power, log }) => ({ at: place(log), label: short(digit * 10 ** power) })),
  );
}

/** Px that a line of names takes. */
const LINE = 14;

export function nameAxis(names: readonly string[], domain: Range, range: Range, isAcross = false): Axis {
  const band = length(range) / Math.max(1, length(domain));
  const longest = Math.max(...names.map((name) => name.length), 1);
  const every = Math.max(1, Math.ceil((isAcross ? Math.min(longest, 4) * 7 + 6 : LINE) / band));
  const made = axis('names', domain, range, (place) =>
    names
      .map((label, i) => ({ at: place(i + 0.5), label, i }))
      .filter(({ i }) => i % every === 0 && i + 0.5 >= domain[0] && i + 0.5 <= domain[1])
      .map(({ at, label }) => ({ at, label })),
  );
  return { ...made, names };
}

/** The part of a domain that is in sight, moved into it; all of it where the two do not meet. */
export function inSight(whole: Range, zoom: Range | undefined): Range {
  if (!zoom || zoom[0] >= whole[1] || zoom[1] <= whole[0] || zoom[1] - zoom[0] >= whole[1] - whole[0]) return whole;
  const shift = Math.max(0, whole[0] - zoom[0]) + Math.min(0, whole[1] - zoom[1]);
  return [zoom[0] + shift, zoom[1] + shift];
}

/** A range as many times as wide, around a value that keeps its place. */
export const scaled = ([from, to]: Range, times: number, around: number): Range => [
  around - (around - from) * times,
  around + (to - around) * times,
];
