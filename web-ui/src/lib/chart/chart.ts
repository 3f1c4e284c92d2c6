import { WIDTHS } from '../buckets';

/** What can be drawn, in the order in which it is offered. */
export const KINDS = {
  line: 'Line',
  area: 'Area',
  bar: 'Bars',
  scatter: 'Scatter',
  heat: 'Heat map',
  box: 'Boxes',
  violin: 'Violins',
  histogram: 'Histogram',
  ecdf: 'ECDF',
  sankey: 'Sankey',
  treemap: 'Treemap',
  timeline: 'Timeline',
} as const;
export type Kind = keyof typeof KINDS;

/** What is computed of the events that one mark stands for. */
export const AGGREGATES = {
  count: 'number of events',
  distinct: 'distinct values of',
  sum: 'sum of',
  mean: 'mean of',
  median: 'median of',
  p95: '95 % quantile of',
  min: 'least',
  max: 'greatest',
  stddev: 'standard deviation of',
} as const;
export type Aggregate = keyof typeof AGGREGATES;

/** An aggregate, and the field that it is of; `count` has none. */
export interface Measure {
  of: Aggregate;
  field?: string;
}
export const COUNT: Measure = { of: 'count' };

/** Whether the measure of several marks together is the sum of theirs. */
export const isAdditive = ({ of }: Measure): boolean => of === 'count' || of === 'sum';

/** A distribution that is fitted by the server; the best of all of them. */
export const FITS = ['best', 'normal', 'logNormal', 'exponential', 'gamma', 'weibull', 'pareto'] as const;
export type Fit = (typeof FITS)[number];

/** Parts of both axes that are in sight, in the axes' own units. */
export interface Zoom {
  x?: readonly [number, number];
  y?: readonly [number, number];
}

export type RoleName = 'x' | 'y' | 'colour' | 'facet';

/** What is drawn of the selection, and how; what is absent is as usual. */
export interface Chart extends Partial<Record<RoleName, string>> {
  kind: Kind;
  measure?: Measure;
  /** The length of a bucket of time, ISO-8601; by the range where it is absent. */
  every?: string;
  /** How many of the names of `x` and `y` are told apart. */
  most?: number;
  /** Of the values, or of what is measured. */
  isLog?: true;
  bins?: number;
  fit?: Fit;
  zoom?: Zoom;
  /** What stands in place of the drawing. */
  as?: 'table';
}

/** A part that a field plays in a chart, and what the field must hold for it. */
export interface Role {
  name: RoleName;
  words: string;
  takes: 'any' | 'name' | 'number' | 'scale';
  isOptional?: true;
}

const colour = (words: string): Role => ({ name: 'colour', words, takes: 'name', isOptional: true });
const FACET: Role = { name: 'facet', words: 'Small multiples by', takes: 'name', isOptional: true };
const SPREAD: readonly Role[] = [
  { name: 'y', words: 'Values of', takes: 'number' },
  { name: 'x', words: 'One for each', takes: 'name', isOptional: true },
];
const ALONG: Role = { name: 'x', words: 'Along', takes: 'any' };

/** The roles of each kind; whether it measures something beyond what its roles say; and which of the further choices it has. */
export const SPECS: Record<
  Kind,
  { roles: readonly Role[]; measures?: 'any' | 'additive'; choices: readonly ('every' | 'most' | 'log' | 'bins')[] }
