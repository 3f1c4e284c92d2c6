import * as api from '../../api/client';
import type { GraphQuestion, Scope } from '../../api/client';
import type { GraphResult, PathRequest, PathsResult } from '../../api/types';
import { baselineOf, toRange, toSpan } from '../../lib/baseline';
import type { Drawn, Relation, Span } from '../../lib/drawn';
import { EDGE_MEASURES, MEASURES, named, SUMMARY, type MeasureWords } from '../../lib/measures';
import { partWidth } from '../../lib/moments';
import { USUAL } from '../../lib/relation';
import type { Range } from '../../lib/scale';
import { catalogue } from '../../state/catalogue.svelte';
import { news } from '../../state/news.svelte';
import { Question } from '../../state/question.svelte';
import { scope, selection } from '../../state/selection.svelte';

/** How many vertices are drawn at most, as long as no other number is chosen. */
export const USUAL_MOST = 1000;
const EDGES_PER_VERTEX = 4;
/** From more on, the server lays out. */
const LAID_OUT_HERE = 2000;
const USUAL_FIELD = 'user.name';
const PATHS = { most: 10, longest: 12 };

/** What the graph view asks the server by the selection; made where a component begins. */
export class Questions {
  readonly main = new Question<GraphResult>();
  /** The neighbours of what was expanded. */
  readonly more = new Question<GraphResult>();
  readonly compared = new Question<GraphResult>();
  readonly routes = new Question<PathsResult>();
  /** The window while the slider moves; the selection's as soon as it rests. */
  sliding = $state.raw<Range | 'all'>();

  readonly drawn: Drawn = $derived(selection.value.drawn ?? {});
  readonly relations: readonly Relation[] = $derived(this.drawn.relations ?? USUAL);
  readonly most = $derived(this.drawn.most ?? USUAL_MOST);
  readonly offered = $derived([
    ...new Set([
      USUAL_FIELD,
      'host.name',
      'process.code_signature.status',
      ...catalogue.fields.map(({ name }) => name),
    ]),
  ]);
  /** Where the dataset has no such field, the usual one; as long as its fields are not known, it may have it. */
  readonly field = $derived.by(() => {
    const { colour = USUAL_FIELD } = selection.value;
    return catalogue.fields.length === 0 || this.offered.includes(colour) ? colour : USUAL_FIELD;
  });

  /** From the first event to the last. */
  readonly extent: Range | undefined = $derived.by(() => {
    const dataset = catalogue.dataset(selection.asked.dataset);
    return dataset?.from && dataset.to ? [Date.parse(dataset.from), Date.parse(dataset.to) + 1] : undefined;
  });
  readonly range: Range | undefined = $derived.by(() => {
    const { from, to } = selection.asked;
    return this.extent && [from ? Date.parse(from) : this.extent[0], to ? Date.parse(to) : this.extent[1]];
  });
  /** What the slider lets through; all where it is absent. */
  readonly window: Range | undefined = $derived.by(() => {
    if (this.sliding) return this.sliding === 'all' ? undefined : this.sliding;
    return this.drawn.window && toRange(this.drawn.window);
  });
  readonly #width = $derived(this.range && partWidth(this.range));
  readonly #snapshots = $derived(this.#width ? { snapshots: { every: this.#width.iso } } : {});
  /** How wide the slider's parts are; none where there would be too many. */
  readonly every = $derived(this.#width?.millis);

  /** What colours the vertices in place of a field, where there is such a measure. */
  readonly measure = $derived.by(() => {
    const found = named(this.drawn.measure, MEASURES);
    return found?.isFromStart && !this.drawn.start ? undefined : found;
  });
  readonly edgeMeasure = $derived(named(this.drawn.edgeMeasure, EDGE_MEASURES));
  readonly question: GraphQuestion = $derived.by(() => {
    const { layout, only, grown, start, gather } = this.drawn;
    return {
      edges: this.relations.map(({ source, target, query }) => ({
        source,
        target,
        weight: 'count()',
        ...(query ? { query } : {}),
      })),
      ...(this.relations.length > 1 ? { parallel: true } : {}),
      attributes: [this.field],
      measures: [...new Set(['degree' as const, ...asksFor(this.measure), ...asksFor(...SUMMARY)])],
      ...(this.measure?.isFromStart && start ? { seeds: [start] } : {}),
      edgeMeasures: asksFor(this.edgeMeasure),
      ...(only && grown ? { around: around(grown) } : {}),
      ...(layout ? { layout } : this.most > LAID_OUT_HERE ? { layout: 'force' as const } : {}),
      limit: {
        vertices: this.most,
        edges: this.most * EDGES_PER_VERTEX,
        ...(gather ? { condense: 'community' } : {}),
      },
    };
  });
  /** What the edges are compared with; absent where nothing is, or nothing was earlier. */
  readonly baseline: Span | undefined = $derived.by(() => {
    const { baseline, window } = this.drawn;
    const now = window ? toRange(window) : this.range;
    const found = now && this.extent && baselineOf(baseline, now, this.extent);
    return found && toSpan(found);
  });

  constructor() {
    const { main, more, compared, routes } = this;
    ask(main, () => ({ body: { ...this.question, ...this.#snapshots } }), api.graph);
    ask(
      more,
      () => {
        const { only, grown } = this.drawn;
        if (only || !grown) return undefined;
        return { body: { ...this.question, ...this.#snapshots, around: around(grown) } };
      },
      api.graph,
    );
    ask(
      compared,
      () =>
        this.baseline && {
          body: { ...this.question, edgeMeasures: [], compareTo: this.baseline },
          range: this.drawn.window,
        },
      api.graph,
    );
    ask(
      routes,
      () => {
        const { start: source, focus: target, paths } = this.drawn;
        if (!source || !target || source === target) return undefined;
        const kind = paths === 'all' ? 'simple' : 'shortest';
        const path: PathRequest = { source, target, kind, cost: paths === 'usual' ? 'rarity' : 'hops', ...PATHS };
        return { body: { ...this.question, path }, subject: `${source} ${target} ${paths}` };
      },
      api.paths,
    );
  }
}

const asksFor = <A>(...measures: (MeasureWords<A> | undefined)[]): A[] => measures.flatMap((one) => one?.ask ?? []);
const around = (vertices: string[]) => ({ vertices, hops: 1, direction: 'both' as const });

/** What is asked of the selection: of a range inside of it, where there is one. */
interface Asked<B> {
  body: B;
  range?: Span | undefined;
  /** Whose answer stays until there is a new one. */
  subject?: string;
}

/** Asks whenever what is asked, or what there is, has changed; where nothing is asked there is no answer. */
function ask<B, T>(
  question: Question<T>,
  what: () => Asked<B> | undefined,
  send: (scope: Scope, body: B, signal: AbortSignal) => Promise<T>,
): void {
  const text = $derived(JSON.stringify(what() ?? null)); // the same text is the same question
  $effect(() => {
    void news.count;
    const asked = JSON.parse(text) as Asked<B> | null;
    if (!asked) return question.drop();
    const whole = { ...scope(selection.asked), ...asked.range };
    return question.ask((signal) => send(whole, asked.body, signal), asked.subject ?? whole.dataset);
  });
}
