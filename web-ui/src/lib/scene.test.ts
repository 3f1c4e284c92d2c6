import { expect, it } from 'vitest';
import { network } from './network';
import { edge, vertex } from './network.sample';
import { scene, type Look } from './scene';

const graph = network({
  vertices: [vertex('a', 1), vertex('b', 100, 'g'), vertex('c', 25)],
  edges: [edge('a', 'b', 1), edge('b', 'c', 9), edge('c', 'a', 0)],
});
const plain: Look = {
  places: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
  ],
  labelOf: (i) => graph.vertices[i]!.label,
  isShown: () => true,
  colourOf: () => 'red',
  weightOf: (i) => graph.links[i]!.edge.weight,
  lineColourOf: () => 'grey',
  isDashed: () => false,
  near: undefined,
  ringed: new Set(),
  pinned: new Set(),
};

it('marks_areInTheOrderOfTheirEventsAndAsLarge', () => {
  const { marks } = scene(graph, plain);
  expect(marks.map(({ id, radius }) => [id, radius])).toEqual([
    ['b', 13],
    ['c', 8.5],
    ['a', 4.9],
  ]);
});
it('lines_joinMarksAndAreAsWideAsTheyAreHeavy', () => {
  const { marks, lines } = scene(graph, plain);
  expect(lines.map(({ from, to, width }) => [marks[from]!.id, marks[to]!.id, Number(width.toFixed(2))])).toEqual([
    ['a', 'b', 2.67],
    ['b', 'c', 6],
  ]);
});
it('kinds_haveFormsOfTheirOwn', () =>
  expect(Object.fromEntries(scene(graph, plain).marks.map(({ id, shape }) => [id, shape]))).toEqual({
    a: 'circle',
    b: 'square',
    c: 'circle',
  }));
it('vertexLeftOut_takesItsLinesAlong', () =>
  expect(scene(graph, { ...plain, isShown: (i) => i !== 1 }).lines).toEqual([]));
it('vertexWithoutAPlace_isNotDrawnYet', () =>
  expect(scene(graph, { ...plain, places: [plain.places[0], undefined] }).marks.map(({ id }) => id)).toEqual(['a']));
it('whatOneDoesNotLookAt_stepsBack', () => {
  const { marks, lines } = scene(graph, { ...plain, near: { vertices: new Set([0, 1]), links: new Set([0]) } });
  expect(marks.filter(({ isDim }) => isDim).map(({ id }) => id)).toEqual(['c']);
  expect(lines.filter(({ isDim }) => isDim).map(({ link }) => link)).toEqual([1]);
});
it('manyLines_areFaintButThoseThatOneLooksAt', () => {
  const many = network({
    vertices: [...graph.vertices],
    edges: Array.from({ length: 3000 }, (_, kind) => ({ ...edge('a', 'b', 1), kind })),
  });
  const { lines } = scene(many, { ...plain, weightOf: () => 1, near: { vertices: new Set([0]), links: new Set([7]) } });
  expect([lines[0]!.opacity, lines[7]!.opacity]).toEqual([0.5, 1]);
});
