import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { seeded } from '../src/lib/layout.ts';
import type { GraphRequest, PathRequest } from '../src/api/types.ts';
import { graph, paths, processes, type Row } from './graph.ts';

/* Generated events for `npm run dev` only; never part of the bundle. It reads filters, not Lucene. */
const random = seeded(7);
const START = Date.UTC(2026, 8, 18, 7);
const SPAN = 11 * 3_600_000;
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * random() * list.length)]!;
const PAIRS =
  'services.exe>svchost.exe svchost.exe>taskhostw.exe explorer.exe>chrome.exe explorer.exe>winword.exe chrome.exe>chrome.exe svchost.exe>wmiprvse.exe explorer.exe>cmd.exe cmd.exe>ping.exe winlogon.exe>userinit.exe userinit.exe>explorer.exe wininit.exe>services.exe services.exe>spoolsv.exe svchost.exe>dllhost.exe explorer.exe>outlook.exe outlook.exe>winword.exe winword.exe>powershell.exe powershell.exe>whoami.exe powershell.exe>rundll32.exe cmd.exe>conhost.exe services.exe>msmpeng.exe'
    .split(' ')
    .map((pair) => pair.split('>') as [string, string]);
const ACTIONS =
  'registry_change process_access dll_load registry_set file_delete file_create process_start network_connect process_end logon pipe_create dns_query'.split(
    ' ',
  );
const rows: Row[] = Array.from({ length: 6000 }, (_, i) => {
  const burst = i % 5 === 0;
  const millis = START + (burst ? 10 * 3_600_000 + random() * 2_400_000 : random() * SPAN);
  const time = new Date(millis).toISOString();
  const [parent, child] = pick(PAIRS);
  const action = burst ? 'file_create' : pick(ACTIONS);
  return {
    id: `${Math.floor(i / 100) + 1}-${i % 100}`,
    time,
    occurredAt: time,
    receivedAt: new Date(millis + 900).toISOString(),
    collector: 'generated',
    'event.action': action,
    'host.name': pick(['WS-014', 'WS-022', 'DC-01', 'FS-02']),
    'user.name': pick(['SYSTEM', 'm.weber', 'a.lang', 'NETWORK SERVICE']),
    'process.name': child,
    'process.parent.name': parent,
    ...(action.startsWith('file') ? { 'file.path': `C:\\Shares\\finance\\q${i % 4}\\report-${i}.xlsx` } : {}),
    ...(action.startsWith('reg') ? { 'registry.path': `HKLM\\System\\CurrentControlSet\\Services\\Tcpip\\${i}` } : {}),
    ...(action === 'network_connect' ? { 'destination.ip': `10.0.3.${i % 250}`, 'destination.port': 443 } : {}),
  };
}).sort((a, b) => (String(a['time']) < String(b['time']) ? 1 : -1));

interface Asked {
  from?: string;
  to?: string;
  query?: string;
  after?: string;
  limit?: unknown;
  steps?: { bucket?: { every: string } }[];
  snapshots?: { every: string };
  compareTo?: { from: string; to: string };
}
function matching({ from, to, query = '' }: Asked): Row[] {
  const clauses = [...query.matchAll(/(NOT )?([\w.]+):"?([^"\s)]+|[^"]+)"?/g)];
  return rows.filter(
    (row) =>
      (!from || String(row['time']) >= from) &&
      (!to || String(row['time']) < to) &&
      clauses.every(([, not, field, value]) => (String(row[field!] ?? '') === value) !== Boolean(not)),
  );
}
const MILLIS: Record<string, number> = { S: 1000, M: 60_000, H: 3_600_000, D: 86_400_000 };
const every = (iso: string) => Number(/\d+/.exec(iso)?.[0]) * (MILLIS[iso.at(-1) ?? 'M'] ?? 60_000);
const tally = <K>(keys: K[]) =>
  keys.reduce((sums, key) => sums.set(key, (sums.get(key) ?? 0) + 1), new Map<K, number>());

