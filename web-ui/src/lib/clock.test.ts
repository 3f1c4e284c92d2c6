import { describe, expect, it } from 'vitest';
import { isWrong, place, TICKS, verdict, whisker, words } from './clock';

const clock = (clockOffsetMillis: number | null, clockUncertaintyMillis: number | null) => ({
  clockOffsetMillis,
  clockUncertaintyMillis,
});

describe('clock', () => {
  it('withinTwiceTheUncertainty_isRight', () => {
    expect(verdict(clock(2000, 1000))).toBe('right');
    expect(verdict(clock(2001, 1000))).toBe('ahead');
    expect(verdict(clock(-2001, 1000))).toBe('behind');
  });
  it('withinATenthOfASecond_isRight', () => {
    expect(isWrong(clock(-100, 0))).toBe(false);
    expect(isWrong(clock(-101, 0))).toBe(true);
  });
  it('neverMeasured_isNeitherRightNorWrong', () => {
    expect(verdict(clock(null, null))).toBe('unknown');
    expect(isWrong(clock(null, null))).toBe(false);
    expect(words(clock(null, null))).toBe('not measured');
  });
  it('words_sayHowMuchAndWhichWay', () => {
    expect(words(clock(-303_000, 3))).toBe('5 min 3 s behind');
    expect(words(clock(3_600_000, 3))).toBe('1 h ahead');
    expect(words(clock(12, 3))).toBe('right');
  });
  it('whisker_spansTheUncertainty', () => {
    expect(whisker(clock(null, null))).toBeNull();
    expect(whisker(clock(1000, 500))).toEqual({ from: place(500), at: place(1000), to: place(1500) });
  });
  it('axis_isSymmetricAndRisesToItsEnds', () => {
    expect(place(0)).toBe(0.5);
    const places = TICKS.map(place);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    TICKS.forEach((tick) => expect(place(tick) + place(-tick)).toBeCloseTo(1));
    expect([place(-1e13), place(1e13)]).toEqual([0, 1]);
  });
});
