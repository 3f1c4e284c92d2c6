import type { Point } from './layout';

/** From one field's values to another's; of the events that match the Lucene text, of all where there is none. */
export interface Relation {
  source: string;
  target: string;
  query?: string;
}

/** A half-open range of times, ISO-8601 UTC. */
export interface Span {
  from: string;
  to: string;
}

/** A vertex that stays where it was put, in the layout's units. */
export interface Pin extends Point {
  id: string;
}

/** How the graph is drawn; what is absent is as usual. */
export interface Drawn {
  relations?: Relation[];
  /** What stands in place of the drawing. */
  as?: 'table' | 'processes';
  layout?: 'layered' | 'radial';
  /** As many vertices at most. */
  most?: number;
  /** Whether the others of each community become one vertex, and are not left out. */
  gather?: boolean;
  /** Of the vertices; colours them in place of a field. */
  measure?: string;
  /** Of the edges; colours them. */
  edgeMeasure?: string;
  /** What the edges are compared with: as much time just before, all that was earlier, or a fixed range. */
  baseline?: 'before' | 'earlier' | Span;
  /** What the slider lets through. */
  window?: Span;
  /** Names in the legend whose vertices are left out. */
  hidden?: string[];
  /** The id of the vertex that one looks at. */
  focus?: string;
  /** The ids of both ends of the edge that one looks at. */
  edge?: [source: string, target: string];
  /** The id of the vertex where paths begin. */
  start?: string;
  /** Which paths lead from there to the focus; the shortest where it is absent. */
  paths?: 'usual' | 'all';
  /** Whether there is nothing but the neighbourhoods of `grown`. */
  only?: boolean;
  /** The ids of the vertices whose neighbours are all there, whatever the limit. */
  grown?: string[];
  /** The ids of the vertices whose neighbours that have no other neighbour are left out. */
  folded?: string[];
  pins?: Pin[];
}

const TEXTS = ['measure', 'edgeMeasure', 'focus', 'start'] as const;
const LISTS = ['hidden', 'grown', 'folded'] as const;

/** Parts that a bar separates, which itself is escaped in them. */
const join = (parts: readonly string[]): string =>
  parts.map((part) => part.replace(/[%|]/g, encodeURIComponent)).join('|');
function split(text: string): string[] {
  try {
    return text.split('|').map(decodeURIComponent);
  } catch {
    return [];
  }
}

const interval = ({ from, to }: Span): string => `${from}/${to}`;

/** Adds how the graph is drawn to the parts of an address. */
export function encodeDrawn(drawn: Drawn, p: URLSearchParams): void {
  for (const { source, target, query } of drawn.relations ?? [])
    p.append('relation', join([source, target, ...(query ? [query] : [])]));
  if (drawn.as) p.set('as', drawn.as);
  if (drawn.paths) p.set('paths', drawn.paths);
  if (drawn.layout) p.set('layout', drawn.layout);
  if (drawn.most) p.set('most', String(drawn.most));
  if (drawn.gather) p.set('gather', 'true');
  for (const name of TEXTS) if (drawn[name]) p.set(name, drawn[name]);
  const { baseline, window } = drawn;
  if (baseline) p.set('baseline', typeof baseline === 'string' ? baseline : interval(baseline));
  if (window) p.set('window', interval(window));
  if (drawn.edge) p.set('edge', join(drawn.edge));
  if (drawn.only) p.set('only', 'true');
  for (const name of LISTS) for (const id of drawn[name] ?? []) p.append(name, id);
  for (const { id, x, y } of drawn.pins ?? []) p.append('pin', `${x.toFixed(1)},${y.toFixed(1)},${id}`);
}

function span(text: string | null): Span | undefined {
  const [from, to] = (text ?? '').split('/');
  return from && to && Date.parse(from) < Date.parse(to) ? { from, to } : undefined;
}

function relation(text: string): Relation[] {
  const [source, target, query] = split(text);
  return source && target ? [{ source, target, ...(query ? { query } : {}) }] : [];
}

function pin(text: string): Pin[] {
  const [, x, y, id] = /^(-?[\d.]+),(-?[\d.]+),(.+)$/s.exec(text) ?? [];
  return id && Number.isFinite(Number(x)) && Number.isFinite(Number(y)) ? [{ id, x: Number(x), y: Number(y) }] : [];
}

/** How the graph is drawn by the parts of an address; what cannot be read is left out. */
export function decodeDrawn(p: URLSearchParams): Drawn {
  const drawn: Drawn = {};
  const relations = p.getAll('relation').flatMap(relation);
  if (relations.length > 0) drawn.relations = relations;
  const [as, layout, paths] = [p.get('as'), p.get('layout'), p.get('paths')];
  const [most, edge] = [Number(p.get('most')), split(p.get('edge') ?? '')];
  if (as === 'table' || as === 'processes') drawn.as = as;
  if (layout === 'layered' || layout === 'radial') drawn.layout = layout;
  if (paths === 'usual' || paths === 'all') drawn.paths = paths;
  if (Number.isInteger(most) && most > 0) drawn.most = most;
  if (p.get('gather') === 'true') drawn.gather = true;
  for (const name of TEXTS) {
    const text = p.get(name);
    if (text) drawn[name] = text;
  }
  const [baseline, window] = [p.get('baseline'), span(p.get('window'))];
  const compared = baseline === 'before' || baseline === 'earlier' ? baseline : span(baseline);
  if (compared) drawn.baseline = compared;
  if (window) drawn.window = window;
  if (edge[0] && edge[1]) drawn.edge = [edge[0], edge[1]];
  if (p.get('only') === 'true') drawn.only = true;
  for (const name of LISTS) {
    const ids = [...new Set(p.getAll(name))].filter(Boolean);
    if (ids.length > 0) drawn[name] = ids;
  }
  const pins = p.getAll('pin').flatMap(pin);
  if (pins.length > 0) drawn.pins = pins;
  return drawn;
}

/** What remains when another dataset is drawn: all that names nothing of the last one. */
export function ofAnother(drawn: Drawn | undefined): Drawn | undefined {
  if (!drawn) return undefined;
  const { relations, as, layout, most, gather, measure, edgeMeasure } = drawn;
  return { relations, as, layout, most, gather, measure, edgeMeasure };
}
