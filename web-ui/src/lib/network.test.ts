import { expect, it } from 'vitest';
import { foldedAway, labelOf, linksAlong, neighbours, network } from './network';
import { edge, vertex } from './network.sample';

const star = network({
  vertices: ['hub', 'a', 'b', 'c'].map((id) => vertex(id)),
  edges: [edge('hub', 'a'), edge('b', 'hub'), edge('hub', 'c'), edge('c', 'c'), edge('b', 'c')],
});
const names = (places: Iterable<number>) => [...places].map((i) => star.vertices[i]!.id);

it('linkOfAVertexWithItself_isOneItLeavesOnly', () => {
  const c = star.at.get('c')!;
  expect([star.out[c], star.into[c]]).toEqual([[3], [2, 4]]);
});
it('neighbours_areOfEitherDirectionAndNotTheVertexItself', () => {
  expect(names(neighbours(star, star.at.get('hub')!))).toEqual(['a', 'c', 'b']);
  expect(names(neighbours(star, star.at.get('c')!))).toEqual(['hub', 'b']);
});
it('foldedVertex_leavesOutWhoHasNoOtherNeighbour', () => expect(names(foldedAway(star, ['hub', 'x']))).toEqual(['a']));
it('foldedPair_isNotLeftOut', () => {
  const pair = network({ vertices: ['a', 'b'].map((id) => vertex(id)), edges: [edge('a', 'b')] });
  expect(foldedAway(pair, ['a', 'b']).size).toBe(0);
});
it('secondAnswer_addsWhatTheFirstLacks', () => {
  const more = network(
    { vertices: ['a', 'b'].map((id) => vertex(id)), edges: [edge('a', 'b', 7)] },
    { vertices: ['b', 'c'].map((id) => vertex(id)), edges: [edge('a', 'b', 9), edge('b', 'c'), edge('c', 'nowhere')] },
  );
  expect(more.vertices.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(more.links.map(({ edge: { source, target, weight } }) => [source, target, weight])).toEqual([
    ['a', 'b', 7],
    ['b', 'c', 1],
  ]);
});
it('walk_hasTheLinksOfItsSteps', () => {
  expect(linksAlong(star, ['b', 'hub', 'c'])).toEqual([1, 2]);
  expect(linksAlong(star, ['a', 'hub'])).toEqual([]);
});
it('label_isWhatFollowsTheKind', () => expect(labelOf('file.path:C:\\a:b')).toBe('C:\\a:b'));
