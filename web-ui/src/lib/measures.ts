import type { EdgeMeasure, Measure } from '../api/types';

/** A measure and what it is called; `A` are the names by which it is asked for. */
export interface MeasureWords<A> {
  /** Under which its values stand in an answer. */
  name: string;
  ask: A;
  words: string;
  /** Whether its values are numbers of groups, which have no order. */
  isName?: boolean;
  /** Whether it is of a vertex where to start. */
  isFromStart?: boolean;
}

const of = <A extends string>(ask: A, words: string, more: Partial<MeasureWords<A>> = {}): MeasureWords<A> => ({
  name: ask,
  ask,
  words,
  ...more,
});

/** Of vertices. */
export const MEASURES: readonly MeasureWords<Measure>[] = [
  of('degree', 'edges'),
  of('degree', 'edges to it', { name: 'inDegree' }),
  of('degree', 'edges from it', { name: 'outDegree' }),
  of('degree', 'weight of its edges', { name: 'weightedDegree' }),
  of('pagerank', 'PageRank'),
  of('personalised_pagerank', 'PageRank from the start', { isFromStart: true }),
  of('hits', 'hub', { name: 'hub' }),
  of('hits', 'authority', { name: 'authority' }),
  of('betweenness', 'betweenness'),
  of('closeness', 'closeness'),
  of('harmonic', 'harmonic centrality'),
  of('eigenvector', 'eigenvector centrality'),
  of('katz', 'Katz centrality'),
  of('core', 'core'),
  of('clustering', 'clustering'),
  of('triangles', 'triangles'),
  of('depth', 'depth'),
  of('eccentricity', 'eccentricity'),
  of('community', 'community', { isName: true }),
  of('label_propagation', 'community by labels', { isName: true }),
  of('components', 'component', { isName: true }),
  of('strong_components', 'strong component', { isName: true }),
  of('articulation', 'holds parts together', { isName: true }),
];

export const EDGE_MEASURES: readonly MeasureWords<EdgeMeasure>[] = [
  of('rarity', 'rarity'),
  of('hosts', 'number of hosts'),
  of('burst', 'burst'),
  of('bridge', 'bridge', { isName: true }),
  of('spanning', 'spanning tree', { isName: true }),
];

/** Of the graph as a whole. */
export const SUMMARY: readonly MeasureWords<Measure>[] = [
  of('density', 'density'),
  of('reciprocity', 'edges that are answered'),
  of('transitivity', 'transitivity'),
  of('cyclic', 'has cycles'),
];

/** The measure of a name, if there is one. */
export const named = <A>(name: string | undefined, measures: readonly MeasureWords<A>[]): MeasureWords<A> | undefined =>
  measures.find((measure) => measure.name === name);

/** What a measure is called; by its name where nothing else is known of it. */
export const measureWords = (name: string): string =>
  (named(name, MEASURES) ?? named(name, EDGE_MEASURES) ?? named(name, SUMMARY))?.words ?? name;
