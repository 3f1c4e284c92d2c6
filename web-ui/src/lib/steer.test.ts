import { expect, it } from 'vitest';
import { towards } from './steer';

const points = [
  { x: 0, y: 0 },
  { x: 10, y: 1 },
  { x: 3, y: 2 },
  { x: 2, y: 9 },
  { x: -4, y: 0 },
];
it.each([
  ['right', 2],
  ['down', 3],
  ['left', 4],
  ['up', undefined],
] as const)('%s_goesToTheNearestThatLiesThere', (direction, expected) =>
  expect(towards(points, 0, direction)).toBe(expected),
);
it('nowhere_hasNoNext', () => expect(towards(points, 9, 'up')).toBeUndefined());
