import type { Cell, Step } from '../../api/types';
import { column, literal } from '../expression';
import { COUNT, isNumber, isPart, isTime, SPECS, type Chart, type Measure, type RoleName } from './chart';

/** The heaviest values of a field, heaviest first, each with its weight, and how many others there are. */
export interface Rank {
  values: readonly { value: Cell; weight: number }[];
  others: number;
}

/** How many events have both numbers of a scatter, and between which these lie, in the units of the axes. */
export interface Extent {
  events: number;
  x: readonly [number, number];
  y: readonly [number, number];
}

/** The type of a field, as the catalogue has it. */
export type TypeOf = (field: string) => string | undefined;

/** What is known when a chart's question is put. */
export interface Known {
  typeOf: TypeOf;
  /** The length of a bucket of time, ISO-8601. */
  every: string;
  ranks: ReadonlyMap<string, Rank>;
  extent?: Extent;
}

/** More points than this are counted in the cells of a grid. */
export const MOST_POINTS = 50_000;
/** How many cells that grid has. */
export const GRID = { across: 80, up: 50 } as const;
export const USUAL_BINS = 40;
/** How much finer a histogram is asked for than drawn, so that its density is smoothed of small parts. */
export const FINE = 8;
/** The parts of which a violin is smoothed. */
export const VIOLIN_BINS = 200;
/** The shares at which a distribution function is asked for: closer where the rare is. */
const TAIL = [0.001, 0.005, 0.01];
export const SHARES: readonly number[] = [
  0,
  ...TAIL,
  ...Array.from({ length: 49 }, (_, i) => (2 * i + 2) / 100),
  ...TAIL.map((share) => 1 - share).reverse(),
  1,
];
const MOST_ROWS = 100_000;
/** How many names each role tells apart where nothing else is chosen. */
const USUAL_MOST: Record<RoleName, number> = { x: 20, y: 20, colour: 8, facet: 11 };

/** A name for a new column, which none of the others has. */
export function free(name: string, taken: readonly string[]): string {
  let found = name;
  while (taken.includes(found)) found += '_';
  return found;
}

/** The column that says whether a value is one of those that are not told apart. */
export const othersOf = (field: string): string => `${field} others`;

/** An aggregate as the server reads it. */
export function aggregate({ of, field = '' }: Measure): string {
  if (of === 'count') return 'count()';
  return of === 'p95' ? `quantile(${column(field)}, 0.95)` : `${of}(${column(field)})`;
}

export const measureOf = (chart: Chart): Measure => (SPECS[chart.kind].measures && chart.measure) || COUNT;

const fieldsOf = (chart: Chart): string[] => [
  ...new Set(SPECS[chart.kind].roles.flatMap(({ name }) => chart[name] ?? [])),
];

/** The column that holds what is measured. */
export function valueName(chart: Chart): string {
  const { of } = measureOf(chart);
  return free(of === 'count' ? 'n' : of, fieldsOf(chart));
}

/** The columns that hold where the points of a scatter lie. */
export const placeNames = (chart: Chart): readonly [x: string, y: string] => [
  free('x', fieldsOf(chart)),
  free('y', fieldsOf(chart)),
];

/** A field as a number: seconds since 1970 of a time. */
function numberText(field: string, type: string | undefined): string {
  const text = column(field);
  return isTime(type) ? `epoch(${text})` : isNumber(type) ? text : `number(${text})`;
}

/** Whether the values that play a role are names, of which the heaviest are told apart. */
export function isNamed(chart: Chart, name: RoleName, typeOf: TypeOf): boolean {
  const field = chart[name];
  const takes = SPECS[chart.kind].roles.find((role) => role.name === name)?.takes;
  return field !== undefined && (takes === 'name' || takes === 'any') && !isPart(field) && !isTime(typeOf(field));
}

/** Whether a chart is just the heaviest values of one field, for which the server has a step. */
export const isTop = (chart: Chart, typeOf: TypeOf): boolean =>
  ['line', 'area', 'bar'].includes(chart.kind) && isNamed(chart, 'x', typeOf) && !chart.colour && !chart.facet;

