import * as api from '../../api/client';
import type { Scope } from '../../api/client';
import type { StatsResult, Step, TableResult } from '../../api/types';
import { bucketWidth, WIDTHS, type Width } from '../../lib/buckets';
import { along, type Look } from '../../lib/chart/along';
import { brushed } from '../../lib/chart/brush';
import { complete, isTime, SPECS, USUAL_KIND, type Chart, type FieldType, type Zoom } from '../../lib/chart/chart';
import { draw } from '../../lib/chart/draw';
import type { Panel, Rect } from '../../lib/chart/drawing';
import { both, narrowed, withFilters, type Narrowing } from '../../lib/chart/narrowing';
import { Reading, type Row } from '../../lib/chart/reading';
import { chartSteps, extentOf, extentSteps, rankings, rankOf, type Known } from '../../lib/chart/steps';
import type { Asking } from '../../lib/code';
import type { Range } from '../../lib/scale';
import { catalogue } from '../../state/catalogue.svelte';
import { news } from '../../state/news.svelte';
import { Question } from '../../state/question.svelte';
import { scope, selection } from '../../state/selection.svelte';

/** A chart's question and its answer. */
interface Answered {
  chart: Chart;
  scope: Scope;
  steps: Step[];
  known: Known;
  range: Range;
  everyMillis: number;
  table: TableResult;
  /** Of the distributions that were fitted. */
  fit?: StatsResult;
}

/** How many buckets of time a chart has at the most, and about how many where nothing else is chosen. */
const MOST_BUCKETS = 2_000;
const TARGETS: Partial<Record<Chart['kind'], number>> = { heat: 60, timeline: 220, bar: 90 };

/** The chart that the address tells of: what it asks, what was answered, and what it looks like. */
export class Model {
  readonly question = new Question<Answered>();
  /** What is in sight while a hand is at it. */
  zooming = $state.raw<{ zoom: Zoom | undefined }>();
  /** Why what was tried last did not narrow the selection. */
  refusal = $state('');

  /** The most frequent first. */
  readonly fields: readonly FieldType[] = $derived([...catalogue.fields].sort((a, b) => b.events - a.events));
  readonly #types = $derived(new Map(this.fields.map(({ name, type }) => [name, type])));
  typeOf = (field: string): string | undefined => this.#types.get(field) ?? (field === 'time' ? 'time' : undefined);

