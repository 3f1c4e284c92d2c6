import type { Filter } from './lucene';

/** What is looked at. `from` and `to` are ISO-8601 UTC, half-open; an absent bound is open. */
export interface Selection {
  dataset: string;
  from?: string;
  to?: string;
  query: string;
  filters: Filter[];
  asOf?: number;
  /** What is shown instead of the events. */
  view?: 'collectors';
}

/** A selection as the part of an address after the question mark; defaults are left out. */
export function encode(selection: Selection): string {
  const p = new URLSearchParams();
  if (selection.dataset !== 'default') p.set('dataset', selection.dataset);
  if (selection.from) p.set('from', selection.from);
  if (selection.to) p.set('to', selection.to);
  if (selection.query) p.set('q', selection.query);
  for (const { field, value, not } of selection.filters) p.append(not ? 'not' : 'is', `${field}=${value}`);
  if (selection.asOf !== undefined) p.set('asOf', String(selection.asOf));
  if (selection.view) p.set('view', selection.view);
  return p.toString();
}

const instant = (text: string | null): string | undefined =>
  text && !Number.isNaN(Date.parse(text)) ? text : undefined;

/** The selection in an address; what cannot be read is left out. */
export function decode(search: string): Selection {
  const p = new URLSearchParams(search);
  const filters: Filter[] = [];
  for (const [key, text] of p) {
    const cut = text.indexOf('=');
    if ((key !== 'is' && key !== 'not') || cut < 1) continue;
    filters.push({ field: text.slice(0, cut), value: text.slice(cut + 1), not: key === 'not' });
  }
  const selection: Selection = { dataset: p.get('dataset') || 'default', query: p.get('q') ?? '', filters };
  const [from, to, asOf] = [instant(p.get('from')), instant(p.get('to')), p.get('asOf')];
  if (from) selection.from = from;
  if (to) selection.to = to;
  if (asOf && /^\d+$/.test(asOf)) selection.asOf = Number(asOf);
  if (p.get('view') === 'collectors') selection.view = 'collectors';
  return selection;
}
