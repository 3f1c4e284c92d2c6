import { expect, it } from 'vitest';
import { EDGE_MEASURES, MEASURES, measureWords, named, SUMMARY } from './measures';

it('names_areUnique', () => {
  const names = [...MEASURES, ...EDGE_MEASURES, ...SUMMARY].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
it('severalMeasures_mayBeAskedForByOneName', () => {
  expect(named('inDegree', MEASURES)?.ask).toBe('degree');
  expect(named('hub', MEASURES)?.ask).toBe('hits');
});
it('unknownMeasure_isNoneAndIsCalledByItsName', () => {
  expect(named('rarity', MEASURES)).toBeUndefined();
  expect(measureWords('x')).toBe('x');
});