export const mostOf = (chart: Chart, name: RoleName): number =>
  (name === 'x' || name === 'y' ? chart.most : undefined) ?? USUAL_MOST[name];

const top = (chart: Chart, field: string, rows: number): Step[] => [
  { top: { field, rows, by: aggregate(measureOf(chart)), as: valueName(chart) } },
];

/** The fields whose heaviest values must be known before the chart can be asked for, each with its question. */
export function rankings(chart: Chart, typeOf: TypeOf): { field: string; steps: Step[] }[] {
  if (isTop(chart, typeOf)) return [];
  const most = new Map<string, number>();
  for (const { name } of SPECS[chart.kind].roles) {
    const field = chart[name];
    if (field && isNamed(chart, name, typeOf)) most.set(field, Math.max(mostOf(chart, name), most.get(field) ?? 0));
  }
  return [...most].map(([field, rows]) => ({ field, steps: top(chart, field, rows) }));
}

/** What the step `top` answers. */
export function rankOf(rows: readonly (readonly Cell[])[]): Rank {
  const values: { value: Cell; weight: number }[] = [];
  let others = 0;
  for (const [value = null, weight = null, left = null] of rows) {
    if (value === null) others = Number(left);
    else values.push({ value, weight: Number(weight) });
  }
  return { values, others };
}

/** Where the points of a scatter lie, in the units of its axes; of those that have a place on both. */
function placed(chart: Chart, typeOf: TypeOf): Step[] {
  const [x, y] = placeNames(chart);
  const derive: Record<string, string> = {};
  const isThere = [];
  for (const [name, field] of [
    [x, chart.x ?? 'time'],
    [y, chart.y ?? 'time'],
  ] as const) {
    const type = typeOf(field);
    const number = numberText(field, type);
    const isLog = chart.isLog && !isTime(type);
    derive[name] = isLog ? `log10(${number})` : number;
    isThere.push(isLog ? `${number} > 0` : `${column(field)} is not null`);
  }
  return [{ filter: isThere.join(' and ') }, { derive }];
}

/** The question for where the points of a scatter lie; nothing for other charts. */
export function extentSteps(chart: Chart, typeOf: TypeOf): Step[] | undefined {
  if (chart.kind !== 'scatter') return undefined;
  const [x, y] = placeNames(chart);
  const agg = { n: 'count()', x0: `min(${x})`, x1: `max(${x})`, y0: `min(${y})`, y1: `max(${y})` };
  return [...placed(chart, typeOf), { group: { by: [], agg } }];
}

/** Its answer. */
export function extentOf([events = 0, ...ends]: readonly Cell[] = []): Extent {
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = ends.map(Number);
  return { events: Number(events), x: [x0, x1], y: [y0, y1] };
}

/** Tells a field's heaviest values apart from all others, where there are any. */
function cut(field: string, rank: Rank | undefined): Record<string, string> {
  if (!rank || rank.others === 0) return {};
  const text = column(field);
  const among = `${text} in (${rank.values.map(({ value }) => literal(value)).join(', ')})`;
  return {
    [field]: `case when ${among} then ${text} end`,
    [othersOf(field)]: `${text} is not null and not (${among})`,
  };
}

const derived = (columns: Record<string, string>): Step[] =>
  Object.keys(columns).length > 0 ? [{ derive: columns }] : [];

/** What makes the values of some fields those that are drawn, and the columns that then tell them apart. */
function toldApart(fields: readonly string[], { typeOf, every, ranks }: Known): { steps: Step[]; by: string[] } {
  const parts = Object.fromEntries(fields.filter(isPart).map((name) => [name, name]));
  const buckets = fields.filter((field) => isTime(typeOf(field)));
  const cuts = Object.assign({}, ...fields.map((field) => cut(field, ranks.get(field)))) as Record<string, string>;
  return {
    steps: [...derived(parts), ...buckets.map((field) => ({ bucket: { field, every, as: field } })), ...derived(cuts)],
    by: fields.flatMap((field) => (othersOf(field) in cuts ? [field, othersOf(field)] : [field])),
  };
}

