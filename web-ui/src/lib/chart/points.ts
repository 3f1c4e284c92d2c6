import { counted } from '../format';
import type { Range } from '../scale';
import { facets, restNotes, rowsOf, type Look } from './along';
import { short, nice } from './axes';
import { isTime, type Chart } from './chart';
import { between, dots, rectOf, type Drawing, type Panel, type Spot } from './drawing';
import { frames, type Scale } from './frame';
import { cells, ramp } from './heat';
import { filterOn } from '../lucene';
import { both, inRange, inTime, type Narrowing } from './narrowing';
import type { Reading, Row } from './reading';
import { valueText } from './series';
import { GRID, MOST_POINTS, placeNames, type Extent, type TypeOf } from './steps';

/** A number that a field is drawn at, on a linear, logarithmic or time axis, and back. */
interface Units {
  scale: Scale;
  /** Of an answer's number. */
  place: (value: number) => number;
  text: (place: number) => string;
  isTime: boolean;
}

const SECOND = 1000;

/** @param ends of the answer's numbers: seconds of times, logarithms where the axis is one of these */
function units(field: string, ends: Range, chart: Chart, typeOf: TypeOf): Units {
  const [from, to] = ends;
  if (isTime(typeOf(field)))
    return {
      scale: { kind: 'time', domain: [from * SECOND, Math.max(to, from + 1) * SECOND], field },
      place: (value) => value * SECOND,
      text: (place) => new Date(place).toISOString().replace('T', ' ').slice(0, 23),
      isTime: true,
    };
  if (chart.isLog)
    return {
      scale: { kind: 'log', domain: [from - 0.1, Math.max(to, from) + 0.1], field },
      place: (value) => value,
      text: (place) => valueText(Number((10 ** place).toPrecision(6))),
      isTime: false,
    };
  const domain = from < to ? nice(ends) : ([from - 1, to + 1] as const);
  return {
    scale: { kind: 'number', domain, field },
    place: (value) => value,
    text: (place) => short(place),
    isTime: false,
  };
}

/** Points of two numbers; of more than can be drawn, how many lie in the cells of a grid. */
export function drawPoints(chart: Chart, reading: Reading, look: Look): Drawing {
  const { x: xField = 'time', y: yField = 'time' } = chart;
  const extent: Extent = reading.known.extent ?? { events: 0, x: [0, 1], y: [0, 1] };
  const { typeOf } = reading.known;
  const [x, y] = [units(xField, extent.x, chart, typeOf), units(yField, extent.y, chart, typeOf)];
  const panels = facets(chart, reading);
  const drawing = frames(panels, { x: x.scale, y: y.scale }, look.room, chart.zoom);
  const isDense = extent.events > MOST_POINTS;
  const all = { chart, reading, x, y, extent };
  const drawn = isDense ? grid(all, drawing, panels) : scatter(all, drawing, panels);
  return {
    ...drawing,
    ...drawn,
    notes: [
      isDense
        ? `${counted(extent.events, 'event', 'events')}: counted in ${GRID.across} × ${GRID.up} cells, as beyond ${MOST_POINTS.toLocaleString('en-US')}`
        : counted(extent.events, 'event', 'events'),
      ...(chart.isLog ? ['only numbers above 0'] : []),
      ...restNotes(chart, reading, isDense ? ['facet'] : ['colour', 'facet']),
    ],
  };
}

interface All {
  chart: Chart;
  reading: Reading;
  x: Units;
  y: Units;
  extent: Extent;
}
type Panels = ReturnType<typeof facets>;
type Drawn = Pick<Drawing, 'spots' | 'legend'>;

