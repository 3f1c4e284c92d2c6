import { range as rangeText } from '../format';
import type { Range } from '../scale';
import { isPart, isTime, PARTS, type Chart, type RoleName } from './chart';
import type { Facet, Room, Scale } from './frame';
import { among, inParts, inTime, type Narrowing } from './narrowing';
import { mostOf } from './steps';
import type { Reading, Row } from './reading';

/** What a drawing needs beside its answer. */
export interface Look {
  room: Room;
  /** Between which times the selected events lie, ms since 1970. */
  range: Range;
  /** The length of a bucket of time. */
  everyMillis: number;
}

/** The places that a field's values have on an axis: buckets of time, or names. */
export interface Along {
  scale: Scale;
  /** How much of the axis a place takes. */
  step: number;
  /** Where each place begins, ascending. */
  starts: readonly number[];
  startOf: (row: Row) => number | undefined;
  title: (start: number) => string;
  narrowing: (start: number) => Narrowing;
}

/** No axis has more buckets than this. */
const MOST_BUCKETS = 20_000;

function alongTime(field: string, reading: Reading, { range, everyMillis: step }: Look): Along {
  const times = reading.rows.map((row) => Date.parse(String(reading.cell(row, field) ?? ''))).filter(Number.isFinite);
  const first = times.reduce((a, b) => Math.min(a, b), range[0]);
  const last = times.reduce((a, b) => Math.max(a, b), range[1] - step);
  const from = Math.floor(first / step) * step;
  const size = Math.min(MOST_BUCKETS, Math.floor((last - from) / step) + 1);
  return {
    scale: {
      kind: 'time',
      domain: [Math.min(range[0], times.length > 0 ? first : range[0]), Math.max(range[1], last + step)],
      field,
    },
    step,
    starts: Array.from({ length: size }, (_, i) => from + i * step),
    startOf: (row) => {
      const time = Date.parse(String(reading.cell(row, field) ?? ''));
      return Number.isFinite(time) ? time : undefined;
    },
    title: (start) => rangeText(new Date(start).toISOString(), new Date(start + step).toISOString()),
    narrowing: (start) =>
      field === 'time'
        ? inTime(Math.max(start, range[0]), Math.min(start + step, Math.max(range[1], start + 1)))
        : { refusal: `The selection's range is of the events' time, not of ${field}.` },
  };
}

function alongNames(field: string, reading: Reading, { range }: Look): Along {
  const keys = reading.keys(field);
  const places = new Map(keys.map((key, i) => [key, i]));
  return {
    scale: {
      kind: 'names',
      domain: [0, Math.max(1, keys.length)],
      field,
      names: keys.map((key) => reading.label(field, key)),
    },
    step: 1,
    starts: keys.map((_, i) => i),
    startOf: (row) => places.get(reading.key(row, field)),
    title: (start) => reading.label(field, keys[start] ?? ''),
    narrowing: (start) =>
      isPart(field)
        ? inParts({ [field]: Number(keys[start]) }, range)
        : among(field, [keys[start] ?? ''], reading.known.ranks.get(field)),
  };
}

export const along = (field: string, reading: Reading, look: Look): Along =>
  isTime(reading.known.typeOf(field)) ? alongTime(field, reading, look) : alongNames(field, reading, look);

/** The panels that a field makes of a chart; one where there is none. */
export function facets(chart: Chart, reading: Reading): Facet[] {
  const { facet } = chart;
  if (!facet) return [{ key: '', title: '' }];
  const rank = reading.known.ranks.get(facet);
  return reading.keys(facet).map((key) => ({
    key,
    title: reading.label(facet, key),
    narrowing: isPart(facet) ? { refusal: `A selection has no ${PARTS[facet].words}.` } : among(facet, [key], rank),
  }));
}

/** The rows of one panel. */
export const rowsOf = ({ facet }: Chart, reading: Reading, { key }: Facet): readonly Row[] =>
  facet ? reading.rows.filter((row) => reading.key(row, facet) === key) : reading.rows;

/** What was not told apart, in words, such as `top 20 of 4,312 process.name, the others together`. */
export function restNotes(chart: Chart, reading: Reading, names: readonly RoleName[]): string[] {
  const fields = [...new Set(names.flatMap((name) => chart[name] ?? []))];
  return fields.flatMap((field) => {
    const others = reading.others(field);
    if (others === 0) return [];
    const told = reading.known.ranks.get(field)?.values.length ?? mostOf(chart, 'x');
    return [`top ${told} of ${(told + others).toLocaleString('en-US')} ${field}, the others together`];
  });
}
