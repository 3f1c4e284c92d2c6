/**
 * The events whose field has the value, or, where there is another field, in either of the two. With `until`, whose field has a value from
 * the one to the other, which is not included; `*` is no bound.
 */
export interface Filter {
  field: string;
  or?: string;
  value: string;
  until?: string;
  not: boolean;
}

/** What a view calls the absence of a value. */
export const NONE = '(none)';

/** The filter on a value that a view shows; of an absent one, on the absence. */
export const filterOn = (field: string, value: string, not: boolean): Filter =>
  value === NONE ? { field: '_exists_', value: field, not: !not } : { field, value, not };

/** A value as a quoted Lucene phrase: backslash and quote are escaped, all else is literal inside quotes. */
export const quote = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&')}"`;

/** A field name outside quotes: Lucene's special characters and blanks are escaped. */
export const escapeField = (name: string): string => name.replace(/[+\-!(){}[\]^"~*?:\\/&| ]/g, '\\$&');

/** No bound of a range. */
export const OPEN = '*';

const bound = (value: string): string => (value === OPEN ? OPEN : quote(value));
const term = ({ value, until }: Filter): string =>
  until === undefined ? quote(value) : `[${bound(value)} TO ${bound(until)}${until === OPEN ? ']' : '}'}`;

export function clause(filter: Filter): string {
  const { field, or, not } = filter;
  const terms = [field, ...(or ? [or] : [])].map((name) => `${escapeField(name)}:${term(filter)}`);
  return `${not ? 'NOT ' : ''}${or ? `(${terms.join(' OR ')})` : terms[0]}`;
}

/** Whether two filters are on the same value, or range, of the same fields, whatever their sense. */
export const isOnTheSame = (a: Filter, b: Filter): boolean =>
  a.field === b.field && a.or === b.or && a.value === b.value && a.until === b.until;

/** The one field that a filter is about, though it be about its absence; nothing where it is about either of two. */
export const subject = ({ field, or, value }: Filter): string | undefined =>
  or === undefined ? (field === '_exists_' ? value : field) : undefined;

/** The field of which a filter keeps some events and may keep others besides: those with a value, in a range, or without any. */
export const kept = (filter: Filter): string | undefined =>
  filter.not === (filter.field === '_exists_') ? subject(filter) : undefined;

/** Filters as clauses that hold together. Those which keep values of one field are alternatives, since an event has one value of a field. */
export function clauses(filters: readonly Filter[]): string[] {
  const all: string[][] = [];
  const alternatives = new Map<string, string[]>();
  for (const filter of filters) {
    const field = kept(filter);
    const group = (field !== undefined && alternatives.get(field)) || [];
    if (group.length === 0) all.push(group);
    if (field !== undefined) alternatives.set(field, group);
    group.push(clause(filter));
  }
  return all.map((group) => (group.length > 1 ? `(${group.join(' OR ')})` : group[0]!));
}

/** The text asked of the server, and where the researcher's own text starts inside it. */
export function compose(query: string, filters: readonly Filter[], extra: readonly string[] = []) {
  const own = query.trim();
  const all = [...clauses(filters), ...extra];
  if (all.length === 0) return { text: own, offset: 0 };
  const positive = own !== '' || all.some((text) => !text.startsWith('NOT '));
  const parts = [...(own ? [`(${own})`] : []), ...(positive ? [] : ['*:*']), ...all];
  return { text: parts.join(' AND '), offset: own ? 1 : 0 };
}

/** Words that say what they are without quotes. */
const PLAIN = /^[\p{L}\p{N}_][\p{L}\p{N}_.@-]*$/u;
const OPERATORS = ['AND', 'OR', 'NOT', 'TO'];

/** A value after a field and a colon: as it is where it can be read so, else in quotes. */
export const written = (value: string): string =>
  PLAIN.test(value) && !OPERATORS.includes(value) ? value : quote(value);

/** A field before a colon, and what is written of its value: up to the caret, in quotes that are not closed, or without any. */
const VALUE = /((?:\\.|[\w.@-])+):(?:"((?:[^"\\]|\\.)*)|([^\s()"[\]{}<>:/*?]*))$/;

/** The value at the caret that may be completed, from `start` on; nothing where there is none. */
export function valueAtCaret(text: string, caret: number): { start: number; field: string; part: string } | undefined {
  const [whole, name = '', quoted, plain = ''] = VALUE.exec(text.slice(0, caret)) ?? [];
  if (whole === undefined) return undefined;
  const unescape = (escaped: string) => escaped.replace(/\\(.)/g, '$1');
  const start = caret - whole.length + name.length + 1;
  return { start, field: unescape(name), part: unescape(quoted ?? plain) };
}

/** The word at the caret that may become a field name, or null inside quotes or after a colon. */
export function fieldAtCaret(text: string, caret: number): { start: number; word: string } | null {
  const before = text.slice(0, caret);
  if ((before.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1) return null;
  const word = /[\w.@-]+$/.exec(before)?.[0];
  if (!word) return null;
  const start = caret - word.length;
  return text[start - 1] === ':' ? null : { start, word };
}
