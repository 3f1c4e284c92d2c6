import { expect, it } from 'vitest';
import { clause, compose, fieldAtCaret, filterOn, isOnTheSame, NONE, quote } from './lucene';

it('quote_escapesBackslashAndQuote', () => expect(quote('C:\\"x"')).toBe('"C:\\\\\\"x\\""'));
it('compose_keepsThePlaceOfTheOwnText', () =>
  expect(compose('a OR b', [{ field: 'f', value: 'v', not: true }])).toEqual({
    text: '(a OR b) AND NOT f:"v"',
    offset: 1,
  }));
it('compose_onlyExclusions_startsFromEverything', () =>
  expect(compose('', [{ field: 'f', value: 'v', not: true }]).text).toBe('*:* AND NOT f:"v"'));
it('eitherField_isAChoiceInBrackets', () => {
  const either = { field: 'a', or: 'b', value: 'v', not: false };
  expect([clause(either), clause({ ...either, not: true })]).toEqual(['(a:"v" OR b:"v")', 'NOT (a:"v" OR b:"v")']);
  expect(compose('', [{ ...either, not: true }]).text).toBe('*:* AND NOT (a:"v" OR b:"v")');
});
it('filtersOnTheSame_mayDifferInTheirSense', () => {
  const filter = { field: 'a', value: 'v', not: false };
  expect(isOnTheSame(filter, { ...filter, not: true })).toBe(true);
  expect(isOnTheSame(filter, { ...filter, or: 'b' })).toBe(false);
});
it('absentValue_isAskedForByAbsence', () =>
  expect(clause(filterOn('event.action', NONE, false))).toBe('NOT _exists_:"event.action"'));
it('fieldAtCaret_findsTheWord', () => expect(fieldAtCaret('a AND proc', 10)).toEqual({ start: 6, word: 'proc' }));
it('fieldAtCaret_afterColonOrInQuotes_isNull', () => {
  expect(fieldAtCaret('a:proc', 6)).toBeNull();
  expect(fieldAtCaret('"proc', 5)).toBeNull();
});
