/** The events whose field has the value, or, where there is another one, in either of the two. */
export interface Filter {
  field: string;
  or?: string;
  value: string;
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

export function clause({ field, or, value, not }: Filter): string {
  const terms = [field, ...(or ? [or] : [])].map((name) => `${escapeField(name)}:${quote(value)}`);
  return `${not ? 'NOT ' : ''}${or ? `(${terms.join(' OR ')})` : terms[0]}`;
}

/** Whether two filters are on the same value of the same fields, whatever their sense. */
export const isOnTheSame = (a: Filter, b: Filter): boolean =>
  a.field === b.field && a.or === b.or && a.value === b.value;

/** The text asked of the server, and where the researcher's own text starts inside it. */
export function compose(query: string, filters: readonly Filter[], extra: readonly string[] = []) {
  const own = query.trim();
  const clauses = [...filters.map(clause), ...extra];
  if (clauses.length === 0) return { text: own, offset: 0 };
  const positive = own !== '' || clauses.some((text) => !text.startsWith('NOT '));
  const parts = [...(own ? [`(${own})`] : []), ...(positive ? [] : ['*:*']), ...clauses];
  return { text: parts.join(' AND '), offset: own ? 1 : 0 };
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
