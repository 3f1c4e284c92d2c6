import { asksTheSame, decode, encode, type Asked, type Selection } from '../lib/codec';
import { ofAnother, type Drawn } from '../lib/drawn';
import { compose, isOnTheSame, type Filter } from '../lib/lucene';
import type { Scope } from '../api/client';

const first = decode(location.search);
let current = $state.raw<Selection>(first);
/** The same object until another question is asked, so that another look at the answers asks nothing again. */
let asked = $state.raw<Asked>(first);
/** How many changes of this visit can be undone. */
let depth = $state(depthHere());
addEventListener('popstate', () => {
  become(decode(location.search));
  depth = depthHere();
});

function depthHere(): number {
  return (history.state as { depth?: number } | null)?.depth ?? 0;
}

function become(next: Selection) {
  current = next;
  if (!asksTheSame(next, asked)) asked = next;
}

/** The one selection of the page; every change is a step in the browser's history. */
export const selection = {
  get value(): Selection {
    return current;
  },
  /** What of it is asked of the server. */
  get asked(): Asked {
    return asked;
  },
  set(change: Partial<Selection>) {
    const next = { ...current, ...change };
    if (encode(next) === encode(current)) return;
    become(next);
    depth++;
    history.pushState({ depth }, '', `?${encode(next)}`);
  },
  /** Another way to draw the graph; what is undefined is as usual. */
  draw(change: Partial<Drawn>) {
    this.set({ drawn: { ...current.drawn, ...change } });
  },
  get canUndo(): boolean {
    return depth > 0;
  },
  undo() {
    if (depth > 0) history.back();
  },
  /** Everything of a dataset: what was asked of another one is gone, and its event closed. */
  open(dataset: string, change: Partial<Selection> = {}) {
    this.set({
      dataset,
      filters: [],
      from: undefined,
      to: undefined,
      asOf: undefined,
      event: undefined,
      drawn: ofAnother(current.drawn),
      ...(current.chart ? { chart: { ...current.chart, zoom: undefined } } : {}),
      ...change,
    });
  },
  addFilter(filter: Filter) {
    this.set({ filters: [...current.filters.filter((f) => !isOnTheSame(f, filter)), filter] });
  },
  removeFilter(filter: Filter) {
    this.set({ filters: current.filters.filter((f) => f !== filter) });
  },
};

/** The selection as a question; `extra` are further Lucene clauses. */
export function scope(s: Asked, extra: readonly string[] = []): Scope {
  const { text } = compose(s.query, s.filters, extra);
  return {
    dataset: s.dataset,
    ...(s.from ? { from: s.from } : {}),
    ...(s.to ? { to: s.to } : {}),
    ...(text ? { query: text } : {}),
    ...(s.asOf === undefined ? {} : { asOf: s.asOf }),
  };
}
