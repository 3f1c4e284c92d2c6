import { decode, encode, type Selection } from '../lib/codec';
import { compose, type Filter } from '../lib/lucene';
import type { Scope } from '../api/client';

let current = $state.raw<Selection>(decode(location.search));
addEventListener('popstate', () => (current = decode(location.search)));

/** The one selection of the page; every change is a step in the browser's history. */
export const selection = {
  get value(): Selection {
    return current;
  },
  set(change: Partial<Selection>) {
    const next = { ...current, ...change };
    if (encode(next) === encode(current)) return;
    current = next;
    history.pushState(null, '', `?${encode(next)}`);
  },
  addFilter(filter: Filter) {
    const rest = current.filters.filter((f) => f.field !== filter.field || f.value !== filter.value);
    this.set({ filters: [...rest, filter] });
  },
  removeFilter(filter: Filter) {
    this.set({ filters: current.filters.filter((f) => f !== filter) });
  },
};

/** The selection as a question; `extra` are further Lucene clauses. */
export function scope(s: Selection, extra: readonly string[] = []): Scope {
  const { text } = compose(s.query, s.filters, extra);
  return {
    dataset: s.dataset,
    ...(s.from ? { from: s.from } : {}),
    ...(s.to ? { to: s.to } : {}),
    ...(text ? { query: text } : {}),
    ...(s.asOf === undefined ? {} : { asOf: s.asOf }),
  };
}
