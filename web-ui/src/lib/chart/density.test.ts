import { expect, it } from 'vitest';
import { bandwidth, density, merged, quantileOf, type Bins } from './density';
import { densityOf } from './distributions';

const bins = (counts: number[], from = 0, width = 1): Bins => ({ from, width, counts });
/** A thousand numbers of the standard normal distribution, as counts in parts of 0.1. */
const normal = bins(
  Array.from({ length: 100 }, (_, i) => {
    const x = -5 + 0.1 * (i + 0.5);
    return Math.round((1000 * 0.1 * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI));
  }),
  -5,
  0.1,
);
const area = (dense: number[], width: number) => dense.reduce((sum, value) => sum + value * width, 0);

it('density_isOneOverTheRange', () => {
  expect(area(density(normal), 0.1)).toBeCloseTo(1, 9);
  expect(area(density(bins([5, 0, 0, 1])), 1)).toBeCloseTo(1, 9);
  expect(area(density(bins([3])), 1)).toBeCloseTo(1, 9);
});
it('densityOfNormalNumbers_isThatOfSciPy', () => {
  // SciPy 1.17.1: gaussian_kde of the same numbers, its width 0.9 min(s, IQR/1.34) n^(−1/5).
  expect(density(normal)[49]).toBeCloseTo(0.38953, 2);
  expect(density(normal)[60]).toBeCloseTo(0.23001, 2);
});
it('noNumbers_haveNoDensity', () => expect(density(bins([0, 0]))).toEqual([0, 0]));
it('bandwidth_isSilvermans', () => {
  // 0.9 · 0.99724 · 1000^(−1/5): the quartiles are farther apart than a normal distribution's.
  expect(bandwidth(normal)).toBeCloseTo(0.22544, 4);
  expect(bandwidth(bins([1, 0, 0, 1], 0, 100))).toBeGreaterThanOrEqual(200);
});
it('quantile_liesWithinItsPart', () => {
  expect(quantileOf(bins([2, 2]), 0.5)).toBe(1);
  expect(quantileOf(bins([0, 4, 0]), 0.25)).toBe(1.25);
  expect(quantileOf(bins([0]), 0.5)).toBeNaN();
});
it('neighbours_areMergedToTheSameSum', () =>
  expect(merged(bins([1, 2, 3, 4, 5], 10, 2), 2)).toEqual({ from: 10, width: 4, counts: [3, 7, 5] }));

/** SciPy 1.17.1: norm, lognorm, expon, gamma, weibull_min and pareto, pdf. */
it.each([
  ['normal', 1.5, { mean: 1, standardDeviation: 2 }, 0.19333405840142465],
  ['logNormal', 2, { mu: 0.5, sigma: 0.75 }, 0.2572866664467846],
  ['exponential', 3, { mean: 2 }, 0.11156508007421491],
  ['gamma', 3, { shape: 2.5, scale: 1.5 }, 0.19196788093577974],
  ['weibull', 1.2, { shape: 1.5, scale: 2 }, 0.3650018394294274],
  ['pareto', 3, { shape: 2, scale: 1.5 }, 0.16666666666666666],
] as const)('densityOf %s isThatOfTheDistribution', (name, x, parameters, expected) =>
  expect(densityOf(name, parameters)?.(x)).toBeCloseTo(expected, 8),
);
it('densityOutsideOfADistribution_isZero', () => {
  for (const name of ['logNormal', 'gamma', 'weibull', 'pareto']) expect(densityOf(name, {})?.(-1)).toBe(0);
  expect(densityOf('exponential', { mean: 1 })?.(-1)).toBe(0);
});
it('unknownDistribution_hasNoDensity', () => expect(densityOf('cauchy', {})).toBeUndefined());