> = {
  line: { roles: [ALONG, colour('A line for each'), FACET], measures: 'any', choices: ['every', 'most', 'log'] },
  area: { roles: [ALONG, colour('A layer for each'), FACET], measures: 'any', choices: ['every', 'most'] },
  bar: { roles: [ALONG, colour('Stacked by'), FACET], measures: 'any', choices: ['every', 'most'] },
  scatter: {
    roles: [
      { name: 'x', words: 'Across', takes: 'scale' },
      { name: 'y', words: 'Up', takes: 'scale' },
      colour('Coloured by'),
      FACET,
    ],
    choices: ['log'],
  },
  heat: {
    roles: [{ name: 'x', words: 'Across', takes: 'any' }, { name: 'y', words: 'Up', takes: 'any' }, FACET],
    measures: 'any',
    choices: ['every', 'most', 'log'],
  },
  box: { roles: SPREAD, choices: ['most', 'log'] },
  violin: { roles: SPREAD, choices: ['most', 'log'] },
  histogram: { roles: [{ name: 'x', words: 'Values of', takes: 'number' }, FACET], choices: ['bins', 'log'] },
  ecdf: {
    roles: [{ name: 'x', words: 'Values of', takes: 'number' }, colour('A line for each'), FACET],
    choices: ['log'],
  },
  sankey: {
    roles: [
      { name: 'x', words: 'From', takes: 'name' },
      { name: 'y', words: 'To', takes: 'name' },
      { name: 'colour', words: 'And on to', takes: 'name', isOptional: true },
    ],
    measures: 'additive',
    choices: ['most'],
  },
  treemap: {
    roles: [
      { name: 'x', words: 'Areas for', takes: 'name' },
      { name: 'y', words: 'Divided by', takes: 'name', isOptional: true },
    ],
    measures: 'additive',
    choices: ['most'],
  },
  timeline: {
    roles: [{ name: 'y', words: 'A row for each', takes: 'name' }, colour('Coloured by')],
    choices: ['every', 'most'],
  },
};

/** Parts of a time, which are few and have an order of their own. */
export const PARTS = {
  'hour(time)': {
    words: 'hour of the day',
    from: 0,
    names: Array.from({ length: 24 }, (_, i) => `${i}`.padStart(2, '0')),
  },
  'weekday(time)': { words: 'weekday', from: 1, names: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] },
} as const;
export type Part = keyof typeof PARTS;
export const isPart = (name: string): name is Part => name in PARTS;

/** What is known of a dataset's fields: the most frequent first. */
export interface FieldType {
  name: string;
  type: string;
}
const NUMBERS = new Set(['long', 'double']);
export const isTime = (type: string | undefined): boolean => type === 'time';
export const isNumber = (type: string | undefined): boolean => type !== undefined && NUMBERS.has(type);

/** Whether a field of a type can play a role. Text may spell numbers, which the server then reads; it is offered last. */
export function fits(takes: Role['takes'], name: string, type: string): boolean {
  if (isPart(name)) return takes === 'any' || takes === 'name';
  if (takes === 'number') return isNumber(type);
  if (takes === 'scale') return isNumber(type) || isTime(type);
  return takes === 'any' || !isTime(type);
}

const USUAL: Partial<Record<Kind, Partial<Record<RoleName, string>>>> = {
  line: { x: 'time', colour: 'event.action' },
  area: { x: 'time', colour: 'event.action' },
  bar: { x: 'event.action' },
  scatter: { x: 'time' },
  heat: { x: 'hour(time)', y: 'weekday(time)' },
  box: { x: 'event.action' },
  violin: { x: 'event.action' },
  sankey: { x: 'process.parent.name', y: 'process.name' },
  treemap: { x: 'event.action', y: 'process.name' },
  timeline: { y: 'host.name', colour: 'event.action' },
};
export const USUAL_KIND: Kind = 'line';
/** Numbers that say most where a chart needs one. */
const TELLING = ['network.bytes', 'process.pid', 'destination.port'];

/** The field for a role that no usual one plays: a telling one, or the most frequent. */
function firstFor(takes: Role['takes'], fields: readonly FieldType[]): string {
  const able = fields.filter(({ name, type }) => name !== 'time' && fits(takes, name, type));
  return (able.find(({ name }) => TELLING.includes(name)) ?? able[0])?.name ?? 'time';
}