function table(asked: Asked) {
  const width = every(asked.steps?.[0]?.bucket?.every ?? 'PT1M');
  const sums = tally(
    matching(asked).map(
      (row) =>
        `${new Date(Math.floor(Date.parse(String(row['time'])) / width) * width).toISOString()}|${row['event.action']}`,
    ),
  );
  return { columns: [], rows: [...sums].map(([key, n]) => [...key.split('|'), n]), rowCount: sums.size, watermark: 60 };
}
const COLLECTORS = (
  [
    ['WS-014', 'default', 482_913, 0, 0, 12, 2, 'exchange'],
    ['WS-022', 'default', 391_204, 0, 4, -303_120, 6, 'exchange'],
    ['DC-01', 'default', 2_204_881, 120_400, 0, 3_599_871, 14, 'exchange'],
    ['FS-02', 'lab', 90_112, 0, 8_400, -840, 1_300, 'events'],
    ['10.0.3.17', 'default', 1_204, 0, 0, -86_400_000 * 365 * 6, 40, 'exchange'],
    ['recordings', 'lab', 32_706, 32_706, 0, null, null, null],
  ] as const
).map(([name, dataset, stored, duplicate, malformed, offset, uncertainty, basis], i) => ({
  name,
  dataset,
  lastSeen: new Date(Date.now() - 7 ** i * 900).toISOString(),
  received: stored + duplicate + malformed,
  stored,
  duplicate,
  rejected: 0,
  malformed,
  dropped: 0,
  clockOffsetMillis: offset,
  clockUncertaintyMillis: uncertainty,
  clockMeasuredAt: basis && new Date().toISOString(),
  clockBasis: basis,
}));
function answer(path: string, asked: Asked): unknown {
  if (path === '/collectors') return COLLECTORS;
  if (path === '/datasets')
    return [
      {
        name: 'default',
        events: rows.length,
        from: rows.at(-1)?.['time'],
        to: rows[0]?.['time'],
        watermark: 60,
        bytes: 1,
        keep: 'forever',
      },
    ];
  if (path === '/fields')
    return [...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => ({
      name,
      type: 'text',
      events: 6000,
      distinct: 9,
    }));
  if (path === '/table') return table(asked);
  if (path === '/graph') {
    const before = asked.compareTo && matching({ ...asked, ...asked.compareTo });
    return graph(matching(asked), before, asked as unknown as GraphRequest, every(asked.snapshots?.every ?? 'PT1M'));
  }
  if (path === '/graph/paths') return paths(matching(asked), asked as unknown as GraphRequest & { path: PathRequest });
  if (path === '/processes') return processes(matching(asked));
  if (path === '/events') {
    const [found, at, limit] = [matching(asked), Number(asked.after ?? 0), Number(asked.limit ?? 100)];
    return {
      events: found.slice(at, at + limit),
      next: at + limit < found.length ? String(at + limit) : null,
      watermark: 60,
    };
  }
  const id = path.split('/')[2];
  return rows.find((row) => row['id'] === id);
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://mock');
  if (url.pathname === '/live') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const beat = setInterval(() => response.write('event: rate\ndata: {"events":12}\n\n'), 1000);
    request.on('close', () => clearInterval(beat));
    return;
  }
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const asked = (body ? JSON.parse(body) : Object.fromEntries(url.searchParams)) as Asked;
  if (asked.query?.includes('procss')) {
    const error = {
      at: 'query',
      offset: asked.query.indexOf('procss'),
      length: 12,
      message: 'There is no such field.',
      suggestions: ['process.name'],
    };
    response.writeHead(400, { 'Content-Type': 'application/problem+json' });
    response.end(JSON.stringify({ title: 'Unknown field', status: 400, detail: error.message, errors: [error] }));
    return;
  }
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(answer(url.pathname, asked) ?? null));
}

/** A stand-in for the analysis service while developing the page. */
export const mockApi = (): Plugin => ({
  name: 'spoor-mock-api',
  configurePreviewServer: (server) => {
    server.middlewares.use('/api/v1', (request, response) => void serve(request, response));
  },
  configureServer: (server) => {
    server.middlewares.use('/api/v1', (request, response) => void serve(request, response));
  },
});
