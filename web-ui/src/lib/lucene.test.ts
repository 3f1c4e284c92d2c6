import { expect, it } from 'vitest';
import {
  clause,
  compose,
  fieldAtCaret,
  filterOn,
  isOnTheSame,
  kept,
  NONE,
  OPEN,
  quote,
  subject,
  valueAtCaret,
  written,
} from './lucene';

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
it('rangesAreHalfOpen_andMayHaveNoEnd', () => {
  const range = { field: 'network.bytes', value: '10', until: '20', not: false };
  expect(clause(range)).toBe('network.bytes:["10" TO "20"}');
  expect(clause({ ...range, until: OPEN })).toBe('network.bytes:["10" TO *]');
  expect(clause({ ...range, value: OPEN, not: true })).toBe('NOT network.bytes:[* TO "20"}');
});
it('valuesKeptOfOneField_areAlternatives', () => {
  const [a, b] = ['x', 'y'].map((value) => ({ field: 'f', value, not: false }));
  expect(compose('', [a!, { field: 'g', value: 'v', not: false }, b!]).text).toBe('(f:"x" OR f:"y") AND g:"v"');
  expect(compose('', [a!, filterOn('f', NONE, false)]).text).toBe('(f:"x" OR NOT _exists_:"f")');
  expect(compose('', [a!, { ...b!, not: true }]).text).toBe('f:"x" AND NOT f:"y"');
});
it('eitherFieldsAndPresence_holdTogether', () => {
  const either = { field: 'a', or: 'b', value: 'v', not: false };
  expect(compose('', [either, { ...either, value: 'w' }]).text).toBe('(a:"v" OR b:"v") AND (a:"w" OR b:"w")');
  expect([subject(either), kept(either)]).toEqual([undefined, undefined]);
  const present = filterOn('f', NONE, true);
  expect([subject(present), kept(present), kept({ ...present, not: true })]).toEqual(['f', undefined, 'f']);
});
it('fieldAtCaret_findsTheWord', () => expect(fieldAtCaret('a AND proc', 10)).toEqual({ start: 6, word: 'proc' }));
it('fieldAtCaret_afterColonOrInQuotes_isNull', () => {
  expect(fieldAtCaret('a:proc', 6)).toBeNull();
  expect(fieldAtCaret('"proc', 5)).toBeNull();
});
it('valueAtCaret_isWhatStandsBehindAFieldAndItsColon', () => {
  const at = (text: string) => valueAtCaret(text, text.length);
  expect(at('a AND process.name:pow')).toEqual({ start: 19, field: 'process.name', part: 'pow' });
  expect(at('process.name:')).toEqual({ start: 13, field: 'process.name', part: '' });
  expect(at('(a\\ b:x')).toEqual({ start: 6, field: 'a b', part: 'x' });
  expect(at('file.path:"C:\\\\Prog')).toEqual({ start: 10, field: 'file.path', part: 'C:\\Prog' });
});
it.each(['pow', 'a:b ', 'a:"b" ', 'a:[1', 'a:/x', 'a:po*', 'a:(x'])('valueAtCaret of %s is none', (text) =>
  expect(valueAtCaret(text, text.length)).toBeUndefined(),
);
it('values_areWrittenAsTheyAreWhereTheyCanBeRead', () =>
  expect(['cmd.exe', 'NT AUTHORITY', 'C:\\x', 'OR', '-a', '443'].map(written)).toEqual([
    'cmd.exe',
    '"NT AUTHORITY"',
    '"C:\\\\x"',
    '"OR"',
    '"-a"',
    '443',
  ]));
