import { expect, it } from 'vitest';
import type { TableResult } from '../api/types';
import { binsOf, binSteps, readBins, readSpread, touched } from './bins';

const table = (rows: unknown[][]) => ({ rows }) as unknown as TableResult;

it('wholeNumbers_fallIntoBinsOfRoundWidths', () => {
  const bins = binsOf('"@x"', { least: 3, median: 50, most: 98 }, true);
  expect(bins.expression).toBe('floor("@x" / 5)');
  expect([bins.first, bins.last, bins.edge(bins.first), bins.edge(bins.last + 1)]).toEqual([0, 19, 0, 100]);
});
it('fewNumbers_haveABinEach', () => {
  const bins = binsOf('"@x"', { least: 2, median: 5, most: 11 }, true);
  expect([bins.first, bins.last, bins.edge(3)]).toEqual([2, 11, 3]);
});
it('oneNumber_isOneBin', () => {
  const bins = binsOf('"@x"', { least: 7.5, median: 7.5, most: 7.5 }, false);
  expect([bins.first, bins.last]).toEqual([7, 7]);
});
it('skewedNumbers_fallIntoBinsThatDouble', () => {
  const bins = binsOf('"@x"', { least: 0, median: 40, most: 1_000_000 }, true);
  expect([bins.first, bins.last]).toEqual([0, 20]);
  expect([0, 1, 2, 3, 20].map(bins.edge)).toEqual([0, 1, 2, 4, 524_288]);
});
it('numbersBelowZero_haveNoLogarithm', () =>
  expect(binsOf('"@x"', { least: -1, median: 0, most: 1_000_000 }, true).expression).toBe('floor("@x" / 50000)'));
it('steps_countTimesInSeconds', () =>
  expect(binSteps('created', 'time', binsOf('"@x"', { least: 0, median: 5, most: 9 }, true))[0]).toEqual({
    derive: { '@x': 'epoch(created)' },
  }));
it('emptyBins_areCountedToo', () => {
  const bins = binsOf('"@x"', { least: 0, median: 2, most: 3 }, true);
  expect(
    readBins(
      table([
        [0, 5],
        [3, 1],
      ]),
      bins,
    ),
  ).toEqual([5, 0, 0, 1]);
});
it('noNumber_hasNoSpread', () => {
  expect(readSpread(table([[null, null, null]]))).toBeUndefined();
  expect(readSpread(table([[1, 2, 3]]))).toEqual({ least: 1, median: 2, most: 3 });
});
it('brush_takesTheBinsThatItTouches', () => {
  const bins = binsOf('"@x"', { least: 10, median: 12, most: 13 }, true);
  expect(touched([0.3, 0.5], bins)).toEqual([11, 11]);
  expect(touched([0.3, 0.6], bins)).toEqual([11, 12]);
  expect(touched([-1, 2], bins)).toEqual([10, 13]);
});
