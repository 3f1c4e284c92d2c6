import { expect, it } from 'vitest';
import type { TableResult } from '../api/types';
import { facetSteps, percent, readFacet, usualFacets } from './facet';

const field = (name: string, events: number, type = 'text') => ({ name, type, events });
const table = (rows: unknown[][]) => ({ rows, scannedEvents: 100 }) as unknown as TableResult;

it('textsOfAnyLetterCase_areOneValue', () => {
  expect(facetSteps('a "b"', 'text', undefined, 10)).toContainEqual({ derive: { '@key': 'lower("a ""b""")' } });
  expect(facetSteps('port', 'long', undefined, 10)).toContainEqual({ derive: { '@key': 'port' } });
});
it('order_isThatOfTheAnswer_notOfThePlaces', () => {
  const steps = facetSteps('f', 'text', 'rare', 10);
  expect(steps.filter((step) => 'sort' in step).at(-1)).toEqual({ sort: ['@n', '-@until', '@key'] });
  expect(steps.flatMap((step) => ('window' in step ? [step.window.order] : []))).toEqual([
    ['-@n', 'f'],
    ['-@n', '@key'],
    ['-@n', '@key'],
  ]);
});
it('partOfAValue_isSoughtInAnyLetterCase', () =>
  expect(facetSteps('f', 'text', undefined, 10, "O'Neil")).toContainEqual({
    filter: `contains(lower(text("@key")), 'o''neil')`,
  }));
it('answer_saysHowManyValuesThereAreThatItDoesNotHold', () =>
  expect(readFacet(table([['svchost.exe', 40, '2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z', 4312, 90]]))).toEqual({
    values: [{ value: 'svchost.exe', events: 40, since: '2020-01-01T00:00:00Z', until: '2020-01-02T00:00:00Z' }],
    distinct: 4312,
    present: 90,
    events: 100,
  }));
it('noValue_isNone', () => expect(readFacet(table([]))).toEqual({ values: [], distinct: 0, present: 0, events: 100 }));
it('usualFacets_areThoseThatTheDatasetHas_filledUpWithWhatMostEventsHave', () =>
  expect(
    usualFacets([field('a', 3), field('b', 9), field('n', 99, 'long'), field('user.name', 1), field('c', 9)]),
  ).toEqual(['user.name', 'b', 'c', 'a']));
it.each([
  [0, 0, '0 %'],
  [0, 5, '0 %'],
  [5, 5, '100 %'],
  [1, 1_000_000, '< 0.1 %'],
  [999_999, 1_000_000, '> 99 %'],
  [1, 40, '2.5 %'],
  [1, 20, '5 %'],
  [1, 3, '33 %'],
])('percent of %d in %d', (part, whole, words) => expect(percent(part, whole)).toBe(words));
