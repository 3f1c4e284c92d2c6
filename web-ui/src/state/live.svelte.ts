import * as api from '../api/client';
import type { Scope } from '../api/client';
import type { Rate } from '../api/types';

const REFRESH_MILLIS = 2000;
const RETRY_MILLIS = 3000;
let on = $state(localStorage.getItem('spoor.live') !== 'off');
let connected = $state(false);
let lost = $state(false);
let rate = $state(0);
let arrivals = $state(0);
let lastTick = 0;
let pending: ReturnType<typeof setTimeout> | undefined;

/** Whether to follow what arrives, how fast it arrives, and a counter that moves when views should ask again. */
export const live = {
  get on() {
    return on;
  },
  /** Where the stream stands: `lost` means that it was there and is being sought again. */
  get state(): 'off' | 'connecting' | 'connected' | 'lost' {
    if (!on) return 'off';
    return connected ? 'connected' : lost ? 'lost' : 'connecting';
  },
  get rate() {
    return rate;
  },
  get arrivals() {
    return arrivals;
  },
  toggle() {
    on = !on;
    localStorage.setItem('spoor.live', on ? 'on' : 'off');
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

/** Follows the stream, and seeks it again when it is lost, until the returned function is called. */
export function follow(scope: Pick<Scope, 'dataset' | 'query'>): () => void {
  let stream: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    stream = api.live(scope);
    stream.addEventListener('open', () => {
      if (lost) announce(); // what came in between is not told again
      connected = true;
      lost = false;
    });
    stream.addEventListener('rate', (message) => {
      rate = (JSON.parse(message.data) as Rate).events;
      if (rate > 0) announce(); // late events, too, which are not among the newest
    });
    stream.addEventListener('error', () => {
      connected = false;
      lost = true;
      rate = 0;
      if (stream.readyState !== EventSource.CLOSED) return; // the browser itself tries again
      retry = setTimeout(open, RETRY_MILLIS);
      void api.datasets().catch(() => {}); // says whether it is the session that is over
    });
  };
  open();
  return () => {
    stream.close();
    clearTimeout(retry);
    clearTimeout(pending);
    pending = undefined;
    connected = false;
    lost = false;
    rate = 0;
  };
}