  readonly chart: Chart = $derived(complete(selection.value.chart ?? { kind: USUAL_KIND }, this.fields));
  /** The same text as long as the question is the same. */
  readonly #asked = $derived(JSON.stringify({ ...this.chart, zoom: undefined, as: undefined }));
  readonly #range: Range | undefined = $derived.by(() => {
    const { dataset, from, to } = selection.asked;
    const extent = catalogue.dataset(dataset);
    if (!extent?.from || !extent.to) return undefined;
    const start = Date.parse(from ?? extent.from);
    return [start, Math.max(start + 1000, Date.parse(to ?? extent.to) + (to ? 0 : 1))];
  });
  readonly width: Width = $derived.by(() => {
    const [from, to] = this.#range ?? [0, 1];
    const finest = WIDTHS.find(({ millis }) => (to - from) / millis <= MOST_BUCKETS) ?? WIDTHS.at(-1)!;
    const wanted = WIDTHS.find(({ iso }) => iso === this.chart.every);
    if (wanted) return wanted.millis < finest.millis ? finest : wanted;
    return bucketWidth(to - from, this.chart.facet ? 60 : TARGETS[this.chart.kind]);
  });
  /** Whether a shorter bucket is chosen than the range allows. */
  readonly isTooFine = $derived(this.chart.every !== undefined && this.chart.every !== this.width.iso);

  constructor() {
    $effect(() => {
      void news.count;
      const chart = JSON.parse(this.#asked) as Chart;
      const range = this.#range;
      if (!range || this.fields.length === 0) return;
      const [asked, width, typeOf] = [scope(selection.asked), this.width, this.typeOf];
      return this.question.ask((signal) => ask(chart, asked, range, width, typeOf, signal), asked.dataset);
    });
  }

  get answered(): Answered | undefined {
    return this.question.answer;
  }
  readonly reading = $derived(this.answered && new Reading(this.answered.table, this.answered.known));
  /** The chart as it was answered, as it is looked at now. */
  readonly #drawn = $derived.by(() => {
    const { answered } = this;
    if (!answered) return undefined;
    const zoom = this.zooming ? this.zooming.zoom : this.chart.zoom;
    return { ...answered.chart, ...(zoom ? { zoom } : {}) };
  });
  #look(answered: Answered, room: Look['room']): Look {
    return { room, range: answered.range, everyMillis: answered.everyMillis };
  }
  drawing(room: Look['room']) {
    const { answered } = this;
    if (!answered || !this.#drawn || room.width < 60) return undefined;
    const chosen =
      answered.chart.fit === 'best'
        ? answered.fit?.parts[0]
        : answered.fit?.parts.find(({ name }) => name === answered.chart.fit);
    return draw(this.#drawn, answered.table, answered.known, this.#look(answered, room), chosen);
  }
  /** The questions behind the drawing. */
  readonly askings: { words: string; asking: Asking }[] = $derived.by(() => {
    const { answered } = this;
    if (!answered) return [];
    const table: Asking = { path: '/table', body: { ...answered.scope, steps: answered.steps } };
    return [
      { words: 'what is drawn', asking: table },
      ...(answered.fit
        ? [
            {
              words: 'the fitted distribution',
              asking: { path: '/stats', body: { ...answered.scope, test: fitTest(answered.chart) } } as Asking,
            },
          ]
        : []),
    ];
  });

  change(change: Partial<Record<keyof Chart, unknown>>): void {
    this.become({ ...this.chart, zoom: undefined, ...change } as Chart);
  }
  become(chart: Chart): void {
    this.refusal = '';
    const kept = Object.entries(chart).filter(([, value]) => value !== undefined);
    selection.set({ chart: Object.fromEntries(kept) as unknown as Chart });
  }
  zoom = (zoom: Zoom | undefined, isFinal: boolean): void => {
    this.zooming = isFinal ? undefined : { zoom };
    if (isFinal) this.change({ zoom });
  };

  brushed = (panel: Panel, box: Rect): Narrowing => (this.reading ? brushed(panel, box, this.reading) : {});
  narrow = (narrowing: Narrowing): void => {
    this.refusal = narrowing.refusal ?? '';
    if (this.refusal) return;
    const { filters, query } = selection.asked;
    const { zoom: _, ...chart } = this.chart;
    selection.set({
      ...(narrowing.from && narrowing.to ? { from: narrowing.from, to: narrowing.to } : {}),
      filters: withFilters(filters, narrowing.filters ?? []),
      query: narrowed(query, narrowing.clauses ?? []),
      chart,
    });
  };
  /** What a row of the answer is of. */
  narrowTo(row: Row): void {
    const { answered, reading } = this;
    if (!answered || !reading) return;
    const fields = SPECS[answered.chart.kind].roles.flatMap(({ name, takes }) => {
      const field = answered.chart[name];
      return field && (takes === 'any' || takes === 'name') ? [field] : [];
    });
    if (answered.chart.kind === 'timeline') fields.push('time');
    const parts = fields.map((field) => {
      const places = along(field, reading, this.#look(answered, { width: 1, height: 1 }));
      const start = places.startOf(row);
      return start === undefined ? {} : places.narrowing(start);
    });
    this.narrow(parts.reduce<Narrowing>((all, one) => both(all, one), {}));
  }
  readonly usesTime = $derived(
    this.chart.kind === 'timeline' ||
      SPECS[this.chart.kind].roles.some(
        ({ name, takes }) => takes === 'any' && isTime(this.typeOf(this.chart[name] ?? '')),
      ),
  );
}

const fitTest = ({ x = '' }: Chart) => ({ fit: { field: x } });

async function ask(
  chart: Chart,
  asked: Scope,
  range: Range,
  { iso: every, millis: everyMillis }: Width,
  typeOf: Known['typeOf'],
  signal: AbortSignal,
): Promise<Answered> {
  const place = extentSteps(chart, typeOf);
  const [extent, ...ranks] = await Promise.all([
    place && api.table(asked, place, signal),
    ...rankings(chart, typeOf).map(
      async ({ field, steps }) => [field, rankOf((await api.table(asked, steps, signal)).rows)] as const,
    ),
  ]);
  const known: Known = {
    typeOf,
    every,
    ranks: new Map(ranks),
    ...(extent ? { extent: extentOf(extent.rows[0]) } : {}),
  };
  const steps = chartSteps(chart, known);
  const [table, fit] = await Promise.all([
    api.table(asked, steps, signal),
    chart.kind === 'histogram' && chart.fit && !chart.facet ? api.stats(asked, fitTest(chart), signal) : undefined,
  ]);
  return { chart, scope: asked, steps, known, range, everyMillis, table, ...(fit ? { fit } : {}) };
}
