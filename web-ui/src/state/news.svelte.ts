import { isAsking } from './question.svelte';

const REFRESH_MILLIS = 2000;
const PATIENCE_MILLIS = 200;
let count = $state(0);
let lastTick = 0;
let pending: ReturnType<typeof setTimeout> | undefined;
const sources = new Set<object>();

/**
 * That there is more to see: a counter that views depend on to ask again. It moves at most every two seconds, and not while
 * questions are being answered, which would else be withdrawn again and again and never have an answer.
 */
export const news = {
  get count() {
    return count;
  },
  /** There is more to see; the counter will move. */
  announce(source: object) {
    sources.add(source);
    pending ??= setTimeout(tell, Math.max(0, lastTick + REFRESH_MILLIS - Date.now()));
  },
  /** What a source announced and nobody has seen yet need not be seen. */
  withdraw(source: object) {
    sources.delete(source);
  },
};

function tell() {
  pending = undefined;
  if (sources.size === 0) return;
  if (isAsking()) {
    pending = setTimeout(tell, PATIENCE_MILLIS);
    return;
  }
  sources.clear();
  lastTick = Date.now();
  count++;
}
