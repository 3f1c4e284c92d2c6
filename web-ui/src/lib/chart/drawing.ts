import type { Axis } from './axes';
import type { Narrowing } from './narrowing';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A shape, in px; colours are CSS values of the page's own. */
export interface Line {
  d: string;
  fill?: string;
  stroke?: string;
  width?: number;
  opacity?: number;
  dash?: string;
  /** Of a line whose points are marks of their own. */
  isRound?: boolean;
}
export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  colour: string;
  isBold?: boolean;
  /** In degrees, clockwise, around its anchor. */
  angle?: number;
  /** In the colour of the panel, so that it can be read on anything. */
  isHaloed?: boolean;
}

/** A part of a drawing that one can look at: what it says, and to which events it leads. */
export interface Spot {
  box: Rect;
  panel: number;
  title: string;
  lines: readonly (readonly [name: string, value: string, colour?: string])[];
  narrowing?: Narrowing;
}

/** A frame with axes of its own. What a brush in it selects is between values of the axes' fields, of the panel's own events. */
export interface Panel {
  box: Rect;
  x?: Axis & { field?: string };
  y?: Axis & { field?: string };
  narrowing?: Narrowing;
  /** Nothing of them is seen outside of the box. */
  lines: Line[];
  labels: Label[];
}

/** A line of a legend. */
export interface Key {
  /** The name or step that a colour stands for, as the drawing calls it. */
  key: string;
  label: string;
  colour: string;
  /** How much of what is measured it has. */
  weight?: number;
  narrowing?: Narrowing;
}

/** A chart in px, as data: the page and a file draw the same of it. */
export interface Drawing {
  width: number;
  height: number;
  panels: Panel[];
  lines: Line[];
  labels: Label[];
  spots: Spot[];
  legend: readonly Key[];
  /** What one must know of it, such as what was left out. */
  notes: string[];
}

const px = (n: number): string => String(Math.round(n * 100) / 100);

export const rect = (x: number, y: number, width: number, height: number): string =>
  `M${px(x)},${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`;

/** A rectangle between two corners. */
export const between = (x0: number, y0: number, x1: number, y1: number): Rect => ({
  x: Math.min(x0, x1),
  y: Math.min(y0, y1),
  width: Math.abs(x1 - x0),
  height: Math.abs(y1 - y0),
});
export const rectOf = ({ x, y, width, height }: Rect): string => rect(x, y, width, height);

/** What of a panel is seen: a little more than its box, so that marks at its edges are whole. */
export const sightOf = ({ box: { x, y, width, height } }: Panel): string => rect(x - 3, y - 3, width + 6, height + 6);

/** A line through points; a gap where one is missing. */
export function through(points: readonly (readonly [number, number] | undefined)[]): string {
  let isOpen = false;
  return points
    .map((point) => {
      const command = isOpen ? 'L' : 'M';
      isOpen = point !== undefined;
      return point ? `${command}${px(point[0])},${px(point[1])}` : '';
    })
    .join('');
}

/** Points as lines of no length, which round ends make dots of. */
export const dots = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `M${px(x)},${px(y)}h0`).join('');

/** What a text takes, in px, at the size that drawings write in: by the mean width of a character. */
export const textWidth = (text: string): number => text.length * 6.1;

/** A text of which only the beginning is written where all of it takes more than some px. */
export function fitted(text: string, width: number): string {
  const most = Math.floor(width / 6.1);
  return text.length <= most ? text : most < 2 ? '' : `${text.slice(0, most - 1)}…`;
}
