import type { Collector } from '../api/types';
import { span } from './format';
import { clamp, linear } from './scale';

export type Clock = Pick<Collector, 'clockOffsetMillis' | 'clockUncertaintyMillis'>;

/** Below, nobody corrects a clock. */
const LEAST_MILLIS = 100;

/** Where the axis ends; what is further off lies at its end. */
const FARTHEST_MILLIS = 30 * 86_400_000;

/** The round offsets on the axis, in ms, from behind to ahead. */
export const TICKS: readonly number[] = [
  -86_400_000, -3_600_000, -60_000, -1000, 0, 1000, 60_000, 3_600_000, 86_400_000,
];

/** Whether a clock is wrong beyond doubt: by more than twice the uncertainty, as the gateway judges before it corrects events. */
export function verdict({ clockOffsetMillis: offset, clockUncertaintyMillis: uncertainty }: Clock) {
  if (offset === null || uncertainty === null) return 'unknown';
  if (Math.abs(offset) <= Math.max(LEAST_MILLIS, 2 * uncertainty)) return 'right';
  return offset > 0 ? 'ahead' : 'behind';
}

export const isWrong = (clock: Clock): boolean => ['ahead', 'behind'].includes(verdict(clock));

/** By how much a clock is wrong, in words; what is within the uncertainty is said as such. */
export function words(clock: Clock): string {
  const judged = verdict(clock);
  if (judged === 'unknown') return 'not measured';
  return judged === 'right' ? 'right' : `${span(clock.clockOffsetMillis ?? 0)} ${judged}`;
}

/** A place on the axis, 0 for a month behind to 1 for a month ahead: linear within hundredths of a second, logarithmic beyond. */
export function place(millis: number): number {
  const log = (n: number) => Math.log10(1 + n / 10);
  const part = clamp(log(Math.abs(millis)) / log(FARTHEST_MILLIS), [0, 1]);
  return linear([-1, 1], [0, 1])(millis < 0 ? -part : part);
}

/** Where its uncertainty begins and ends on the axis, and where it lies; null where nothing is known. */
export function whisker({ clockOffsetMillis: offset, clockUncertaintyMillis: uncertainty }: Clock) {
  if (offset === null || uncertainty === null) return null;
  return { from: place(offset - uncertainty), at: place(offset), to: place(offset + uncertainty) };
}
