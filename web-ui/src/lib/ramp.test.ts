import { expect, it } from 'vitest';
import { figure, rampColour, stepOf, steps, stepText } from './ramp';

it('evenValues_stepsOfEqualWidth', () => expect(steps([0, 5, 10]).map(({ to }) => to)).toEqual([2, 4, 6, 8, 10]));
it('fewGreatValues_stepsOfEqualRatio', () =>
  expect(steps([1, 1, 1, 1, 100_000]).map(({ to }) => Math.round(to))).toEqual([10, 100, 1000, 10_000, 100_000]));
it('manyZeros_areInTheFirstStep', () => {
  const all = steps([0, 0, 0, 0, 1, 32]);
  expect(all.map(({ to }) => Number(to.toFixed(6)))).toEqual([2, 4, 8, 16, 32]);
  expect([0, 1, 2, 31, 32].map((value) => stepOf(value, all))).toEqual([0, 0, 1, 4, 4]);
});
it('equalValues_areOneStep', () => expect(steps([3, 3])).toEqual([{ from: 3, to: 3 }]));
it('noValues_areNoStep', () => expect(steps([NaN])).toEqual([]));
it('colours_spreadOverTheRamp', () =>
  expect([rampColour(0, 1), rampColour(0, 2), rampColour(1, 2), rampColour(2, 5)]).toEqual([
    'var(--r4)',
    'var(--r0)',
    'var(--r4)',
    'var(--r2)',
  ]));
it('figures_areShort', () =>
  expect([0, 1234, 0.123456, 0.0000123, 123456.7].map(figure)).toEqual(['0', '1,234', '0.123', '1.2e-5', '1.2e5']));
it('step_isSaidByItsBounds', () => expect(stepText({ from: 0, to: 0.25 })).toBe('0 – 0.25'));
