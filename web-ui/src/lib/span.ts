import type { Range } from './scale';

interface Bounds {
  from?: string | null | undefined;
  to?: string | null | undefined;
}

/**
 * The half-open range of times, in ms since 1970, that a question is about: what it says, else how far its dataset reaches, whose end is
 * included. A second at least; it is empty of sense where neither is known.
 */
export function spanOf(asked: Bounds, dataset: Bounds | undefined): Range {
  const from = Date.parse(asked.from ?? dataset?.from ?? '') || 0;
  const to = (Date.parse(asked.to ?? dataset?.to ?? '') || from) + (asked.to ? 0 : 1);
  return [from, Math.max(from + 1000, to)];
}

/** A part of the whole that is narrower could hardly be seen in it. */
const NARROWEST = 1 / 30;
/** As much of the time before and after is shown then. */
const AROUND = 10;

/** The whole, or, where a range is too narrow to be seen in it, the time around the range. */
export function contextOf([from, to]: Range, whole: Range): Range {
  const length = to - from;
  if (length >= (whole[1] - whole[0]) * NARROWEST) return [Math.min(from, whole[0]), Math.max(to, whole[1])];
  return [Math.max(whole[0], from - AROUND * length), Math.min(whole[1], to + AROUND * length)];
}
