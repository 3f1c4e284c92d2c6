import { niceCeiling } from '../buckets';
import { count } from '../format';
import type { Range } from '../scale';
import { along, facets, restNotes, rowsOf, type Along, type Look } from './along';
import { short } from './axes';
import { AGGREGATES, isAdditive, isPart, type Chart, type Measure } from './chart';
import { between, dots, rectOf, through, type Drawing, type Key, type Panel, type Spot } from './drawing';
import { frames, type Scale } from './frame';
import { both, among, type Narrowing } from './narrowing';
import type { Reading, Row } from './reading';
import { measureOf, valueName } from './steps';

/** What is measured, in words. */
export const measureWords = ({ of, field }: Measure): string =>
  of === 'count' ? 'events' : `${AGGREGATES[of]} ${field ?? ''}`;
/** A value of it. */
export const valueText = (value: number): string => (Number.isInteger(value) ? count(value) : short(value));

/** The values of one line, layer or colour of bars, one for each place; null where nothing is known. */
interface Series {
  key: string;
  name: string;
  colour: string;
  values: (number | null)[];
  narrowing?: Narrowing;
}

function seriesOf(chart: Chart, reading: Reading, rows: readonly Row[], places: Along, colours: Colours): Series[] {
  const name = valueName(chart);
  const missing = isAdditive(measureOf(chart)) ? 0 : null;
  const index = new Map(places.starts.map((start, i) => [start, i]));
  const made = colours.map(({ key, label, colour, narrowing }): Series => ({
    key,
    name: label,
    colour,
    values: places.starts.map(() => missing),
    ...(narrowing ? { narrowing } : {}),
  }));
  const byKey = new Map(made.map((series) => [series.key, series]));
  for (const row of rows) {
    const start = places.startOf(row);
    const i = start === undefined ? undefined : index.get(start);
    const series = byKey.get(chart.colour ? reading.key(row, chart.colour) : '');
    if (i === undefined || !series) continue;
    const value = reading.number(row, name);
    // Names beyond the nine colours are drawn as one with the others: their sum where that is what they are together.
    series.values[i] = missing === 0 ? (series.values[i] ?? 0) + (value ?? 0) : value;
  }
  return made;
}

type Colours = { key: string; label: string; colour: string; narrowing?: Narrowing }[];

function coloursOf(chart: Chart, reading: Reading): Colours {
  const { colour: field } = chart;
  if (!field) return [{ key: '', label: measureWords(measureOf(chart)), colour: 'var(--c0)' }];
  const colours = new Map(legendOf(chart, reading).map(({ key, colour }) => [key, colour]));
  const rank = reading.known.ranks.get(field);
  return reading.keys(field).map((key) => ({
    key,
    label: reading.label(field, key),
    colour: colours.get(key) ?? 'var(--other)',
    ...(isPart(field) ? {} : { narrowing: among(field, [key], rank) }),
  }));
}

/** The names that colours stand for, with what is measured of each. */
export const legendOf = (chart: Chart, reading: Reading, value = valueName(chart)): Key[] =>
  chart.colour ? reading.legend(chart.colour, (row) => Math.abs(reading.number(row, value) ?? 0)) : [];

/** Where each value of a series begins and ends, one upon the other where they add up. */
type Span = readonly [from: number, to: number] | undefined;
function spans(all: readonly Series[], isStacked: boolean, base: number): Span[][] {
  const sums = (all[0]?.values ?? []).map(() => 0);
  return all.map(({ values }) =>
    values.map((value, i) => {
      if (value === null) return undefined;
      if (!isStacked) return [base, value];
      const below = sums[i]!;
      sums[i] = below + value;
      return [below, below + value];
    }),
  );
}

/** Lines, layers and bars along times or names. */
export function drawSeries(chart: Chart, reading: Reading, look: Look): Drawing {
  const field = chart.x ?? 'time';
  const places = along(field, reading, look);
  const colours = coloursOf(chart, reading);
  const isStacked = chart.kind !== 'line' && isAdditive(measureOf(chart));
  /** Names are written beside their bars, where they have room. */
  const isFlat = chart.kind === 'bar' && places.scale.kind === 'names' && !isPart(field);
  const isLog = chart.kind === 'line' && chart.isLog === true;
  const panels = facets(chart, reading).map((facet) => {
    const all = seriesOf(chart, reading, rowsOf(chart, reading, facet), places, colours);
    return { facet, all, spans: spans(all, isStacked, 0) };
  });
  const value = valueScale(
    panels.flatMap((panel) => panel.spans.flat()),
    isLog,
  );
  const upright: Scale = isFlat ? flipped(places.scale) : value;
  const drawing = frames(
    panels.map(({ facet }) => facet),
    { x: isFlat ? value : places.scale, y: upright },
    isFlat ? { ...look.room, height: Math.max(look.room.height, places.starts.length * 20 + 60) } : look.room,
    chart.zoom,
  );
  const spots: Spot[] = [];
  panels.forEach(({ all, spans }, i) => {
    const panel = drawing.panels[i]!;
    const geometry: Geometry = { panel, places, isFlat, isLog };
    if (chart.kind === 'bar') spots.push(...bars(geometry, i, all, spans, isStacked));
    else {
      if (chart.kind === 'area') areas(geometry, all, spans, isStacked);
      else lines(geometry, all);
      spots.push(...columns(geometry, i, all));
    }
  });
  return {
    ...drawing,
    spots,
    legend: legendOf(chart, reading),
    notes: restNotes(chart, reading, ['x', 'colour', 'facet']),
  };
}

