import type { Drawn } from '../../lib/drawn';
import type { Point } from '../../lib/layout';
import { selection } from '../../state/selection.svelte';

/* What one does to the graph; each is a change of the selection, and can be taken back. Vertices by their ids. */

const drawn = (): Drawn => selection.value.drawn ?? {};

function without<T>(list: readonly T[] | undefined, item: T): T[] | undefined {
  const rest = (list ?? []).filter((other) => other !== item);
  return rest.length > 0 ? rest : undefined;
}
const having = <T>(list: readonly T[] | undefined, item: T): T[] => [...new Set([...(list ?? []), item])];

export const look = (id: string | undefined): void => selection.draw({ focus: id, edge: undefined });

export const lookAlong = (source: string, target: string): void =>
  selection.draw({ edge: [source, target], focus: undefined });

/** All its neighbours come, as far as the limit allows. */
export function expand(id: string): void {
  const { grown, folded } = drawn();
  selection.draw({ grown: having(grown, id), folded: without(folded, id), focus: id, edge: undefined });
}

/** Its neighbours that have no other go. */
export function fold(id: string): void {
  const { grown, folded } = drawn();
  selection.draw({ folded: having(folded, id), grown: without(grown, id) });
}

export const isFolded = (id: string): boolean => drawn().folded?.includes(id) ?? false;

/** Nothing but its neighbourhood; what is expanded next comes to it. */
export const follow = (id: string): void =>
  selection.draw({ only: true, grown: [id], folded: undefined, focus: id, edge: undefined });

export const all = (): void => selection.draw({ only: undefined, grown: undefined, folded: undefined });

export const startAt = (id: string | undefined): void => selection.draw({ start: id });

export const pin = (id: string, { x, y }: Point): void =>
  selection.draw({ pins: [...(drawn().pins ?? []).filter((one) => one.id !== id), { id, x, y }] });

export function unpin(id: string): void {
  const pins = (drawn().pins ?? []).filter((one) => one.id !== id);
  selection.draw({ pins: pins.length > 0 ? pins : undefined });
}

export const isPinned = (id: string): boolean => drawn().pins?.some((one) => one.id === id) ?? false;

/** A line of a legend and what has its colour, left out or there again. */
export function toggleKey(name: string): void {
  const { hidden = [] } = drawn();
  selection.draw({ hidden: hidden.includes(name) ? without(hidden, name) : having(hidden, name) });
}
