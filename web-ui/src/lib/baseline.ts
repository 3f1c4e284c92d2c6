import type { Drawn, Span } from './drawn';
import type { Range } from './scale';

export const toRange = ({ from, to }: Span): Range => [Date.parse(from), Date.parse(to)];

export const toSpan = ([from, to]: Range): Span => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

/**
 * What a range (ms since 1970) is compared with, inside the whole: as much time just before it, all that was earlier, or a fixed time;
 * undefined where nothing was earlier.
 */
export function baselineOf(chosen: Drawn['baseline'], [from, to]: Range, [first]: Range): Range | undefined {
  if (typeof chosen === 'object') return toRange(chosen);
  if (!chosen || from <= first) return undefined;
  return [chosen === 'before' ? from - (to - from) : first, from];
}
