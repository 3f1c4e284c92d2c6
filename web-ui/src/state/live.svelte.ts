import * as api from '../api/client';
import type { Scope } from '../api/types';

const REFRESH_MILLIS = 2000;
let on = $state(false);
let rate = $state(0);
let arrivals = $state(0);
let lastTick = 0;
let pending: ReturnType<typeof setTimeout> | undefined;

/** Whether to follow what arrives, how fast it arrives, and a counter that moves when views should ask again. */
export const live = {
  get on() {
    return on;
  },
  get rate() {
    return rate;
  },
  get arrivals() {
    return arrivals;
  },
  toggle() {
    on = !on;
  },
};

function announce() {
  if (pending) return;
  pending = setTimeout(
    () => {
      pending = undefined;
      lastTick = Date.now();
      arrivals++;
    },
    Math.max(0, lastTick + REFRESH_MILLIS - Date.now()),
  );
}

/** Follows the stream until the returned function is called. */
export function follow(scope: Pick<Scope, 'dataset' | 'query'>): () => void {
  const stream = api.live(scope);
  stream.addEventListener('rate', (message) => {
    rate = (JSON.parse(message.data) as { events: number }).events;
  });
  stream.addEventListener('events', announce);
  return () => {
    stream.close();
    clearTimeout(pending);
    pending = undefined;
    rate = 0;
  };
}
