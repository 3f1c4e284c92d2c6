const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Width {
  iso: string;
  millis: number;
}

/** The bucket widths on offer, ascending. */
export const WIDTHS: readonly Width[] = [
  { iso: 'PT1S', millis: SECOND },
  { iso: 'PT5S', millis: 5 * SECOND },
  { iso: 'PT15S', millis: 15 * SECOND },
  { iso: 'PT30S', millis: 30 * SECOND },
  { iso: 'PT1M', millis: MINUTE },
  { iso: 'PT5M', millis: 5 * MINUTE },
  { iso: 'PT15M', millis: 15 * MINUTE },
  { iso: 'PT30M', millis: 30 * MINUTE },
  { iso: 'PT1H', millis: HOUR },
  { iso: 'PT3H', millis: 3 * HOUR },
  { iso: 'PT6H', millis: 6 * HOUR },
  { iso: 'PT12H', millis: 12 * HOUR },
  { iso: 'P1D', millis: DAY },
  { iso: 'P7D', millis: 7 * DAY },
  { iso: 'P30D', millis: 30 * DAY },
];

/** The width whose number of buckets over the range lies nearest to 120 (by ratio). */
export function bucketWidth(rangeMillis: number, target = 120): Width {
  const distance = (width: Width) => Math.abs(Math.log(Math.max(rangeMillis, 1) / width.millis / target));
  return WIDTHS.reduce((best, width) => (distance(width) < distance(best) ? width : best));
}

/** The smallest 1, 2, 3, 4, 5, 6 or 8 × 10ⁿ that is not below the value. */
export function niceCeiling(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10) * power;
}
