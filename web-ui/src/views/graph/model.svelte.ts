import type { Scope } from '../../api/client';
import type { Edge, Path, Vertex } from '../../api/types';
import { toSpan } from '../../lib/baseline';
import { WIDTHS } from '../../lib/buckets';
import { byName, byNumber, byNumberAsName, type Colouring, type Key } from '../../lib/colouring';
import type { Drawn, Relation } from '../../lib/drawn';
import { isOnTheSame, NONE, type Filter } from '../../lib/lucene';
import { heights, parts, within, type Moments } from '../../lib/moments';
import { foldedAway, labelOf, linksAlong, neighbours, network, type Link, type Network } from '../../lib/network';
import { eventsAlong, eventsAt, filterAt, filtersAlong, narrowed, type End } from '../../lib/relation';
import type { Range } from '../../lib/scale';
import { scene, type Scene } from '../../lib/scene';
import { visible } from '../../lib/visible';
import { scope, selection } from '../../state/selection.svelte';
import * as acts from './acts';
import { Arrangement } from './arrangement.svelte';
import { Questions } from './questions.svelte';

/** Before the names of an edge's legend, which is left out by the same list as that of the vertices. */
const EDGE_KEY = 'edge:';

const CHANGES = [
  { name: 'new', words: 'new', colour: 'var(--new)' },
  { name: 'gone', words: 'gone', colour: 'var(--gone)' },
  { name: 'changed', words: 'changed', colour: 'var(--changed)' },
  { name: 'same', words: 'same', colour: 'var(--edge)' },
] as const;

/** What follows of the answers and of how one looks at them; made where a component begins. */
export class Model {
  readonly asks = new Questions();
  readonly arrangement = new Arrangement();
  /** What is searched for in the graph. */
  wanted = $state('');
  /** Which of the paths one looks at; all of them where it is absent. */
  route = $state<number>();

  constructor() {
    $effect(() => this.arrangement.arrange(this.graph, this.drawn.pins ?? []));
    $effect(() => {
      void this.asks.routes.answer;
      this.route = undefined;
    });
  }

  readonly drawn: Drawn = $derived(this.asks.drawn);
  readonly isCompared = $derived(this.asks.baseline !== undefined);
  readonly answer = $derived(this.isCompared ? this.asks.compared.answer : this.asks.main.answer);
  readonly isWaiting = $derived(
    this.asks.main.waiting || this.asks.more.waiting || this.asks.compared.waiting || this.arrangement.isWaiting,
  );
  readonly error = $derived(this.asks.main.error ?? this.asks.compared.error ?? this.asks.more.error);
  readonly paths: readonly Path[] = $derived(this.asks.routes.answer?.paths ?? []);
  readonly graph: Network = $derived.by(() => {
    const answers = [this.answer, this.isCompared ? undefined : this.asks.more.answer].filter(
      (one) => one !== undefined,
    );
    const known = new Map(answers.flatMap(({ vertices }) => vertices.map((vertex) => [vertex.id, vertex])));
    const onTheWay = [...new Set(this.paths.flatMap(({ vertices }) => vertices))];
    return network(...answers, {
      vertices: onTheWay.map((id) => known.get(id) ?? unknownVertex(id)),
      edges: this.paths.flatMap(({ edges }) => edges),
    });
  });

