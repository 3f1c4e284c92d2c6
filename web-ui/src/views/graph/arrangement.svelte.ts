import { untrack } from 'svelte';
import type { Pin } from '../../lib/drawn';
import type { Point } from '../../lib/layout';
import type { Network } from '../../lib/network';
import type { Spread } from '../../lib/spread';

/** The server's places lie between 0 and 1; the browser's layout takes as much room as this for each vertex, squared. */
const ROOM = 12;

/** Where fewer of the vertices than this part were there before, it is another graph. */
export const KEPT = 0.5;

/** Where vertices are. Who has a place keeps it when others come, so that nothing that one looks at moves away. */
export class Arrangement {
  #places = $state.raw<ReadonlyMap<string, Point>>(new Map());
  /** Whether the places are the server's. */
  #isTold = false;
  #round = $state(0);
  isWaiting = $state(false);
  #worker: Worker | undefined;

  of(graph: Network, pins: readonly Pin[]): (Point | undefined)[] {
    const pinned = new Map(pins.map((pin) => [pin.id, pin]));
    return graph.vertices.map(({ id }) => pinned.get(id) ?? this.#places.get(id));
  }

  /** Finds places for those that have none, and again when all are forgotten; an effect's, whose clean-up withdraws the search. */
  arrange(graph: Network, pins: readonly Pin[]): () => void {
    void this.#round;
    return untrack(() => this.#arrange(graph, pins));
  }

  #arrange(graph: Network, pins: readonly Pin[]): () => void {
    const room = ROOM * Math.sqrt(graph.vertices.length);
    const told = graph.vertices.flatMap(({ id, x, y }): [string, Point][] =>
      typeof x === 'number' && typeof y === 'number' ? [[id, { x: x * room, y: y * room }]] : [],
    );
    const isTold = told.length > 0;
    if (isTold || this.#isTold) this.#places = new Map([...(isTold && this.#isTold ? this.#places : []), ...told]);
    this.#isTold = isTold;
    const known = this.of(graph, pins);
    if (known.every(Boolean)) return () => {};
    const isAnother = known.filter(Boolean).length < graph.vertices.length * KEPT;
    if (isAnother) this.#places = new Map();
    const places = isAnother ? this.of(graph, pins) : known;
    return this.#spread(graph, {
      vertices: graph.vertices.length,
      ends: graph.links.flatMap(({ from, to }) => [from, to]),
      places,
      fixed: places.map(Boolean),
    });
  }

  /** All places but the pinned ones are sought anew. */
  forget(): void {
    this.#places = new Map();
    this.#round++;
  }

  #spread(graph: Network, input: Spread): () => void {
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    this.#worker?.terminate();
    this.#worker = worker;
    this.isWaiting = true;
    worker.onmessage = ({ data }: MessageEvent<Point[]>) => {
      this.#places = new Map([...this.#places, ...graph.vertices.map(({ id }, i): [string, Point] => [id, data[i]!])]);
      this.isWaiting = false;
      worker.terminate();
    };
    worker.postMessage(input);
    return () => {
      worker.terminate();
      if (this.#worker === worker) this.isWaiting = false;
    };
  }
}
