import { expect, it } from 'vitest';
import { column, literal } from './expression';

it.each([
  ['host.name', 'host.name'],
  ['@timestamp', '@timestamp'],
  ['Größe x', '"Größe x"'],
  ['a"b', '"a""b"'],
  ['In', '"In"'],
  ['1st', '"1st"'],
])('field %s isQuotedWhereItMustBe', (name, text) => expect(column(name)).toBe(text));
it.each([
  ["it's", "'it''s'"],
  [4.5, '4.5'],
  [true, 'true'],
  [null, 'null'],
] as const)('value %s isALiteral', (value, text) => expect(literal(value)).toBe(text));
