import iterate from 'graphology-layout-forceatlas2/iterate';
import { seeded, type Point } from './layout';

/** What is laid out: edges as pairs of places, and where vertices are already. */
export interface Spread {
  vertices: number;
  /** Source, target, source, target … */
  ends: readonly number[];
  /** Where each vertex begins; absent where it is new. */
  places: readonly (Point | undefined)[];
  /** Whether a vertex stays where it is. */
  fixed: readonly boolean[];
}

/** The layout of the library: ten numbers a vertex and three an edge. */
const PER_VERTEX = 10;
const [MASS, CONVERGENCE, SIZE, FIXED] = [6, 7, 8, 9];
/** From here on, forces of far vertices are put together (Barnes and Hut). */
const MANY = 400;
/** As many vertex moves, roughly, are worth waiting for. */
const WORK = 300_000;
const [LEAST_ROUNDS, MOST_ROUNDS] = [60, 600];
/** How far a new vertex begins from those that it is linked with. */
const NEAR = 8;

/**
 * ForceAtlas2 (doi:10.1371/journal.pone.0098679) in its logarithmic form, which draws clusters apart. Vertices without a place begin near a
 * neighbour that has one, else anywhere. Deterministic: equal input gives equal places. O(rounds · (vertices · log vertices + edges)).
 */
export function spread({ vertices: n, ends, places, fixed }: Spread): Point[] {
  const random = seeded(n + ends.length);
  const size = 10 * Math.sqrt(n);
  const begin = [...places];
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < ends.length; i += 2) {
      for (const [known, other] of [
        [ends[i]!, ends[i + 1]!],
        [ends[i + 1]!, ends[i]!],
      ] as const) {
        const place = begin[known];
        if (!place || begin[other]) continue;
        const angle = random() * 2 * Math.PI;
        begin[other] = { x: place.x + NEAR * Math.cos(angle), y: place.y + NEAR * Math.sin(angle) };
      }
    }
  }
  const nodes = new Float32Array(n * PER_VERTEX);
  for (let i = 0; i < n; i++) {
    const place = begin[i] ?? { x: (random() - 0.5) * size, y: (random() - 0.5) * size };
    nodes.set([place.x, place.y], i * PER_VERTEX);
    nodes[i * PER_VERTEX + MASS] = 1;
    nodes[i * PER_VERTEX + CONVERGENCE] = 1;
    nodes[i * PER_VERTEX + SIZE] = 1;
    nodes[i * PER_VERTEX + FIXED] = fixed[i] ? 1 : 0;
  }
  const edges: number[] = [];
  for (let i = 0; i < ends.length; i += 2) {
    const [from, to] = [ends[i]! * PER_VERTEX, ends[i + 1]! * PER_VERTEX];
    if (from === to) continue;
    edges.push(from, to, 1);
    nodes[from + MASS]! += 1;
    nodes[to + MASS]! += 1;
  }
  const rounds = Math.round(Math.min(MOST_ROUNDS, Math.max(LEAST_ROUNDS, WORK / Math.max(1, n))));
  const matrix = Float32Array.from(edges);
  for (let round = 0; round < rounds; round++)
    iterate({ ...SETTINGS, barnesHutOptimize: n > MANY, slowDown: 1 + Math.log(n) }, nodes, matrix);
  const found = Array.from({ length: n }, (_, i) => ({ x: nodes[i * PER_VERTEX]!, y: nodes[i * PER_VERTEX + 1]! }));
  return fixed.some(Boolean) ? found : lying(found);
}

/** Screens are as much wider than high, roughly. */
const WIDER = 1.3;

/** The points turned so that they are widest from left to right, as screens are, and stretched that way. */
function lying(points: readonly Point[]): Point[] {
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  const covariance = mean(({ x, y }) => (x - mx) * (y - my));
  const angle = Math.atan2(2 * covariance, mean(({ x }) => (x - mx) ** 2) - mean(({ y }) => (y - my) ** 2)) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return points.map(({ x, y }) => ({
    x: ((x - mx) * cos + (y - my) * sin) * WIDER,
    y: (y - my) * cos - (x - mx) * sin,
  }));
}

const SETTINGS = {
  linLogMode: true,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 3,
  strongGravityMode: false,
  gravity: 0.6,
  barnesHutTheta: 0.6,
};