function grouped(fields: readonly (string | undefined)[], agg: Record<string, string>, known: Known): Step[] {
  const { steps, by } = toldApart([...new Set(fields.filter((field) => field !== undefined))], known);
  return [...steps, { group: { by, agg } }, { limit: MOST_ROWS }];
}

/** The numbers that are looked at: their logarithms where the axis is one of these. */
function numbers(chart: Chart, field: string, typeOf: TypeOf): Step[] {
  const number = numberText(field, typeOf(field));
  return chart.isLog ? [{ filter: `${number} > 0` }, { derive: { [field]: `log10(${number})` } }] : [];
}

function scatter(chart: Chart, known: Known): Step[] {
  const [x, y] = placeNames(chart);
  const { steps, by } = toldApart(
    [...new Set([chart.colour, chart.facet].filter((field) => field !== undefined))],
    known,
  );
  const { extent } = known;
  if (!extent || extent.events <= MOST_POINTS)
    return [...steps, ...placed(chart, known.typeOf), { select: [x, y, ...by] }, { limit: MOST_POINTS }];
  const cell = (name: string, [from, to]: readonly [number, number], cells: number) =>
    `least(${cells - 1}, floor((${name} - ${from}) / ${(to - from || 1) / cells}))`;
  const facet = by.filter((name) => chart.facet && (name === chart.facet || name === othersOf(chart.facet)));
  return [
    ...steps,
    ...placed(chart, known.typeOf),
    { derive: { [x]: cell(x, extent.x, GRID.across), [y]: cell(y, extent.y, GRID.up) } },
    { group: { by: [...facet, x, y], agg: { n: 'count()' } } },
    { limit: MOST_ROWS },
  ];
}

/** The shares that a box is made of: its whiskers, its ends and its middle. */
export const BOX = { low: 0.05, q25: 0.25, median: 0.5, q75: 0.75, high: 0.95 } as const;

function boxes(chart: Chart, field: string, known: Known): Step[] {
  const text = column(field);
  const of = (share: number) => `quantile(${text}, ${share})`;
  return [
    ...(chart.isLog
      ? [{ filter: `${numberText(field, known.typeOf(field))} > 0` }]
      : [{ filter: `${text} is not null` }]),
    ...grouped(
      [chart.x],
      {
        n: 'count()',
        least: of(0),
        ...Object.fromEntries(Object.entries(BOX).map(([name, share]) => [name, of(share)])),
        greatest: of(1),
      },
      known,
    ),
  ];
}

function counts(chart: Chart, field: string, by: string | undefined, bins: number, known: Known): Step[] {
  const told = toldApart(by ? [by] : [], known);
  return [
    ...told.steps,
    ...numbers(chart, field, known.typeOf),
    { histogram: { field, bins, by: told.by } },
    { limit: MOST_ROWS },
  ];
}

/** The steps that a chart is drawn of. */
export function chartSteps(chart: Chart, known: Known): Step[] {
  const { x = '', y = '', colour, facet } = chart;
  const value = { [valueName(chart)]: aggregate(measureOf(chart)) };
  switch (chart.kind) {
    case 'line':
    case 'area':
    case 'bar':
      return isTop(chart, known.typeOf) ? top(chart, x, mostOf(chart, 'x')) : grouped([facet, x, colour], value, known);
    case 'scatter':
      return scatter(chart, known);
    case 'heat':
      return grouped([facet, x, y], value, known);
    case 'box':
      return boxes(chart, y, known);
    case 'violin':
      return counts(chart, y, chart.x, VIOLIN_BINS, known);
    case 'histogram':
      return counts(chart, x, facet, (chart.bins ?? USUAL_BINS) * FINE, known);
    case 'ecdf': {
      const { steps, by } = toldApart([...new Set([facet, colour].filter((field) => field !== undefined))], known);
      return [
        ...steps,
        ...numbers(chart, x, known.typeOf),
        { quantiles: { field: x, at: [...SHARES], by } },
        { limit: MOST_ROWS },
      ];
    }
    case 'sankey':
      return grouped([x, y, colour], value, known);
    case 'treemap':
      return grouped([x, chart.y], value, known);
    case 'timeline':
      return grouped([y, 'time', colour], value, known);
  }
}
