/** Number of steps of the ramp (`--r0` … `--r4` in the style sheet), whose lightness goes one way: it can be told without colours. */
export const STEPS = 5;

/** A step of a measure's range; `to` is exclusive but for the last. */
export interface Step {
  from: number;
  to: number;
}

/** How much greater the greatest value must be than the middle one for steps of equal ratio. */
const SKEWED = 20;

/**
 * Five steps over the values, equal in width; equal in ratio where the values are positive and most are small beside the greatest, as
 * most measures of graphs are. One step where all values are equal, none where there are none. O(n log n).
 */
export function steps(values: readonly number[]): Step[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return [];
  if (low === high) return [{ from: low, to: high }];
  const positive = sorted.filter((value) => value > 0);
  const middle = sorted[Math.floor(sorted.length / 2)]!;
  const least = positive[0] ?? high;
  const isSkewed = low >= 0 && least < high && high > SKEWED * Math.max(middle, high / 1e9);
  const bound = (part: number) => (isSkewed ? least * (high / least) ** part : low + (high - low) * part);
  return Array.from({ length: STEPS }, (_, i) => ({
    from: i === 0 ? low : bound(i / STEPS),
    to: i === STEPS - 1 ? high : bound((i + 1) / STEPS),
  }));
}

/** The step that a value lies in. */
export function stepOf(value: number, all: readonly Step[]): number {
  const found = all.findIndex(({ to }) => value < to);
  return found < 0 ? all.length - 1 : found;
}

/** The colour of a step of several, spread over the ramp. */
export const rampColour = (step: number, of: number): string =>
  `var(--r${of <= 1 ? STEPS - 1 : Math.round((step / (of - 1)) * (STEPS - 1))})`;

/** A measure to three figures. */
export function figure(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return value.toLocaleString('en-US');
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-3
    ? value.toExponential(1).replace('e+', 'e')
    : Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

/** A step in words. */
export const stepText = ({ from, to }: Step): string =>
  from === to ? figure(from) : `${figure(from)} – ${figure(to)}`;
