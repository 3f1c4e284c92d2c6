import type { Edge, GraphResult, Vertex } from '../api/types';

/** An edge and the places of its ends among the vertices. */
export interface Link {
  edge: Edge;
  /** Unique in the network. */
  id: string;
  from: number;
  to: number;
}

/** A graph with what is asked of it while one looks at it: which links leave and reach a vertex. Places are indices, ids the server's. */
export interface Network {
  vertices: readonly Vertex[];
  links: readonly Link[];
  at: ReadonlyMap<string, number>;
  /** The links that leave each vertex, loops included. */
  out: readonly (readonly number[])[];
  /** The links that reach each vertex, loops excluded. */
  into: readonly (readonly number[])[];
}

const idOf = ({ source, target, kind }: Edge): string => `${source}\u0000${target}\u0000${kind}`;

/** The graph of several answers; what they share is taken of the first that has it. Edges without both ends are left out. O(vertices + edges). */
export function network(...answers: readonly Pick<GraphResult, 'vertices' | 'edges'>[]): Network {
  const vertices: Vertex[] = [];
  const at = new Map<string, number>();
  const links: Link[] = [];
  const known = new Set<string>();
  for (const answer of answers) {
    for (const vertex of answer.vertices) {
      if (at.has(vertex.id)) continue;
      at.set(vertex.id, vertices.length);
      vertices.push(vertex);
    }
  }
  const out: number[][] = vertices.map(() => []);
  const into: number[][] = vertices.map(() => []);
  for (const answer of answers) {
    for (const edge of answer.edges) {
      const [id, from, to] = [idOf(edge), at.get(edge.source), at.get(edge.target)];
      if (known.has(id) || from === undefined || to === undefined) continue;
      known.add(id);
      out[from]!.push(links.length);
      if (from !== to) into[to]!.push(links.length);
      links.push({ edge, id, from, to });
    }
  }
  return { vertices, links, at, out, into };
}

/** The other ends of a vertex' links, itself excluded, in the order of the links. */
export function neighbours({ links, out, into }: Network, vertex: number): number[] {
  const found = new Set<number>();
  for (const i of out[vertex] ?? []) found.add(links[i]!.to);
  for (const i of into[vertex] ?? []) found.add(links[i]!.from);
  found.delete(vertex);
  return [...found];
}

/** The vertices that folding some leaves out: neighbours of a folded one that have no other neighbour, unless they are folded themselves. */
export function foldedAway(graph: Network, folded: readonly string[]): Set<number> {
  const gone = new Set<number>();
  const kept = new Set(folded.flatMap((id) => graph.at.get(id) ?? []));
  for (const vertex of kept)
    for (const other of neighbours(graph, vertex))
      if (!kept.has(other) && neighbours(graph, other).length === 1) gone.add(other);
  return gone;
}

/** A walk from vertex to vertex: the links that lead along it, one of each step at least. */
export function linksAlong(graph: Network, ids: readonly string[]): number[] {
  return ids.slice(1).flatMap((id, i) => {
    const [from, to] = [graph.at.get(ids[i]!), graph.at.get(id)];
    return from === undefined ? [] : (graph.out[from] ?? []).filter((link) => graph.links[link]!.to === to);
  });
}

/** The label in a vertex' id: what follows its kind. */
export const labelOf = (id: string): string => id.slice(id.indexOf(':') + 1);
