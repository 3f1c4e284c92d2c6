import type { Range } from '../scale';
import type { Axis } from './axes';
import { isPart, PARTS } from './chart';
import type { Panel, Rect } from './drawing';
import { among, both, inRange, inTime, type Narrowing } from './narrowing';
import type { Reading } from './reading';

/** The part of an axis between two places in px. */
export function part(axis: Axis, from: number, to: number): Range {
  const [a, b] = [axis.value(from), axis.value(to)];
  return [Math.max(axis.domain[0], Math.min(a, b)), Math.min(axis.domain[1], Math.max(a, b))];
}

/** The names of an axis that a part of it touches; those that lie upwards are counted from the top. */
function touched(keys: readonly string[], [from, to]: Range, isUp: boolean): string[] {
  const [first, end] = [Math.floor(from), Math.max(Math.floor(from) + 1, Math.ceil(to))];
  return isUp ? keys.slice(keys.length - end, keys.length - first) : keys.slice(first, end);
}

function along(axis: NonNullable<Panel['x']>, px: Range, reading: Reading, isUp: boolean): Narrowing {
  const { field, kind } = axis;
  if (field === undefined) return {};
  const [from, to] = part(axis, ...px);
  if (kind === 'time')
    return field === 'time'
      ? inTime(Math.floor(from), Math.ceil(to))
      : { refusal: `The selection's range is of the events' time, not of ${field}.` };
  // Up to the end of the axis is without an end: the last number is included, too.
  const end = to >= axis.domain[1] ? Infinity : to;
  if (kind === 'number') return inRange(field, [from, end]);
  if (kind === 'log') return inRange(field, [10 ** from, 10 ** end]);
  const keys = touched(reading.keys(field), [from, to], isUp);
  if (keys.length === reading.keys(field).length) return {};
  if (isPart(field))
    return { refusal: `A selection has no ${PARTS[field].words}: pick one cell, or narrow the range of times.` };
  return among(field, keys, reading.known.ranks.get(field));
}

/** What a brush over a part of a panel selects. */
export function brushed({ x, y, narrowing }: Panel, box: Rect, reading: Reading): Narrowing {
  const across = x ? along(x, [box.x, box.x + box.width], reading, false) : {};
  const up = y ? along(y, [box.y + box.height, box.y], reading, true) : {};
  return both(narrowing, both(across, up));
}
