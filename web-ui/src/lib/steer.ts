import type { Point } from './layout';

export type Direction = 'up' | 'down' | 'left' | 'right';

const AHEAD: Record<Direction, Point> = {
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
};

/** What lies beside the way counts as much farther. */
const ASIDE = 2;

/** The place of the next point in a direction, y growing downwards: near, and more ahead than aside; undefined where there is none. O(n). */
export function towards(points: readonly Point[], here: number, direction: Direction): number | undefined {
  const [start, ahead] = [points[here], AHEAD[direction]];
  if (!start) return undefined;
  let [best, least]: [number | undefined, number] = [undefined, Infinity];
  points.forEach(({ x, y }, i) => {
    const [dx, dy] = [x - start.x, y - start.y];
    const along = dx * ahead.x + dy * ahead.y;
    const aside = Math.abs(dx * ahead.y) + Math.abs(dy * ahead.x);
    const way = along + ASIDE * aside;
    if (along > 0 && along >= aside && way < least) [best, least] = [i, way];
  });
  return best;
}