function scatter({ chart, reading, x, y }: All, { panels: made }: Pick<Drawing, 'panels'>, panels: Panels): Drawn {
  const [xName, yName] = placeNames(chart);
  const legend = chart.colour ? reading.legend(chart.colour, () => 1) : [];
  const colours = new Map(legend.map(({ key, colour }) => [key, colour]));
  const spots: Spot[] = [];
  const keyOf = (row: Row) => (chart.colour ? reading.key(row, chart.colour) : '');
  panels.forEach((facet, i) => {
    const panel = made[i]!;
    const points = new Map<string, [number, number][]>();
    for (const row of rowsOf(chart, reading, facet)) {
      const at = [x.place(reading.number(row, xName) ?? NaN), y.place(reading.number(row, yName) ?? NaN)] as const;
      const px: [number, number] = [panel.x!.place(at[0]), panel.y!.place(at[1])];
      if (!Number.isFinite(px[0] + px[1])) continue;
      const key = keyOf(row);
      const colour = chart.colour ? (colours.get(key) ?? 'var(--other)') : 'var(--c0)';
      const there = points.get(colour);
      if (there) there.push(px);
      else points.set(colour, [px]);
      spots.push({
        box: { x: px[0] - 3, y: px[1] - 3, width: 6, height: 6 },
        panel: i,
        title: chart.colour ? reading.label(chart.colour, key) : '1 event',
        // Of tens of thousands one looks at a few.
        get lines() {
          return [
            [chart.x ?? '', x.text(at[0]), colour],
            [chart.y ?? '', y.text(at[1])],
          ] as const;
        },
        get narrowing() {
          return both(panel.narrowing, both(here(at[0], x), here(at[1], y)));
        },
      });
    }
    const opacity = reading.rows.length > 5_000 ? 0.35 : 0.7;
    for (const [stroke, at] of points) panel.lines.push({ d: dots(at), stroke, width: 5, opacity, isRound: true });
  });
  return { spots, legend };
}

/** The events at a place; of a logarithm, which is not exact, those close by. */
const here = (place: number, { isTime, scale }: Units): Narrowing => {
  const field = scale.field ?? '';
  if (isTime) return inTime(place, place + 1);
  if (scale.kind === 'log') return inRange(field, [10 ** place * (1 - CLOSE), 10 ** place * (1 + CLOSE)]);
  return { filters: [filterOn(field, String(place), false)] };
};
const CLOSE = 1e-9;

function grid({ chart, reading, x, y, extent }: All, { panels: made }: Pick<Drawing, 'panels'>, panels: Panels): Drawn {
  const [xName, yName] = placeNames(chart);
  const count = (row: Row) => reading.number(row, 'n') ?? 0;
  const { colourOf, legend } = ramp(reading.rows.map(count));
  const spots: Spot[] = [];
  const side = ([from, to]: Range, cells: number, i: number): Range => {
    const width = (to - from || 1) / cells;
    return [from + i * width, from + (i + 1) * width];
  };
  panels.forEach((facet, i) => {
    const panel: Panel = made[i]!;
    const boxes: { d: string; colour: string }[] = [];
    for (const row of rowsOf(chart, reading, facet)) {
      const across = side(extent.x, GRID.across, reading.number(row, xName) ?? 0).map(x.place) as unknown as Range;
      const up = side(extent.y, GRID.up, reading.number(row, yName) ?? 0).map(y.place) as unknown as Range;
      const box = between(
        panel.x!.place(across[0]),
        panel.y!.place(up[0]),
        panel.x!.place(across[1]),
        panel.y!.place(up[1]),
      );
      const n = count(row);
      const colour = colourOf(n);
      boxes.push({ d: rectOf(box), colour });
      spots.push({
        box,
        panel: i,
        title: `${x.text(across[0])} – ${x.text(across[1])}`,
        lines: [
          [chart.y ?? '', `${y.text(up[0])} – ${y.text(up[1])}`],
          ['events', valueText(n), colour],
        ],
        narrowing: both(panel.narrowing, both(selects(x, across), selects(y, up))),
      });
    }
    panel.lines.push(...cells(boxes));
  });
  return { spots, legend };
}

const selects = ({ scale, isTime }: Units, [from, to]: Range) =>
  isTime ? inTime(from, to) : inRange(scale.field ?? '', scale.kind === 'log' ? [10 ** from, 10 ** to] : [from, to]);
