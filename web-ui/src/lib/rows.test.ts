import { describe, expect, it } from 'vitest';
import { scrollToRow, visibleRows } from './rows';

describe('visibleRows', () => {
  it('atTheTop_startsWithTheFirst', () => expect(visibleRows(0, 260, 26)).toEqual({ first: 0, count: 26 }));
  it('scrolled_keepsAMarginAbove', () => expect(visibleRows(26 * 100, 260, 26).first).toBe(92));
});

describe('scrollToRow', () => {
  it('rowInSight_staysWhereItIs', () => expect(scrollToRow(3, 26, 260, 26)).toBe(26));
  it('rowAbove_becomesTheFirst', () => expect(scrollToRow(3, 260, 260, 26)).toBe(78));
  it('rowBelow_becomesVisibleAboveTheEnd', () => expect(scrollToRow(20, 0, 260, 26)).toBe(23 * 26 - 260));
});
