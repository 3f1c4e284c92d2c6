import type { Part as Fitted } from '../../api/types';
import { niceCeiling } from '../buckets';
import type { Range } from '../scale';
import { along, facets, restNotes, rowsOf, type Look } from './along';
import { nice, short } from './axes';
import type { Chart } from './chart';
import { density, merged, quantileOf, type Bins } from './density';
import { densityOf } from './distributions';
import { between, rectOf, through, dots, type Drawing, type Spot } from './drawing';
import { frames, type Scale } from './frame';
import { both, inRange } from './narrowing';
import type { Reading, Row } from './reading';
import { legendOf, valueText } from './series';
import { BOX, FINE } from './steps';

/** The axis of a chart's numbers, which lie between two ends, in its units. */
function scaleOf(field: string, [from, to]: Range, isLog: boolean): Scale {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return { kind: 'number', domain: [0, 1], field };
  if (isLog) return { kind: 'log', domain: [from - 0.05, Math.max(to, from) + 0.05], field };
  return { kind: 'number', domain: from < to ? nice([from, to]) : [from - 1, to + 1], field };
}
const raw = (value: number, isLog: boolean): number => (isLog ? 10 ** value : value);
const text = (value: number, isLog: boolean): string => short(raw(value, isLog));
const selects = (field: string, [from, to]: Range, isLog: boolean) =>
  inRange(field, [raw(from, isLog), raw(to, isLog)]);
const positive = (chart: Chart): string[] => (chart.isLog ? ['only numbers above 0'] : []);

const NAMES = ['least', ...Object.keys(BOX), 'greatest'] as const;

/** A box for each name: from the first to the third quartile, a line at the median, whiskers at 5 and 95 %, dots at both ends. */
export function drawBoxes(chart: Chart, reading: Reading, look: Look): Drawing {
  const field = chart.y ?? '';
  const isLog = chart.isLog === true;
  const of = (row: Row, name: string) => {
    const value = reading.number(row, name);
    return value === null ? NaN : isLog ? Math.log10(value) : value;
  };
  const rows = reading.rows.filter((row) => NAMES.every((name) => Number.isFinite(of(row, name))));
  const names = chart.x ? along(chart.x, reading, look) : undefined;
  const ends: Range = [
    Math.min(...rows.map((row) => of(row, 'least'))),
    Math.max(...rows.map((row) => of(row, 'greatest'))),
  ];
  const x: Scale = names?.scale ?? { kind: 'names', domain: [0, 1], names: ['all'] };
  const drawing = frames([{ key: '', title: '' }], { x, y: scaleOf(field, ends, isLog) }, look.room, chart.zoom);
  const panel = drawing.panels[0]!;
  const spots: Spot[] = [];
  const paths = { box: '', line: '', median: '', dots: [] as [number, number][] };
  for (const row of rows) {
    const start = names ? names.startOf(row) : 0;
    if (start === undefined) continue;
    const [from, to] = [panel.x!.place(start), panel.x!.place(start + 1)];
    const middle = (from + to) / 2;
    const half = Math.min(34, (to - from) * 0.32);
    const [least, low, q25, median, q75, high, greatest] = NAMES.map((name) =>
      panel.y!.place(of(row, name)),
    ) as number[];
    paths.box += rectOf(between(middle - half, q25!, middle + half, q75!));
    paths.line += `M${middle},${low!}V${q25!}M${middle},${q75!}V${high!}M${middle - half / 2},${low!}h${half}M${middle - half / 2},${high!}h${half}`;
    paths.median += `M${middle - half},${median!}h${2 * half}`;
    paths.dots.push([middle, least!], [middle, greatest!]);
    spots.push({
      box: between(from, Math.min(greatest!, panel.box.y + panel.box.height), to, least!),
      panel: 0,
      title: names?.title(start) ?? 'all',
      lines: [
        ['events', valueText(reading.number(row, 'n') ?? 0)],
        ...(
          [
            ['greatest', 'greatest'],
            ['95 %', 'high'],
            ['75 %', 'q75'],
            ['median', 'median'],
            ['25 %', 'q25'],
            ['5 %', 'low'],
            ['least', 'least'],
          ] as const
        ).map(([words, name]) => [words, short(reading.number(row, name) ?? 0)] as const),
      ],
      narrowing: both(names?.narrowing(start), selects(field, [of(row, 'q25'), of(row, 'q75')], isLog)),
    });
  }
  panel.lines.push(
    { d: paths.line, stroke: 'var(--quiet)', width: 1.2 },
    { d: paths.box, fill: 'var(--c0)', opacity: 0.75 },
    { d: paths.median, stroke: 'var(--ink)', width: 2 },
    { d: dots(paths.dots), stroke: 'var(--quiet)', width: 4, isRound: true },
  );
  return {
    ...drawing,
    spots,
    legend: [],
    notes: [
      'boxes: 25 to 75 % with the median; whiskers: 5 and 95 %; dots: least and greatest',
      ...positive(chart),
      ...restNotes(chart, reading, ['x']),
    ],
  };
}