  readonly moments: Moments | undefined = $derived.by(() => {
    const told = this.asks.main.answer?.snapshots;
    if (!told || told.size < 1) return undefined;
    const every = WIDTHS.find((width) => width.iso === told.every)?.millis ?? this.asks.every;
    return every ? { from: Date.parse(told.from), every, size: told.size } : undefined;
  });
  readonly heights = $derived(
    this.moments && this.asks.main.answer ? heights(this.asks.main.answer.edges, this.moments) : [],
  );
  readonly #parts = $derived(
    !this.isCompared && this.moments && this.asks.window ? parts(this.asks.window, this.moments) : undefined,
  );
  readonly weights = $derived(
    this.graph.links.map(({ edge }) =>
      this.#parts ? within(edge, this.#parts) : Math.max(edge.weight, edge.before?.weight ?? 0),
    ),
  );

  readonly colouring: Colouring = $derived.by(() => {
    const { measure } = this.asks;
    const { vertices } = this.graph;
    if (!measure) return byName(vertices.map(({ attributes }) => String(attributes[this.asks.field] ?? NONE)));
    const values = vertices.map(({ measures }) => measures[measure.name]);
    return measure.isName ? byNumberAsName(values) : byNumber(values);
  });
  readonly colouringTitle = $derived(this.asks.measure?.words ?? `most frequent ${this.asks.field}`);
  readonly edgeColouring: Colouring | undefined = $derived.by(() => {
    const { links } = this.graph;
    const { edgeMeasure } = this.asks;
    if (this.isCompared) {
      const keys = CHANGES.map((change) => ({
        ...change,
        name: EDGE_KEY + change.name,
        count: links.filter(({ edge }) => edge.change === change.name).length,
      })).filter(({ count }) => count > 0);
      return { keys, keyOf: (link) => keys.find(({ words }) => words === links[link]!.edge.change) };
    }
    if (!edgeMeasure) return undefined;
    const values = links.map(({ edge }) => edge.measures[edgeMeasure.name]);
    const { keys, keyOf } = edgeMeasure.isName ? byNumberAsName(values) : byNumber(values);
    const named = new Map(keys.map((key): [Key, Key] => [key, { ...key, name: EDGE_KEY + key.name }]));
    return { keys: [...named.values()], keyOf: (link) => named.get(keyOf(link)!) };
  });
  readonly hidden: readonly string[] = $derived(this.drawn.hidden ?? []);

  readonly #linkShown = $derived.by(() => {
    const hidden = new Set(this.hidden);
    return this.graph.links.map(
      (_, link) => this.weights[link]! > 0 && !hidden.has(this.edgeColouring?.keyOf(link)?.name ?? ''),
    );
  });
  /** For each vertex whether it is drawn. */
  readonly shown: readonly boolean[] = $derived.by(() => {
    const hidden = new Set(this.hidden);
    const folded = foldedAway(this.graph, this.drawn.folded ?? []);
    const isNarrowed = this.#parts !== undefined || this.hidden.some((name) => name.startsWith(EDGE_KEY));
    const alive = new Set(this.graph.links.flatMap(({ from, to }, link) => (this.#linkShown[link] ? [from, to] : [])));
    return this.graph.vertices.map(
      (_, i) => !hidden.has(this.colouring.keyOf(i)?.name ?? '') && !folded.has(i) && (!isNarrowed || alive.has(i)),
    );
  });
  readonly links = $derived(
    this.graph.links.flatMap(({ from, to }, link) =>
      this.#linkShown[link] && this.shown[from] && this.shown[to] ? [link] : [],
    ),
  );
  readonly matches: ReadonlySet<number> | undefined = $derived.by(() => {
    const text = this.wanted.trim().toLowerCase();
    if (!text) return undefined;
    return new Set(
      this.graph.vertices.flatMap(({ label }, i) => (this.shown[i] && label.toLowerCase().includes(text) ? [i] : [])),
    );
  });

  readonly focus = $derived(this.drawn.focus === undefined ? undefined : this.graph.at.get(this.drawn.focus));
  readonly focusedLinks: readonly number[] = $derived.by(() => {
    const [source, target] = this.drawn.edge ?? [];
    return source === undefined || target === undefined ? [] : linksAlong(this.graph, [source, target]);
  });
  readonly #near = $derived.by(() => {
    const { graph, focus } = this;
    const routes = this.route === undefined ? this.paths : this.paths.slice(this.route, this.route + 1);
    if (routes.length > 0) {
      const vertices = routes.flatMap((path) => path.vertices.flatMap((id) => graph.at.get(id) ?? []));
      return {
        vertices: new Set(vertices),
        links: new Set(routes.flatMap((path) => linksAlong(graph, path.vertices))),
      };
    }
    if (this.focusedLinks.length > 0) {
      const ends = this.focusedLinks.flatMap((link) => [graph.links[link]!.from, graph.links[link]!.to]);
      return { vertices: new Set(ends), links: new Set(this.focusedLinks) };
    }
    if (focus !== undefined)
      return {
        vertices: new Set([focus, ...neighbours(graph, focus)]),
        links: new Set([...graph.out[focus]!, ...graph.into[focus]!]),
      };
    return this.matches && { vertices: this.matches, links: new Set<number>() };
  });

  labelOf = (vertex: number): string => visible(shortLabel(this.graph.vertices[vertex]!));
  readonly scene: Scene = $derived.by(() => {
    const { graph } = this;
    const isShown = new Set(this.links);
    const ringed = [this.drawn.focus, this.drawn.start].flatMap((id) => (id ? (graph.at.get(id) ?? []) : []));
    return scene(graph, {
      places: this.arrangement.of(graph, this.drawn.pins ?? []),
      labelOf: this.labelOf,
      isShown: (vertex) => this.shown[vertex]!,
      colourOf: (vertex) => this.colouring.keyOf(vertex)?.colour ?? 'var(--other)',
      weightOf: (link) => (isShown.has(link) ? this.weights[link]! : 0),
      lineColourOf: (link) => this.edgeColouring?.keyOf(link)?.colour ?? 'var(--edge)',
      isDashed: (link) => graph.links[link]!.edge.change === 'gone',
      near: this.#near,
      ringed: new Set(ringed),
      pinned: new Set((this.drawn.pins ?? []).flatMap(({ id }) => graph.at.get(id) ?? [])),
    });
  });

  /** Where a vertex stands in the relations. */
  endsOf(vertex: number): End[] {
    const of = (end: End['end']) => (link: number) => ({
      relation: this.relationOf(this.graph.links[link]!.edge),
      end,
    });
    return [...this.graph.into[vertex]!.map(of('target')), ...this.graph.out[vertex]!.map(of('source'))];
  }
  relationOf = ({ kind }: Edge): Relation => this.asks.relations[kind] ?? this.asks.relations[0]!;

  /** The question for the events of a clause, in the window. */
  scopeOf(clause: string): Scope {
    return { ...scope(selection.asked, [clause]), ...(this.asks.window ? toSpan(this.asks.window) : {}) };
  }
  eventsAt = (vertex: number): Scope => this.scopeOf(eventsAt(this.endsOf(vertex), this.graph.vertices[vertex]!.label));
  eventsAlong({ edge, from, to }: Link): Scope {
    const { vertices } = this.graph;
    return this.scopeOf(eventsAlong(this.relationOf(edge), vertices[from]!.label, vertices[to]!.label));
  }

  /** Keeps nothing but the events at a vertex, in all views. */
  keepVertex(vertex: number, change: Parameters<typeof selection.set>[0] = {}): void {
    const ends = this.endsOf(vertex);
    this.#keep(
      [filterAt(ends, this.graph.vertices[vertex]!.label)],
      ends.map(({ relation }) => relation),
      change,
    );
  }
  keepLink({ edge, from, to }: Link, change: Parameters<typeof selection.set>[0] = {}): void {
    const { vertices } = this.graph;
    const relation = this.relationOf(edge);
    this.#keep(filtersAlong(relation, vertices[from]!.label, vertices[to]!.label), [relation], change);
  }
  #keep(filters: Filter[], relations: Relation[], change: Parameters<typeof selection.set>[0]): void {
    const { query, filters: kept } = selection.asked;
    selection.set({
      query: narrowed(query, relations),
      filters: [...kept.filter((one) => !filters.some((added) => isOnTheSame(one, added))), ...filters],
      ...this.#windowAsRange(),
      ...change,
    });
  }
  #windowAsRange() {
    return this.asks.window ? { ...toSpan(this.asks.window), drawn: { ...this.drawn, window: undefined } } : {};
  }

  togglePin(id: string): void {
    const place = this.scene.marks.find((mark) => mark.id === id);
    if (acts.isPinned(id)) acts.unpin(id);
    else if (place) acts.pin(id, place);
  }
  slide(window: Range | undefined): void {
    this.asks.sliding = window ?? 'all';
  }
  choose(window: Range | undefined): void {
    this.asks.sliding = undefined;
    selection.draw({ window: window && toSpan(window) });
  }
  zoom(window: Range): void {
    selection.set({ ...toSpan(window), drawn: { ...this.drawn, window: undefined } });
  }
  /** All but the pinned vertices find new places. */
  rearrange(): void {
    this.arrangement.forget();
  }
}

/** A vertex of a path that the answer left out. */
const unknownVertex = (id: string): Vertex => ({
  id,
  label: labelOf(id),
  field: id.slice(0, id.length - labelOf(id).length - 1),
  events: 0,
  measures: {},
  attributes: {},
  members: 1,
});

const LONGEST = 36;
/** Of a long path the end, which tells most of what it is. */
function shortLabel({ label }: Vertex): string {
  const end = label.length > LONGEST ? label.split(/[\\/]/).pop() || label : label;
  return end.length > LONGEST ? `${end.slice(0, LONGEST)}…` : end;
}
