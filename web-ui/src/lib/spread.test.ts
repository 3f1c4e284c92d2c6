import { expect, it } from 'vitest';
import { spread } from './spread';

const ring = (n: number) => Array.from({ length: n }, (_, i) => [i, (i + 1) % n]).flat();
const free = (n: number) => ({
  places: Array.from({ length: n }, () => undefined),
  fixed: Array.from({ length: n }, () => false),
});
const distance = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);

it('equalInput_equalPlaces', () => {
  const input = { vertices: 30, ends: ring(30), ...free(30) };
  expect(spread(input)).toEqual(spread(input));
});
it('linkedVertices_lieCloserThanOthers', () => {
  const ends = [0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 5, 3, 0, 3];
  const places = spread({ vertices: 6, ends, ...free(6) });
  const within = [distance(places[0]!, places[1]!), distance(places[4]!, places[5]!)];
  expect(Math.max(...within)).toBeLessThan(distance(places[1]!, places[4]!));
});
it('fixedVertex_staysAndItsNewNeighbourIsNear', () => {
  const at = [
    { x: 0, y: 0 },
    { x: 500, y: 0 },
  ];
  const places = spread({ vertices: 3, ends: [0, 1, 1, 2], places: [...at, undefined], fixed: [true, true, false] });
  expect(places.slice(0, 2)).toEqual(at);
  expect(distance(places[2]!, at[1]!)).toBeLessThan(distance(places[2]!, at[0]!));
});
it('longGraph_liesFromLeftToRight', () => {
  const places = spread({ vertices: 12, ends: ring(12).slice(0, -2), ...free(12) });
  const width = (of: 'x' | 'y') => Math.max(...places.map((p) => p[of])) - Math.min(...places.map((p) => p[of]));
  expect(width('x')).toBeGreaterThan(width('y'));
});
it('noVertices_noPlaces', () => expect(spread({ vertices: 0, ends: [], ...free(0) })).toEqual([]));