/** The counts of one histogram in an answer. */
function binsOf(rows: readonly Row[], reading: Reading): Bins & { to: number } {
  const from = reading.number(rows[0] ?? [], 'from') ?? 0;
  const to = reading.number(rows.at(-1) ?? [], 'to') ?? from + 1;
  const width = (to - from) / Math.max(1, rows.length);
  return { from, to, width: width || 1, counts: rows.map((row) => reading.number(row, 'count') ?? 0) };
}
const middles = ({ from, width, counts }: Bins) => counts.map((_, i) => from + width * (i + 0.5));
const sizeOf = ({ counts }: Bins) => counts.reduce((sum, n) => sum + n, 0);

/** The density of the numbers of each name, as wide to both sides as it is high. */
export function drawViolins(chart: Chart, reading: Reading, look: Look): Drawing {
  const field = chart.y ?? '';
  const isLog = chart.isLog === true;
  const keys = chart.x ? reading.keys(chart.x) : [''];
  const names = chart.x ? along(chart.x, reading, look) : undefined;
  const all = keys.map((key) => {
    const bins = binsOf(
      chart.x ? reading.rows.filter((row) => reading.key(row, chart.x!) === key) : reading.rows,
      reading,
    );
    return { bins, dense: density(bins) };
  });
  const known = all.filter(({ bins }) => sizeOf(bins) > 0);
  const ends: Range = [Math.min(...known.map(({ bins }) => bins.from)), Math.max(...known.map(({ bins }) => bins.to))];
  const x: Scale = names?.scale ?? { kind: 'names', domain: [0, 1], names: ['all'] };
  const drawing = frames([{ key: '', title: '' }], { x, y: scaleOf(field, ends, isLog) }, look.room, chart.zoom);
  const panel = drawing.panels[0]!;
  const spots: Spot[] = [];
  let shapes = '';
  let medians = '';
  all.forEach(({ bins, dense }, i) => {
    if (sizeOf(bins) === 0) return;
    const [from, to] = [panel.x!.place(i), panel.x!.place(i + 1)];
    const middle = (from + to) / 2;
    const half = Math.min(90, (to - from) * 0.44);
    const most = Math.max(...dense);
    // Where there is next to nothing, nothing is drawn.
    const side = (sign: number) =>
      dense.flatMap((value, k) =>
        value < most * 0.002
          ? []
          : [[middle + (sign * half * value) / most, panel.y!.place(middles(bins)[k]!)] as const],
      );
    shapes += `${through(side(1))}${through(side(-1).reverse()).replace('M', 'L')}z`;
    const median = quantileOf(bins, 0.5);
    medians += `M${middle - half / 4},${panel.y!.place(median)}h${half / 2}`;
    const quartiles: Range = [quantileOf(bins, 0.25), quantileOf(bins, 0.75)];
    spots.push({
      box: between(from, panel.box.y, to, panel.box.y + panel.box.height),
      panel: 0,
      title: names?.title(i) ?? 'all',
      lines: [
        ['events', valueText(sizeOf(bins))],
        ['75 %, about', text(quartiles[1], isLog)],
        ['median, about', text(median, isLog)],
        ['25 %, about', text(quartiles[0], isLog)],
      ],
      narrowing: both(names?.narrowing(i), selects(field, quartiles, isLog)),
    });
  });
  panel.lines.push({ d: shapes, fill: 'var(--c1)', opacity: 0.75 }, { d: medians, stroke: 'var(--ink)', width: 2 });
  return {
    ...drawing,
    spots,
    legend: [],
    notes: [
      'densities by a Gaussian kernel, each as wide as the others; lines: medians',
      ...positive(chart),
      ...restNotes(chart, reading, ['x']),
    ],
  };
}

