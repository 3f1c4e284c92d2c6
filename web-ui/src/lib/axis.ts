const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.44 * DAY;
const YEAR_MONTHS = 12;
const NAMES = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A round time on an axis (ms since 1970), and the context of its label where this is another than that of the tick before. */
export interface Tick {
  time: number;
  label: string;
  context: string;
}

/** A distance between ticks: in ms, or in months, which differ in length. */
interface Step {
  millis: number;
  months: number;
}

/** Ascending. */
const STEPS: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14].map((n) => n * DAY),
]
  .map((millis) => ({ millis, months: 0 }))
  .concat(
    [1, 3, 6]
      .concat([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((n) => n * YEAR_MONTHS))
      .map((months) => ({ millis: months * MONTH, months })),
  );

const two = (n: number) => String(n).padStart(2, '0');
const monthOf = (time: number) => new Date(time).getUTCFullYear() * YEAR_MONTHS + new Date(time).getUTCMonth();

/** The times that are whole multiples of a step inside [from, to], ascending. */
function times(from: number, to: number, { millis, months }: Step): number[] {
  const unit = months || millis;
  const [first, last] = months ? [monthOf(from), monthOf(to)] : [from, to];
  const found: number[] = [];
  for (let n = Math.ceil(first / unit) * unit; n <= last; n += unit) {
    const time = months ? Date.UTC(Math.floor(n / YEAR_MONTHS), n % YEAR_MONTHS) : n;
    if (time >= from) found.push(time);
  }
  return found;
}

/** What a label says, and what its context: the clock on a day, the day or month in a year, the year. */
function words(time: number, { millis, months }: Step): [label: string, context: string] {
  const d = new Date(time);
  const [year, day] = [String(d.getUTCFullYear()), `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`];
  if (months >= YEAR_MONTHS) return [year, ''];
  if (months) return [NAMES[d.getUTCMonth()] ?? '', year];
  if (millis >= DAY) return [day, year];
  const clock = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
  return [millis < MINUTE ? `${clock}:${two(d.getUTCSeconds())}` : clock, `${year}-${day}`];
}

/** Round times for an axis in UTC, about `count` of them, ascending, inside [from, to]. */
export function timeTicks(from: number, to: number, count: number): Tick[] {
  const step = STEPS.find(({ millis }) => (to - from) / millis <= count) ?? STEPS.at(-1)!;
  let before = '';
  return times(from, to, step).map((time) => {
    const [label, context] = words(time, step);
    const tick = { time, label, context: context === before ? '' : context };
    before = context;
    return tick;
  });
}
