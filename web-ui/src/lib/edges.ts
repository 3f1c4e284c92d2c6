import type { Point } from './layout';

/** A vertex's place and the radius at which its edges end. */
export interface Disc extends Point {
  radius: number;
}

const HEAD_LENGTH = 7;
const HEAD_WIDTH = 7;

/** How far an edge's control point lies beside its middle, by its length: edges there and back do not cover each other. */
const BEND = 0.12;

const control = (from: Point, to: Point): Point => ({
  x: (from.x + to.x) / 2 - (to.y - from.y) * BEND,
  y: (from.y + to.y) / 2 + (to.x - from.x) * BEND,
});

/** Where an edge meets the rim of its target, and the unit vector in which it comes. */
function tip(from: Point, to: Disc): { x: number; y: number; dx: number; dy: number } {
  const { x, y } = control(from, to);
  const length = Math.hypot(to.x - x, to.y - y) || 1;
  const [dx, dy] = [(to.x - x) / length, (to.y - y) / length];
  return { x: to.x - dx * to.radius, y: to.y - dy * to.radius, dx, dy };
}

/** An edge as SVG path data: a curve from the source's middle to the target's rim. */
export function curve(from: Point, to: Disc): string {
  const [c, t] = [control(from, to), tip(from, to)];
  return `M${from.x},${from.y}Q${c.x},${c.y} ${t.x},${t.y}`;
}

/** An edge from a vertex to itself as SVG path data: a loop above it. */
export const loop = ({ x, y }: Point): string => `M${x - 5},${y - 6}c-14,-26 24,-26 10,0`;

/** The arrow head at a curve's end as SVG path data. */
export function arrowHead(from: Point, to: Disc): string {
  const { x, y, dx, dy } = tip(from, to);
  const [bx, by] = [x - HEAD_LENGTH * dx, y - HEAD_LENGTH * dy];
  const [wx, wy] = [(HEAD_WIDTH / 2) * dy, (-HEAD_WIDTH / 2) * dx];
  return `M${x},${y}L${bx + wx},${by + wy}L${bx - wx},${by - wy}z`;
}
