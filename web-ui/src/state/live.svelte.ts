import * as api from '../api/client';
import type { ApiError, Scope } from '../api/client';
import type { Rate } from '../api/types';
import { news } from './news.svelte';

const RETRY_MILLIS = 3000;
let on = $state(localStorage.getItem('spoor.live') !== 'off');
let connected = $state(false);
let lost = $state(false);
let problem = $state.raw<ApiError>();
let rate = $state(0);

/** Whether to follow what arrives, and how fast it arrives. */
export const live = {
  get on() {
    return on;
  },
  /** Where the stream stands: `lost` means that it is being sought again, `refused` that this would be in vain. */
  get state(): 'off' | 'connecting' | 'connected' | 'lost' | 'refused' {
    if (!on) return 'off';
    if (problem?.isRefusal) return 'refused';
    return connected ? 'connected' : lost ? 'lost' : 'connecting';
  },
  /** Why there is no stream, where the server says so. */
  get problem() {
    return problem?.message;
  },
  get rate() {
    return rate;
  },
  toggle() {
    on = !on;
    localStorage.setItem('spoor.live', on ? 'on' : 'off');
  },
};

/** Follows the stream, and seeks it again when it is lost, but not where it is refused, until the returned function is called. */
export function follow(scope: Pick<Scope, 'dataset' | 'query'>): () => void {
  let stream: EventSource;
  let isOver = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    stream = api.live(scope);
    stream.addEventListener('open', () => {
      if (lost) news.announce(live); // what came in between is not told again
      connected = true;
      lost = false;
      problem = undefined;
    });
    stream.addEventListener('rate', (message) => {
      rate = (JSON.parse(message.data) as Rate).events;
      if (rate > 0) news.announce(live); // late events, too, which are not among the newest
    });
    stream.addEventListener('error', () => {
      connected = false;
      lost = true;
      rate = 0;
      if (stream.readyState === EventSource.CLOSED) void seek(); // else the browser itself tries again
    });
  };
  const seek = async () => {
    const found = await api.liveProblem(scope);
    if (isOver) return;
    problem = found;
    if (!found?.isRefusal) retry = setTimeout(open, RETRY_MILLIS);
  };
  open();
  return () => {
    isOver = true;
    stream.close();
    clearTimeout(retry);
    news.withdraw(live);
    connected = false;
    lost = false;
    problem = undefined;
    rate = 0;
  };
}
