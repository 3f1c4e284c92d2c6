import { describe, expect, it } from 'vitest';
import { clamp, linear, nudge, twiceAsWide, wholeSeconds, type Range } from './scale';

it('linear_mapsEndsToEnds', () => expect([0, 5, 10].map(linear([0, 10], [100, 0]))).toEqual([100, 50, 0]));
it('clamp_staysWithin', () => expect([-1, 5, 11].map((n) => clamp(n, [0, 10]))).toEqual([0, 5, 10]));
it('wholeSeconds_isOneAtLeast', () => expect(wholeSeconds([1499, 1501])).toEqual([1000, 2000]));
it('twiceAsWide_keepsTheMiddle', () => expect(twiceAsWide([10, 20])).toEqual([5, 25]));

describe('nudge', () => {
  const whole: Range = [0, 100];
  it('noRangeYet_isTheMiddleFifth', () => expect(nudge(undefined, whole, 10, false)).toEqual([40, 60]));
  it('step_movesBothEnds', () => expect(nudge([40, 60], whole, -10, false)).toEqual([30, 50]));
  it('endAlone_growsWithinTheWhole', () => expect(nudge([40, 95], whole, 10, true)).toEqual([40, 100]));
  it('endAlone_shrinksToAStepAtLeast', () => expect(nudge([40, 52], whole, -10, true)).toEqual([40, 50]));
});
