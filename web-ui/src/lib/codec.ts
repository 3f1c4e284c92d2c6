import type { Filter } from './lucene';

/** What is asked of the server. `from` and `to` are ISO-8601 UTC, half-open; an absent bound is open. */
export interface Asked {
  dataset: string;
  from?: string;
  to?: string;
  query: string;
  filters: Filter[];
  asOf?: number;
}

/** How the answers are shown; what is absent is as usual. */
export interface Shown {
  /** What is shown instead of the events. */
  view?: 'collectors';
  /** The columns of the events' table, as fields. */
  columns?: string[];
  /** The field that colours the graph. */
  colour?: string;
  /** Whether the graph is its table twin. */
  calls?: 'table';
  /** The event whose details are open. */
  event?: string;
}

export type Selection = Asked & Shown;

/** A name in a list of names that a bar separates, before an equals sign. */
const escape = (name: string) => name.replace(/[%|=]/g, encodeURIComponent);
function unescape(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The filter as `field=value`, or `field|other field=value`. */
const filterText = ({ field, or, value }: Filter) => `${[field, ...(or ? [or] : [])].map(escape).join('|')}=${value}`;

function asked(selection: Asked): URLSearchParams {
  const p = new URLSearchParams();
  if (selection.dataset !== 'default') p.set('dataset', selection.dataset);
  if (selection.from) p.set('from', selection.from);
  if (selection.to) p.set('to', selection.to);
  if (selection.query) p.set('q', selection.query);
  for (const filter of selection.filters) p.append(filter.not ? 'not' : 'is', filterText(filter));
  if (selection.asOf !== undefined) p.set('asOf', String(selection.asOf));
  return p;
}

/** Whether two selections are the same question. */
export const asksTheSame = (a: Asked, b: Asked): boolean => asked(a).toString() === asked(b).toString();

/** A selection as the part of an address after the question mark; defaults are left out. */
export function encode(selection: Selection): string {
  const p = asked(selection);
  if (selection.view) p.set('view', selection.view);
  for (const column of selection.columns ?? []) p.append('column', column);
  if (selection.colour) p.set('colour', selection.colour);
  if (selection.calls) p.set('calls', selection.calls);
  if (selection.event) p.set('event', selection.event);
  return p.toString();
}

const instant = (text: string | null): string | undefined =>
  text && !Number.isNaN(Date.parse(text)) ? text : undefined;

function filterOf(key: string, text: string): Filter | undefined {
  const cut = text.indexOf('=');
  if ((key !== 'is' && key !== 'not') || cut < 1) return undefined;
  const [field, or] = text.slice(0, cut).split('|').map(unescape);
  return { field: field ?? '', ...(or ? { or } : {}), value: text.slice(cut + 1), not: key === 'not' };
}

/** The selection in an address; what cannot be read is left out. */
export function decode(search: string): Selection {
  const p = new URLSearchParams(search);
  const filters = [...p].flatMap(([key, text]) => filterOf(key, text) ?? []);
  const selection: Selection = { dataset: p.get('dataset') || 'default', query: p.get('q') ?? '', filters };
  const [from, to, asOf] = [instant(p.get('from')), instant(p.get('to')), p.get('asOf')];
  if (from) selection.from = from;
  if (to) selection.to = to;
  if (asOf && /^\d+$/.test(asOf)) selection.asOf = Number(asOf);
  if (p.get('view') === 'collectors') selection.view = 'collectors';
  const columns = [...new Set(p.getAll('column'))].filter(Boolean);
  if (columns.length > 0) selection.columns = columns;
  const [colour, event] = [p.get('colour'), p.get('event')];
  if (colour) selection.colour = colour;
  if (p.get('calls') === 'table') selection.calls = 'table';
  if (event) selection.event = event;
  return selection;
}
