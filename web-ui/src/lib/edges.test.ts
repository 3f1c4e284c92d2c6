import { expect, it } from 'vitest';
import { arrowHead, curve, loop } from './edges';

const numbers = (path: string) => path.match(/-?[\d.]+(?:e-?\d+)?/g)!.map(Number);
const [from, to] = [
  { x: 0, y: 0 },
  { x: 100, y: 0, radius: 10 },
];
/** A head's length and the width of its base. */
function size(width: number, source = from) {
  const [x, y, ax, ay, bx, by] = numbers(arrowHead(source, to, width));
  return { length: Math.hypot(x! - (ax! + bx!) / 2, y! - (ay! + by!) / 2), base: Math.hypot(ax! - bx!, ay! - by!) };
}

it('curve_startsInTheMiddleOfItsSource', () => expect(numbers(curve(from, to, 1)).slice(0, 4)).toEqual([0, 0, 50, 12]));
it('curvesThereAndBack_bendToOppositeSides', () => {
  const back = numbers(curve(to, { ...from, radius: 10 }, 1));
  expect(numbers(curve(from, to, 1))[3]).toBe(-back[3]!);
});
it.each([1, 2, 4, 6])('headOfAnEdge%iWide_isWiderThanTheEdgeAndTouchesTheRim', (width) => {
  const [x, y] = numbers(arrowHead(from, to, width));
  expect(Math.hypot(x! - to.x, y! - to.y)).toBeCloseTo(to.radius, 9);
  expect(size(width).base).toBeGreaterThan(width + 5);
  expect(size(width).length).toBeGreaterThan(width + 5);
});
it.each([1, 6])('curve%iWide_endsWithinItsHeadWhereThisIsAtLeastAsWide', (width) => {
  const [x, y] = numbers(arrowHead(from, to, width));
  const [, , , , ex, ey] = numbers(curve(from, to, width));
  const beforeTip = Math.hypot(ex! - x!, ey! - y!);
  expect(beforeTip).toBeLessThan(size(width).length);
  expect((beforeTip / size(width).length) * size(width).base).toBeGreaterThanOrEqual(width);
});
it('closeVertices_haveAShorterHead', () => {
  expect(size(6, { x: 78, y: 0 }).length).toBeCloseTo(12 * 0.7, 9);
  expect(size(6, { x: 95, y: 0 }).length).toBeCloseTo(6, 9);
});
it('verticesAtOnePlace_stillHaveAnEdge', () => expect(curve(to, to, 1)).not.toContain('NaN'));
it('loop_stands26PixelsAboveItsVertex', () => expect(loop({ x: 10, y: 40 })).toBe('M5,34c-14,-26 24,-26 10,0'));
