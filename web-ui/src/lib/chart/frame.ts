import type { Range } from '../scale';
import { inSight, logAxis, nameAxis, numberAxis, timeAxis, type Axis } from './axes';
import type { Zoom } from './chart';
import { fitted, textWidth, type Drawing, type Panel } from './drawing';
import type { Narrowing } from './narrowing';

/** An axis before it is known how much room it has. */
export interface Scale {
  kind: Axis['kind'];
  domain: Range;
  /** What one selects on it; nothing where it is of what is measured. */
  field?: string;
  names?: readonly string[];
}

/** One of several panels, of the events of a name. */
export interface Facet {
  key: string;
  title: string;
  narrowing?: Narrowing;
}

export interface Room {
  width: number;
  height: number;
}

const TOP = 10;
/** Half of what a mark at the end of an axis takes. */
const RIGHT = 24;
const GAP = 14;
const TITLE = 22;
const TICK = 8;
const LEAST_WIDTH = 250;
const LEAST_HEIGHT = 150;
/** The angle of names that have no room beside each other. */
const ANGLE = -40;

function axisOf(scale: Scale, range: Range, zoom: Range | undefined, isAcross: boolean): Panel['x'] {
  const domain = inSight(scale.domain, zoom);
  const field = scale.field === undefined ? {} : { field: scale.field };
  switch (scale.kind) {
    case 'time':
      return { ...timeAxis(domain, range), ...field };
    case 'number':
      return { ...numberAxis(domain, range, isAcross), ...field };
    case 'log':
      return { ...logAxis(domain, range, isAcross), ...field };
    case 'names':
      return { ...nameAxis(scale.names ?? [], domain, range, isAcross), ...field };
  }
}

/** The panels of a chart, side by side where there are several, with the same axes, whose marks are written at the outermost ones only. */
export function frames(
  facets: readonly Facet[],
  { x, y }: { x: Scale; y: Scale },
  room: Room,
  zoom: Zoom = {},
): Pick<Drawing, 'width' | 'height' | 'panels' | 'lines' | 'labels'> {
  const several = facets.length > 1;
  const across = several ? Math.max(1, Math.min(facets.length, Math.floor(room.width / LEAST_WIDTH))) : 1;
  const rows = Math.ceil(facets.length / across);
  const trial = axisOf(y, [room.height, 0], zoom.y, false)!;
  const widest = Math.max(...trial.ticks.map(({ label }) => textWidth(label)), 0);
  const left = Math.min(Math.max(34, widest + TICK + 4), Math.max(90, room.width * 0.26));
  const title = several ? TITLE : 0;
  const width = (room.width - left - RIGHT - GAP * (across - 1)) / across;
  const names = x.kind === 'names' ? (x.names ?? []) : [];
  const longest = Math.max(...names.map(textWidth), 0);
  const isTilted = longest > width / Math.max(1, names.length) - 4 && longest > 30;
  const bottom = isTilted ? Math.min(118, longest * 0.65 + 20) : x.kind === 'time' ? 38 : 26;
  const height = Math.max(LEAST_HEIGHT, (room.height - TOP - bottom - GAP * (rows - 1)) / rows - title);
  const made: ReturnType<typeof frames> = {
    width: room.width,
    height: TOP + rows * (height + title) + GAP * (rows - 1) + bottom,
    panels: [],
    lines: [],
    labels: [],
  };
  facets.forEach((facet, i) => {
    const [column, row] = [i % across, Math.floor(i / across)];
    const box = {
      x: left + column * (width + GAP),
      y: TOP + title + row * (height + title + GAP),
      width,
      height,
    };
    const panel: Panel = {
      box,
      x: axisOf(x, [box.x, box.x + width], zoom.x, true)!,
      y: axisOf(y, [box.y + height, box.y], zoom.y, false)!,
      ...(facet.narrowing ? { narrowing: facet.narrowing } : {}),
      lines: [],
      labels: [],
    };
    made.panels.push(panel);
    if (several)
      made.labels.push({
        text: fitted(facet.title, width),
        x: box.x,
        y: box.y - 7,
        anchor: 'start',
        colour: 'var(--ink)',
        isBold: true,
      });
    writeAxes(made, panel, { isLeft: column === 0, isLowest: i + across >= facets.length, isTilted, left });
  });
  return made;
}

function writeAxes(
  made: Pick<Drawing, 'lines' | 'labels'>,
  { box, x, y }: Panel,
  { isLeft, isLowest, isTilted, left }: { isLeft: boolean; isLowest: boolean; isTilted: boolean; left: number },
): void {
  const foot = box.y + box.height;
  const grid: string[] = [];
  for (const { at, label } of y!.ticks) {
    if (y!.kind !== 'names') grid.push(`M${box.x},${at}h${box.width}`);
    if (isLeft)
      made.labels.push({
        text: fitted(label, left - TICK),
        x: box.x - TICK,
        y: at + 4,
        anchor: 'end',
        colour: 'var(--quiet)',
      });
  }
  for (const { at, label, context } of x!.ticks) {
    if (x!.kind === 'number' || x!.kind === 'log') grid.push(`M${at},${box.y}v${box.height}`);
    if (x!.kind === 'time') made.lines.push({ d: `M${at},${foot}v4`, stroke: 'var(--line-strong)' });
    if (!isLowest) continue;
    const text = { colour: 'var(--quiet)', x: at, y: foot + 16 } as const;
    if (isTilted)
      made.labels.push({ ...text, text: fitted(label, 150), x: at + 3, y: foot + 12, anchor: 'end', angle: ANGLE });
    else made.labels.push({ ...text, text: label, anchor: 'middle' });
    if (context) made.labels.push({ ...text, text: context, y: foot + 31, anchor: 'middle', isBold: true });
  }
  if (grid.length > 0) made.lines.push({ d: grid.join(''), stroke: 'var(--line)' });
  made.lines.push({ d: `M${box.x},${foot}h${box.width}`, stroke: 'var(--line-strong)' });
}
