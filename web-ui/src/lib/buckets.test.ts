import { describe, expect, it } from 'vitest';
import { bucketWidth, niceCeiling } from './buckets';

describe('bucketWidth', () => {
  it('twoHours_oneMinute', () => expect(bucketWidth(2 * 3_600_000).iso).toBe('PT1M'));
  it('aDay_fifteenMinutes', () => expect(bucketWidth(86_400_000).iso).toBe('PT15M'));
  it('emptyRange_smallest', () => expect(bucketWidth(0).iso).toBe('PT1S'));
  it('tenYears_largest', () => expect(bucketWidth(3650 * 86_400_000).iso).toBe('P30D'));
});

it('niceCeiling_isRound', () => expect([0, 1, 3, 11, 99].map(niceCeiling)).toEqual([1, 1, 3, 20, 100]));
