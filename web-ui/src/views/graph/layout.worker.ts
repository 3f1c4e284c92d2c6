import { spread, type Spread } from '../../lib/spread';

/* A thread of its own, so that the page goes on while a graph is laid out. */
addEventListener('message', ({ data }: MessageEvent<Spread>) => postMessage(spread(data)));
