import { expect, it } from 'vitest';
import { NONE } from '../lucene';
import { among, both, inParts, inRange, inTime, narrowed, REST, withFilters } from './narrowing';

const rank = {
  values: [
    { value: 'a', weight: 2 },
    { value: 'b "c"', weight: 1 },
  ],
  others: 9,
};
const at = (text: string) => Date.parse(`2026-01-0${text}:00Z`);

it('oneName_isAFilter', () => {
  expect(among('user.name', ['a'], rank)).toEqual({ filters: [{ field: 'user.name', value: 'a', not: false }] });
  expect(among('user.name', [NONE], rank)).toEqual({ filters: [{ field: '_exists_', value: 'user.name', not: true }] });
});
it('severalNames_areAlternativeFilters', () =>
  expect(among('a b', ['a', NONE], rank).filters).toEqual([
    { field: 'a b', value: 'a', not: false },
    { field: '_exists_', value: 'a b', not: true },
  ]));
it('allOthers_areThoseThatAreNotNamed', () =>
  expect(among('u x', [REST], rank)).toEqual({ clauses: ['(_exists_:u\\ x AND NOT u\\ x:("a" OR "b \\"c\\""))'] }));
it('othersAndNames_areAlternatives', () =>
  expect(among('u', ['a', NONE, REST], rank)).toEqual({
    clauses: ['((_exists_:u AND NOT u:("a" OR "b \\"c\\"")) OR u:("a") OR (*:* AND NOT _exists_:u))'],
  }));
it('range_isHalfOpenAndWrittenWithoutAnExponent', () => {
  expect(inRange('b', [0.1 + 0.2, 1e6])).toEqual({
    filters: [{ field: 'b', value: '0.3', until: '1000000', not: false }],
  });
  expect(inRange('b', [5, Infinity])).toEqual({ filters: [{ field: 'b', value: '5', until: '*', not: false }] });
});
it('both_areOneAfterTheOther', () =>
  expect(both(inTime(0, 1000), both({ clauses: ['a'] }, { clauses: ['b'], refusal: 'no' }))).toEqual({
    from: '1970-01-01T00:00:00.000Z',
    to: '1970-01-01T00:00:01.000Z',
    filters: [],
    clauses: ['a', 'b'],
    refusal: 'no',
  }));
it('hourOfAWeekday_isTheOneInTheRange', () => {
  // 2026-01-05 is a Monday.
  const range = [at('5T10:30'), at('6T10:00')] as const;
  expect(inParts({ 'hour(time)': 10, 'weekday(time)': 1 }, range)).toEqual(inTime(at('5T10:30'), at('5T11:00')));
  expect(inParts({ 'weekday(time)': 2 }, range)).toEqual(inTime(at('6T00:00'), at('6T10:00')));
});
it('hourOfSeveralDays_isRefused', () =>
  expect(inParts({ 'hour(time)': 10 }, [at('5T00:00'), at('7T00:00')]).refusal).toContain('several times'));
it('hourOutsideOfTheRange_isRefused', () =>
  expect(inParts({ 'hour(time)': 9 }, [at('5T10:30'), at('5T11:00')]).refusal).toContain('no such time'));
it('clauses_narrowTheQuery', () => {
  expect(narrowed('', ['a:1'])).toBe('a:1');
  expect(narrowed(' x OR y ', ['a:1', 'b:2'])).toBe('(x OR y) AND a:1 AND b:2');
  expect(narrowed('x', [])).toBe('x');
});
const is = (value: string, until?: string) => ({ field: 'a', value, not: false, ...(until ? { until } : {}) });
it('chosenNames_takeThePlaceOfThoseBefore', () => {
  const other = { field: 'b', value: '1', not: false };
  const without = { field: 'a', value: '9', not: true };
  expect(withFilters([is('1'), is('2'), other, without], [is('2'), is('3')])).toEqual([
    other,
    without,
    is('2'),
    is('3'),
  ]);
});
it('oppositeOfAFilter_takesItsPlace', () =>
  expect(withFilters([{ ...is('1'), not: true }], [is('1')])).toEqual([is('1')]));
it('range_keepsWhatLiesInIt', () => {
  expect(withFilters([is('1'), is('5'), is('9')], [is('2', '9')])).toEqual([is('5')]);
  expect(withFilters([is('0', '10')], [is('5', '20')])).toEqual([is('5', '10')]);
  expect(withFilters([is('*', '10')], [is('5', '*')])).toEqual([is('5', '10')]);
  expect(withFilters([], [is('5', '20')])).toEqual([is('5', '20')]);
});
