import { expect, it } from 'vitest';
import { arrowHead, curve, loop } from './edges';

const numbers = (path: string) => path.match(/-?[\d.]+(?:e-?\d+)?/g)!.map(Number);
const [from, to] = [
  { x: 0, y: 0 },
  { x: 100, y: 0, radius: 10 },
];

it('curve_startsInTheMiddleAndEndsAtTheRim', () => {
  const [x, y, cx, cy, tx, ty] = numbers(curve(from, to));
  expect([x, y, cx, cy]).toEqual([0, 0, 50, 12]);
  expect(Math.hypot(tx! - to.x, ty! - to.y)).toBeCloseTo(to.radius, 9);
});
it('curvesThereAndBack_bendToOppositeSides', () => {
  const back = numbers(curve(to, { ...from, radius: 10 }));
  expect(numbers(curve(from, to))[3]).toBe(-back[3]!);
});
it('arrowHead_pointsToWhereTheCurveEnds', () => {
  const [x, y, ax, ay, bx, by] = numbers(arrowHead(from, to));
  expect([x, y]).toEqual(numbers(curve(from, to)).slice(4));
  expect(Math.hypot(ax! - bx!, ay! - by!)).toBeCloseTo(7, 9);
  expect(Math.hypot(x! - (ax! + bx!) / 2, y! - (ay! + by!) / 2)).toBeCloseTo(7, 9);
});
it('verticesAtOnePlace_stillHaveAnEdge', () => expect(curve(to, to)).not.toContain('NaN'));
it('loop_stands26PixelsAboveItsVertex', () => expect(loop({ x: 10, y: 40 })).toBe('M5,34c-14,-26 24,-26 10,0'));
