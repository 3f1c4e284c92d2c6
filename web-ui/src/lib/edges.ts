import type { Point } from './layout';

/** A vertex's place and the radius at which its edges end. */
export interface Disc extends Point {
  radius: number;
}

/** A head is as much longer than its edge is wide, and as much wider than it: it stands out from every edge. */
const HEAD = 6;

/** Of the way between two vertices that lie close to each other, at most this part is head. */
const LONGEST_PART = 0.7;

/** How far an edge's control point lies beside its middle, by its length: edges there and back do not cover each other. */
const BEND = 0.12;

const control = (from: Point, to: Point, bend: number): Point => ({
  x: (from.x + to.x) / 2 - (to.y - from.y) * bend,
  y: (from.y + to.y) / 2 + (to.x - from.x) * bend,
});

/** Where an edge meets the rim of its target, the unit vector in which it comes, and the length of its head. */
function tip(from: Point, to: Disc, width: number, bend: number) {
  const { x, y } = control(from, to, bend);
  const length = Math.hypot(to.x - x, to.y - y) || 1;
  const [dx, dy] = [(to.x - x) / length, (to.y - y) / length];
  const way = Math.max(0, Math.hypot(to.x - from.x, to.y - from.y) - to.radius);
  return {
    x: to.x - dx * to.radius,
    y: to.y - dy * to.radius,
    dx,
    dy,
    head: Math.min(HEAD + width, Math.max(HEAD, way * LONGEST_PART)),
  };
}

/** An edge of a width as SVG path data: a curve from the source's middle to the middle of the head, which covers its end. */
export function curve(from: Point, to: Disc, width: number, bend = BEND): string {
  const [c, t] = [control(from, to, bend), tip(from, to, width, bend)];
  return `M${from.x},${from.y}Q${c.x},${c.y} ${t.x - (t.dx * t.head) / 2},${t.y - (t.dy * t.head) / 2}`;
}

/** How far a loop, with its line, reaches above its vertex' middle. */
export const LOOP_HEIGHT = 29;

/** An edge from a vertex to itself as SVG path data: a loop above it. */
export const loop = ({ x, y }: Point): string => `M${x - 5},${y - 6}c-14,-26 24,-26 10,0`;

/** The arrow head of an edge of a width as SVG path data; its tip touches the target's rim. */
export function arrowHead(from: Point, to: Disc, width: number, bend = BEND): string {
  const { x, y, dx, dy, head } = tip(from, to, width, bend);
  const [bx, by] = [x - head * dx, y - head * dy];
  const half = HEAD / 2 + width * 0.75;
  const [wx, wy] = [half * dy, -half * dx];
  return `M${x},${y}L${bx + wx},${by + wy}L${bx - wx},${by - wy}z`;
}
