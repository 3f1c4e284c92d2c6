import * as api from '../api/client';
import type { MirrorStatus } from '../api/types';
import { news } from './news.svelte';

const BEHIND_MILLIS = 1_000;
const USUAL_MILLIS = 5_000;
let standing = $state.raw<MirrorStatus>();

/** Whether answers lack what has long been stored, and how much of it they have. */
export const mirror = {
  get behind() {
    return standing?.behind ?? false;
  },
  /** In whole percent, 0 to 99. */
  get percent() {
    return standing ? Math.min(99, Math.floor((100 * standing.watermark) / Math.max(1, standing.storeWatermark))) : 0;
  },
};

/** Keeps an eye on it until the returned function is called. */
export function watch(): () => void {
  const control = new AbortController();
  let next: ReturnType<typeof setTimeout>;
  const look = async () => {
    try {
      const now = await api.mirror(control.signal);
      if (control.signal.aborted) return;
      if (standing?.behind && standing.watermark !== now.watermark) news.announce(mirror);
      standing = now;
    } catch {
      // Whoever asks for more than this is told why the server does not answer.
    }
    if (!control.signal.aborted) next = setTimeout(() => void look(), standing?.behind ? BEHIND_MILLIS : USUAL_MILLIS);
  };
  void look();
  return () => {
    control.abort();
    clearTimeout(next);
  };
}