/** How many numbers lie in equal parts, their density, and a distribution that was fitted to them. */
export function drawHistogram(chart: Chart, reading: Reading, look: Look, fitted?: Fitted): Drawing {
  const field = chart.x ?? '';
  const isLog = chart.isLog === true;
  const panels = facets(chart, reading).map((facet) => {
    const fine = binsOf(rowsOf(chart, reading, facet), reading);
    return { facet, fine, bins: merged(fine, FINE), n: sizeOf(fine) };
  });
  const ends: Range = [
    Math.min(...panels.map(({ fine }) => fine.from)),
    Math.max(...panels.map(({ fine }) => fine.to)),
  ];
  const scale = scaleOf(field, ends, isLog);
  const x: Scale = { ...scale, domain: ends[0] < ends[1] ? ends : scale.domain };
  const densest = fitted && densityOf(fitted.name, fitted.numbers);
  /** In events of a bar: of logarithms, the density of a number times by how much the number grows. */
  const model =
    densest && ((value: number) => (isLog ? densest(10 ** value) * 10 ** value * Math.LN10 : densest(value)));
  const most = Math.max(1, ...panels.flatMap(({ bins }) => bins.counts));
  const y: Scale = { kind: 'number', domain: [0, niceCeiling(most)] };
  const drawing = frames(
    panels.map(({ facet }) => facet),
    { x, y },
    look.room,
    chart.zoom,
  );
  const spots: Spot[] = [];
  panels.forEach(({ fine, bins, n }, i) => {
    const panel = drawing.panels[i]!;
    let bars = '';
    bins.counts.forEach((count, k) => {
      const part: Range = [bins.from + bins.width * k, bins.from + bins.width * (k + 1)];
      const box = between(
        panel.x!.place(part[0]),
        panel.y!.place(0),
        panel.x!.place(part[1]) - 1,
        panel.y!.place(count),
      );
      if (count > 0) bars += rectOf(box);
      spots.push({
        box: { ...box, y: panel.box.y, height: panel.box.height },
        panel: i,
        title: `${text(part[0], isLog)} – ${text(part[1], isLog)}`,
        lines: [['events', valueText(count), 'var(--c1)']],
        narrowing: both(
          panel.narrowing,
          selects(field, k + 1 < bins.counts.length ? part : [part[0], Infinity], isLog),
        ),
      });
    });
    const curve = (of: (value: number, k: number) => number) =>
      through(middles(fine).map((value, k) => [panel.x!.place(value), panel.y!.place(of(value, k) * n * bins.width)]));
    const dense = density(fine);
    panel.lines.push(
      { d: bars, fill: 'var(--c1)', opacity: 0.55 },
      { d: curve((_, k) => dense[k]!), stroke: 'var(--c2)', width: 1.8 },
    );
    if (model) panel.lines.push({ d: curve(model), stroke: 'var(--c0)', width: 1.8, dash: '6 4' });
  });
  return {
    ...drawing,
    spots,
    legend: [
      { key: 'n', label: 'events', weight: panels.reduce((sum, { n }) => sum + n, 0), colour: 'var(--c1)' },
      { key: 'density', label: 'density (Gaussian kernel)', colour: 'var(--c2)' },
      ...(fitted ? [{ key: 'fitted', label: `fitted: ${words(fitted)}`, colour: 'var(--c0)' }] : []),
    ],
    notes: [...positive(chart), ...restNotes(chart, reading, ['facet'])],
  };
}

const GOODNESS = new Set(['logLikelihood', 'aic', 'd']);
/** A fitted distribution with its parameters. */
export const words = ({ name, numbers }: Fitted): string =>
  `${name} (${Object.entries(numbers)
    .filter(([parameter]) => !GOODNESS.has(parameter))
    .map(([parameter, value]) => `${parameter} ${short(Number(value.toPrecision(3)))}`)
    .join(', ')}), off by up to ${short(Number(((numbers['d'] ?? 0) * 100).toPrecision(2)))} %`;

/** The share of numbers up to each number, through the quantiles that the server computed. */
export function drawShares(chart: Chart, reading: Reading, look: Look): Drawing {
  const field = chart.x ?? '';
  const isLog = chart.isLog === true;
  const values = reading.rows.flatMap((row) => reading.number(row, 'value') ?? []);
  const x = scaleOf(field, [Math.min(...values), Math.max(...values)], isLog);
  const panels = facets(chart, reading);
  const drawing = frames(panels, { x, y: { kind: 'number', domain: [0, 1] } }, look.room, chart.zoom);
  const spots: Spot[] = [];
  const legend = legendOf(chart, reading, 'p').map(({ weight: _, ...key }) => key);
  const keys = chart.colour ? reading.keys(chart.colour) : [''];
  panels.forEach((facet, i) => {
    const panel = drawing.panels[i]!;
    const rows = rowsOf(chart, reading, facet);
    for (const key of keys) {
      const own = chart.colour ? rows.filter((row) => reading.key(row, chart.colour!) === key) : rows;
      const points = own.flatMap((row) => {
        const [p, value] = [reading.number(row, 'p'), reading.number(row, 'value')];
        return p === null || value === null ? [] : [{ p, value }];
      });
      const stroke = chart.colour ? (legend.find((one) => one.key === key)?.colour ?? 'var(--other)') : 'var(--c1)';
      const places = points.map(({ p, value }) => [panel.x!.place(value), panel.y!.place(p)] as const);
      panel.lines.push({ d: through(places), stroke, width: 1.8 });
      points.forEach(({ p, value }, k) => {
        const [left, top] = places[k]!;
        spots.push({
          box: { x: left - 4, y: top - 4, width: 8, height: 8 },
          panel: i,
          title: chart.colour ? reading.label(chart.colour, key) : field,
          lines: [[`${short(100 * p)} % up to`, text(value, isLog), stroke]],
          narrowing: both(panel.narrowing, selects(field, [points[0]!.value, value], isLog)),
        });
      });
    }
  });
  return {
    ...drawing,
    spots,
    legend,
    notes: [
      'quantiles by the server, joined by straight lines',
      ...positive(chart),
      ...restNotes(chart, reading, ['colour', 'facet']),
    ],
  };
}
