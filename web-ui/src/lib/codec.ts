import { decodeChart, encodeChart, type Chart } from './chart/chart';
import { decodeDrawn, encodeDrawn, type Drawn } from './drawn';
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

const VIEWS = ['charts', 'collectors', 'compare', 'graph'] as const;
export type View = (typeof VIEWS)[number];

const ORDERS = ['rare', 'new'] as const;
/** What a facet's values come in the order of: the rarest first, or the latest to appear; the most frequent where it is absent. */
export type Order = (typeof ORDERS)[number];

/** A field whose values one sees beside the events. */
export interface Facet {
  field: string;
  order?: Order;
}

const AGAINST = ['before', 'rest'] as const;
/** What a selection is compared with: as much time just before, or all else in its time; other times where it is absent. */
export type Against = (typeof AGAINST)[number];

/** How the answers are shown; what is absent is as usual. */
export interface Shown {
  /** What is shown instead of the events. */
  view?: View;
  /** The columns of the events' table, as fields. */
  columns?: string[];
  /** The widths of columns that were given one, in px, by field. */
  widths?: Record<string, number>;
  /** The fields whose values are beside the events; none where it is empty. */
  facets?: Facet[];
  /** Whether they are in sight; where there is room for them where it is absent. */
  panel?: 'open' | 'closed';
  /** The field whose values the bars over time are made of. */
  stack?: string;
  /** Whether the bars' height is a logarithm. */
  scale?: 'log';
  against?: Against;
  /** Whether the events around the one that is open are of all hosts. */
  around?: 'all';
  /** The field that colours the graph. */
  colour?: string;
  /** Whether the graph is its table twin. */
  calls?: 'table';
  /** The event whose details are open. */
  event?: string;
  /** How the graph view draws. */
  drawn?: Drawn;
  /** What the chart view draws. */
  chart?: Chart;
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

/** Between the bounds of a range. */
const TO = '..';

/** The filter as `field=value`, `field|other field=value`, or `field=from..until`. */
const filterText = ({ field, or, value, until }: Filter) =>
  `${[field, ...(or ? [or] : [])].map(escape).join('|')}=${value}${until === undefined ? '' : TO + until}`;
const filterKey = ({ until, not }: Filter) => (until === undefined ? (not ? 'not' : 'is') : not ? 'out' : 'in');

function asked(selection: Asked): URLSearchParams {
  const p = new URLSearchParams();
  if (selection.dataset !== 'default') p.set('dataset', selection.dataset);
  if (selection.from) p.set('from', selection.from);
  if (selection.to) p.set('to', selection.to);
  if (selection.query) p.set('q', selection.query);
  for (const filter of selection.filters) p.append(filterKey(filter), filterText(filter));
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
  for (const [column, px] of Object.entries(selection.widths ?? {})) p.append('width', `${px},${column}`);
  for (const { field, order } of selection.facets ?? [])
    p.append('facet', [...(order ? [order] : []), escape(field)].join('|'));
  if (selection.facets?.length === 0) p.set('facet', '');
  if (selection.panel) p.set('panel', selection.panel);
  if (selection.stack) p.set('stack', selection.stack);
  if (selection.scale) p.set('scale', selection.scale);
  if (selection.against) p.set('against', selection.against);
  if (selection.around) p.set('around', selection.around);
  if (selection.colour) p.set('colour', selection.colour);
  if (selection.calls) p.set('calls', selection.calls);
  if (selection.event) p.set('event', selection.event);
  if (selection.drawn) encodeDrawn(selection.drawn, p);
  if (selection.chart) encodeChart(selection.chart, p);
  return p.toString();
}

const instant = (text: string | null): string | undefined =>
  text && !Number.isNaN(Date.parse(text)) ? text : undefined;

function filterOf(key: string, text: string): Filter | undefined {
  const cut = text.indexOf('=');
  if (!['is', 'not', 'in', 'out'].includes(key) || cut < 1) return undefined;
  const [field = '', or] = text.slice(0, cut).split('|').map(unescape);
  const names = { field, ...(or ? { or } : {}) };
  const value = text.slice(cut + 1);
  if (key === 'is' || key === 'not') return { ...names, value, not: key === 'not' };
  const [from, until] = value.split(TO);
  return from && until ? { ...names, value: from, until, not: key === 'out' } : undefined;
}

function facetOf(text: string): Facet[] {
  const parts = text.split('|').map(unescape);
  const field = parts.at(-1);
  const order = parts.length > 1 ? ORDERS.find((name) => name === parts[0]) : undefined;
  return field ? [{ field, ...(order ? { order } : {}) }] : [];
}

const oncePerField = (facets: Facet[]): Facet[] =>
  [...new Map(facets.toReversed().map((facet) => [facet.field, facet])).values()].toReversed();

function widthsOf(texts: readonly string[]): Record<string, number> {
  const pairs = texts.flatMap((text): [string, number][] => {
    const [, px, column] = /^(\d+),(.+)$/s.exec(text) ?? [];
    return column ? [[column, Number(px)]] : [];
  });
  return Object.fromEntries(pairs);
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
  const view = VIEWS.find((name) => name === p.get('view'));
  if (view) selection.view = view;
  const columns = [...new Set(p.getAll('column'))].filter(Boolean);
  if (columns.length > 0) selection.columns = columns;
  const widths = widthsOf(p.getAll('width'));
  if (Object.keys(widths).length > 0) selection.widths = widths;
  if (p.has('facet')) selection.facets = oncePerField(p.getAll('facet').flatMap(facetOf));
  const [panel, stack, against] = [p.get('panel'), p.get('stack'), AGAINST.find((name) => name === p.get('against'))];
  if (panel === 'open' || panel === 'closed') selection.panel = panel;
  if (stack) selection.stack = stack;
  if (p.get('scale') === 'log') selection.scale = 'log';
  if (against) selection.against = against;
  if (p.get('around') === 'all') selection.around = 'all';
  const [colour, event] = [p.get('colour'), p.get('event')];
  if (colour) selection.colour = colour;
  if (p.get('calls') === 'table') selection.calls = 'table';
  if (event) selection.event = event;
  const drawn = decodeDrawn(p);
  if (Object.keys(drawn).length > 0) selection.drawn = drawn;
  const chart = decodeChart(p);
  if (chart) selection.chart = chart;
  return selection;
}
