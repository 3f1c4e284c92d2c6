import type { Cell } from '../api/types';

/** The words that operators are made of, which a field's name is not without quotes. */
const WORDS = new Set('and or not is null like ilike escape in between case when then else end true false'.split(' '));

/** A field's name as it stands in an expression, whatever signs it has. */
export const column = (name: string): string =>
  /^[A-Za-z_@][A-Za-z0-9_@]*(\.[A-Za-z0-9_@]+)*$/.test(name) && !WORDS.has(name.toLowerCase())
    ? name
    : `"${name.replaceAll('"', '""')}"`;

/** A value as it stands in an expression. */
export const literal = (value: Cell): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