/** Names from the top down. */
const flipped = (scale: Scale): Scale => ({ ...scale, names: [...(scale.names ?? [])].reverse() });

function valueScale(all: readonly Span[], isLog: boolean): Scale {
  const values = all.flatMap((span) => span ?? []);
  const high = values.reduce((a, b) => Math.max(a, b), 0);
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  if (!isLog) return { kind: 'number', domain: [low < 0 ? -niceCeiling(-low) : 0, niceCeiling(high || 1)] };
  const least = values.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), Infinity);
  return {
    kind: 'log',
    domain: Number.isFinite(least) ? [Math.floor(Math.log10(least)), Math.max(1, Math.ceil(Math.log10(high)))] : [0, 1],
  };
}

interface Geometry {
  panel: Panel;
  places: Along;
  /** Whether bars lie. */
  isFlat: boolean;
  isLog: boolean;
}

const measured = ({ panel, isFlat, isLog }: Geometry, value: number): number => {
  const axis = isFlat ? panel.x! : panel.y!;
  return axis.place(isLog ? Math.max(axis.domain[0] - 1, Math.log10(value)) : value);
};
/** The ends of a place, in px; the first name lies at the top where bars lie. */
function ends({ panel, places, isFlat }: Geometry, start: number): Range {
  if (!isFlat) return [panel.x!.place(start), panel.x!.place(start + places.step)];
  const top = places.starts.length - start;
  return [panel.y!.place(top), panel.y!.place(top - 1)];
}

function lines(geometry: Geometry, all: readonly Series[]): void {
  const { panel, places } = geometry;
  for (const { colour, values } of [...all].reverse()) {
    const points = values.map((value, i) => {
      const [from, to] = ends(geometry, places.starts[i]!);
      return value === null ? undefined : ([(from + to) / 2, measured(geometry, value)] as const);
    });
    panel.lines.push({ d: through(points), stroke: colour, width: 1.6 });
    const alone = points.filter((point, i) => point && !points[i - 1] && !points[i + 1]);
    if (alone.length > 0)
      panel.lines.push({ d: dots(alone.map((point) => point!)), stroke: colour, width: 4, isRound: true });
  }
}

function areas(geometry: Geometry, all: readonly Series[], spans: readonly Span[][], isStacked: boolean): void {
  const { panel, places } = geometry;
  all.forEach(({ colour }, s) => {
    const middle = (i: number) => {
      const [from, to] = ends(geometry, places.starts[i]!);
      return (from + to) / 2;
    };
    const at = (which: 0 | 1) =>
      spans[s]!.map((span, i) => [middle(i), measured(geometry, span?.[which] ?? 0)] as const);
    const d = `${through(at(1))}${through([...at(0)].reverse()).replace('M', 'L')}z`;
    panel.lines.push({ d, fill: colour, opacity: isStacked ? 0.92 : 0.35 });
  });
}

/** What each place says of all series at once. */
function columns(geometry: Geometry, i: number, all: readonly Series[]): Spot[] {
  const { panel, places } = geometry;
  return places.starts.flatMap((start, at): Spot[] => {
    const lines = all
      .map(({ name, colour, values }) => ({ name, colour, value: values[at] ?? null }))
      .filter(({ value }) => value !== null && (value !== 0 || all.length === 1))
      .sort((a, b) => b.value! - a.value!)
      .map(({ name, colour, value }) => [name, valueText(value!), colour] as const);
    const [from, to] = ends(geometry, start);
    if (lines.length === 0) return [];
    return [
      {
        box: between(from, panel.box.y, to, panel.box.y + panel.box.height),
        panel: i,
        title: places.title(start),
        lines,
        narrowing: both(panel.narrowing, places.narrowing(start)),
      },
    ];
  });
}

/** The part of a place that its bars take. */
const FULL = 0.8;

function bars(
  geometry: Geometry,
  i: number,
  all: readonly Series[],
  spans: readonly Span[][],
  isStacked: boolean,
): Spot[] {
  const { panel, places, isFlat } = geometry;
  const spots: Spot[] = [];
  const full = places.scale.kind === 'time' ? 1 : FULL;
  all.forEach(({ name, colour, narrowing }, s) => {
    const boxes: string[] = [];
    places.starts.forEach((start, at) => {
      const span = spans[s]![at];
      if (!span || span[0] === span[1]) return;
      const [a, b] = ends(geometry, start);
      const [c, d] = [measured(geometry, span[0]), measured(geometry, span[1])];
      const part = isStacked ? full : full / all.length;
      const side = a + (b - a) * ((1 - full) / 2 + (isStacked ? 0 : s * part));
      const gap = places.scale.kind === 'time' && Math.abs(b - a) > 3 ? Math.sign(b - a) : 0;
      const end = side + (b - a) * part - gap;
      const box = isFlat ? between(c, side, d, end) : between(side, c, end, d);
      boxes.push(rectOf(box));
      spots.push({
        box,
        panel: i,
        title: places.title(start),
        lines: [[name, valueText(span[1] - span[0]), colour]],
        narrowing: both(panel.narrowing, both(places.narrowing(start), narrowing)),
      });
    });
    panel.lines.push({ d: boxes.join(''), fill: colour });
  });
  return spots;
}
