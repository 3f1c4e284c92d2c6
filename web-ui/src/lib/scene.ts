import type { Point } from './layout';
import type { Network } from './network';

/** Told apart by their form, too: which kind of thing a vertex is. */
export const SHAPES = ['circle', 'square', 'diamond', 'triangle'] as const;
export type Shape = (typeof SHAPES)[number];

/** A vertex as it is drawn; colours are CSS values. */
export interface Mark extends Point {
  id: string;
  label: string;
  radius: number;
  colour: string;
  shape: Shape;
  /** Whether it steps back behind what one looks at. */
  isDim: boolean;
  /** Whether a line is drawn around it: one looks at it. */
  isRinged: boolean;
  isPinned: boolean;
}

/** An edge as it is drawn: from and to are places among the marks. */
export interface Line {
  id: string;
  link: number;
  from: number;
  to: number;
  width: number;
  colour: string;
  isDashed: boolean;
  isDim: boolean;
  /** Of many lines each is the fainter, so that one sees where they are many. */
  opacity: number;
}

export interface Scene {
  /** The most important ones first. */
  marks: Mark[];
  lines: Line[];
}

/** What of a graph is drawn, and how; vertices and links by their places in it. */
export interface Look {
  places: readonly (Point | undefined)[];
  labelOf: (vertex: number) => string;
  isShown: (vertex: number) => boolean;
  colourOf: (vertex: number) => string;
  /** The weight that a link's width shows; one of 0 is not drawn. */
  weightOf: (link: number) => number;
  lineColourOf: (link: number) => string;
  isDashed: (link: number) => boolean;
  /** What one looks at; where it is absent nothing steps back. */
  near: { vertices: ReadonlySet<number>; links: ReadonlySet<number> } | undefined;
  ringed: ReadonlySet<number>;
  pinned: ReadonlySet<number>;
}

/** From as many vertices on, all are drawn smaller. */
const MANY = 400;
const NARROWEST = 1;
const WIDEST = 6;
/** As many lines are drawn in their full colour. */
const CLEAR = 1500;
const FAINTEST = 0.12;

/** What a graph looks like. O(vertices + edges). */
export function scene(graph: Network, look: Look): Scene {
  const places = new Map<number, number>();
  const kinds = [...new Set(graph.vertices.map(({ field }) => field))];
  const most = graph.vertices.reduce((greatest, { events }) => Math.max(greatest, events), 1);
  const [least, span] = graph.vertices.length > MANY ? [2.5, 8] : [4, 9];
  const order = graph.vertices
    .flatMap((_, i) => (look.isShown(i) && look.places[i] ? [i] : []))
    .sort((a, b) => graph.vertices[b]!.events - graph.vertices[a]!.events || a - b);
  const marks = order.map((i): Mark => {
    const { id, field, events } = graph.vertices[i]!;
    places.set(i, places.size);
    return {
      ...look.places[i]!,
      id,
      label: look.labelOf(i),
      radius: least + span * Math.sqrt(events / most),
      colour: look.colourOf(i),
      shape: SHAPES[kinds.indexOf(field) % SHAPES.length]!,
      isDim: look.near !== undefined && !look.near.vertices.has(i),
      isRinged: look.ringed.has(i),
      isPinned: look.pinned.has(i),
    };
  });
  const weights = graph.links.map((_, i) => look.weightOf(i));
  const heaviest = weights.reduce((greatest, weight) => Math.max(greatest, weight), 0) || 1;
  const count = weights.reduce((sum, weight) => sum + Number(weight > 0), 0);
  const opacity = Math.max(FAINTEST, Math.min(1, CLEAR / count));
  const widest = count > CLEAR ? WIDEST / 2 : WIDEST;
  const lines = graph.links.flatMap(({ id, from, to }, link): Line[] => {
    const [a, b, weight] = [places.get(from), places.get(to), weights[link]!];
    if (a === undefined || b === undefined || weight <= 0) return [];
    return [
      {
        id,
        link,
        from: a,
        to: b,
        width: NARROWEST + (widest - NARROWEST) * Math.sqrt(weight / heaviest),
        colour: look.lineColourOf(link),
        isDashed: look.isDashed(link),
        isDim: look.near !== undefined && !look.near.links.has(link),
        opacity: look.near?.links.has(link) ? 1 : opacity,
      },
    ];
  });
  return { marks, lines };
}
