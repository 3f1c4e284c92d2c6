/** A range of numbers, half-open where it is one of times. */
export type Range = readonly [from: number, to: number];

/** Maps numbers from one range linearly to another; outside of it, too. */
export const linear =
  ([a, b]: Range, [c, d]: Range) =>
  (value: number): number =>
    c + ((value - a) / (b - a)) * (d - c);

export const clamp = (value: number, [low, high]: Range): number => Math.min(Math.max(value, low), high);

/** A range of times in ms to whole seconds, one of them at least. */
export function wholeSeconds([from, to]: Range): Range {
  const [a, b] = [Math.round(from / 1000) * 1000, Math.round(to / 1000) * 1000];
  return [a, Math.max(b, a + 1000)];
}

/** The range twice as wide around the same middle. */
export const twiceAsWide = ([from, to]: Range): Range => [from - (to - from) / 2, to + (to - from) / 2];

/**
 * The range that an arrow key makes of another: moved by the step, or with its end alone moved, a step from its start at least and within
 * the whole. Where there is none yet, the middle fifth of the whole.
 */
export function nudge(range: Range | undefined, whole: Range, step: number, isEndAlone: boolean): Range {
  if (!range) return [0.4, 0.6].map((part) => whole[0] + (whole[1] - whole[0]) * part) as unknown as Range;
  const [from, to] = range;
  return isEndAlone ? [from, Math.min(whole[1], Math.max(from + Math.abs(step), to + step))] : [from + step, to + step];
}