/** A chart of another kind, with the fields that its roles can take over, and the usual ones for the others. */
export function asKind(kind: Kind, chart: Chart, fields: readonly FieldType[]): Chart {
  const typeOf = new Map(fields.map(({ name, type }) => [name, type]));
  const usual = USUAL[kind] ?? {};
  const next: Chart = { kind };
  for (const { name, takes, isOptional } of SPECS[kind].roles) {
    const old = chart[name];
    if (old && fits(takes, old, typeOf.get(old) ?? '')) next[name] = old;
    else if (usual[name]) next[name] = usual[name];
    else if (!isOptional) next[name] = firstFor(takes, fields);
  }
  const { measure } = chart;
  const { measures } = SPECS[kind];
  if (measure && measures && (measures === 'any' || isAdditive(measure))) next.measure = measure;
  return next;
}

/** The chart with the usual fields where it lacks one that it needs. */
export function complete(chart: Chart, fields: readonly FieldType[]): Chart {
  const isWhole = SPECS[chart.kind].roles.every(({ name, isOptional }) => isOptional || chart[name]);
  return isWhole ? chart : { ...asKind(chart.kind, { kind: chart.kind }, fields), ...chart };
}

const ROLES: readonly RoleName[] = ['x', 'y', 'colour', 'facet'];
const pair = (range: readonly number[] | undefined) => (range ? range.join('~') : '');

/** Adds the chart to the parts of an address. */
export function encodeChart(chart: Chart, p: URLSearchParams): void {
  p.set('chart', chart.kind);
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') p.set(`chart.${name}`, String(value));
  };
  for (const name of ROLES) set(name, chart[name]);
  const { measure, zoom } = chart;
  set('measure', measure && (measure.field ? `${measure.of}:${measure.field}` : measure.of));
  set('every', chart.every);
  set('most', chart.most);
  set('bins', chart.bins);
  set('fit', chart.fit);
  if (chart.isLog) p.set('chart.log', 'true');
  if (zoom) set('zoom', `${pair(zoom.x)}|${pair(zoom.y)}`);
  set('as', chart.as);
}

function measureOf(text: string | null): Measure | undefined {
  const [name, ...rest] = (text ?? '').split(':');
  const of = (Object.keys(AGGREGATES) as Aggregate[]).find((known) => known === name);
  const field = rest.join(':');
  if (!of || (of !== 'count' && !field)) return undefined;
  return of === 'count' ? COUNT : { of, field };
}
function rangeOf(text: string | undefined): readonly [number, number] | undefined {
  const [from, to] = (text ?? '').split('~').map((part) => (part === '' ? NaN : Number(part)));
  return from !== undefined && to !== undefined && from < to ? [from, to] : undefined;
}
const whole = (text: string | null, most: number): number | undefined =>
  text && /^\d+$/.test(text) && Number(text) > 0 ? Math.min(Number(text), most) : undefined;

/** The longest lists of names, and the finest histograms. */
export const MOST = 100;
export const MOST_BINS = 100;

/** The chart by the parts of an address; what cannot be read is left out. */
export function decodeChart(p: URLSearchParams): Chart | undefined {
  const kind = (Object.keys(KINDS) as Kind[]).find((known) => known === p.get('chart'));
  if (!kind) return undefined;
  const chart: Chart = { kind };
  for (const name of ROLES) {
    const field = p.get(`chart.${name}`);
    if (field) chart[name] = field;
  }
  const measure = measureOf(p.get('chart.measure'));
  if (measure) chart.measure = measure;
  const every = p.get('chart.every');
  if (WIDTHS.some(({ iso }) => iso === every)) chart.every = every!;
  const [most, bins] = [whole(p.get('chart.most'), MOST), whole(p.get('chart.bins'), MOST_BINS)];
  if (most) chart.most = most;
  if (bins) chart.bins = bins;
  const fit = FITS.find((known) => known === p.get('chart.fit'));
  if (fit) chart.fit = fit;
  if (p.get('chart.log') === 'true') chart.isLog = true;
  const [x, y] = (p.get('chart.zoom') ?? '').split('|').map(rangeOf);
  if (x || y) chart.zoom = { ...(x ? { x } : {}), ...(y ? { y } : {}) };
  if (p.get('chart.as') === 'table') chart.as = 'table';
  return chart;
}
