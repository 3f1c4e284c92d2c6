import type { Rect, Spot } from './drawing';

/** How near, in px, a pointer must be. */
const NEAR = 3;
/** What lies aside of the way counts as much farther. */
const ASIDE = 4;

export const isInside = ({ x, y, width, height }: Rect, px: number, py: number, margin = 0): boolean =>
  px >= x - margin && px <= x + width + margin && py >= y - margin && py <= y + height + margin;

export const middle = ({ box }: Pick<Spot, 'box'>): { x: number; y: number } => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
});

/** Which spot is the smallest at a place or close by, and of equal ones the nearest; undefined where there is none. O(n). */
export function spotAt(spots: readonly Spot[], px: number, py: number): number | undefined {
  let [found, best]: [number | undefined, number] = [undefined, Infinity];
  spots.forEach((spot, i) => {
    if (!isInside(spot.box, px, py, NEAR)) return;
    const { x, y } = middle(spot);
    const far = spot.box.width * spot.box.height + ((x - px) ** 2 + (y - py) ** 2) / 100;
    if (far < best) [found, best] = [i, far];
  });
  return found;
}

/** By how much two ranges miss each other. */
const gap = (a: number, aLength: number, b: number, bLength: number): number =>
  Math.max(0, b - (a + aLength), a - (b + bLength));

/** The next spot in a direction: ahead, as near as can be, and what lies aside only where there is nothing else; the same at the end. O(n). */
export function nextSpot(spots: readonly Spot[], here: number, [dx, dy]: readonly [number, number]): number {
  const from = spots[here];
  if (!from) return here;
  const start = middle(from);
  let [found, best] = [here, Infinity];
  spots.forEach((spot, i) => {
    const { x, y } = middle(spot);
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    if (ahead < 0.5) return;
    const [a, b] = [spot.box, from.box];
    const aside = dx === 0 ? gap(a.x, a.width, b.x, b.width) : gap(a.y, a.height, b.y, b.height);
    const off = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    const way = ahead + ASIDE * aside + off / 1000;
    if (way < best) [found, best] = [i, way];
  });
  return found;
}
