import type { Edge, GraphRequest, GraphResult, Instance, PathRequest, Vertex } from '../src/api/types.ts';

/* What stands in for the graph questions of the analysis service: the same shapes, of generated events, by the plainest means. */
export type Row = Record<string, string | number>;

const kindOf = (field: string) => field.replace(/\.(parent|target)\./, '.').replace(/^(source|destination)\.ip$/, 'ip');
const idOf = (field: string, row: Row) => `${kindOf(field)}:${row[field]}`;
const matches = (query: string | undefined, row: Row) =>
  [...(query ?? '').matchAll(/([\w.]+):"?([^"\s)]+)"?/g)].every(
    ([, field, value]) => String(row[field!] ?? '') === value,
  );

function mostFrequent(values: (string | number | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function edgesOf(rows: readonly Row[], { edges, parallel }: GraphRequest) {
  const found = new Map<string, { source: string; target: string; kind: number; rows: Row[] }>();
  edges.forEach(({ source, target, query }, kind) => {
    for (const row of rows) {
      if (row[source] === undefined || row[target] === undefined || !matches(query, row)) continue;
      const [a, b] = [idOf(source, row), idOf(target, row)];
      const key = `${a}>${b}>${parallel ? kind : ''}`;
      const edge = found.get(key) ?? { source: a, target: b, kind, rows: [] };
      found.set(key, edge);
      edge.rows.push(row);
    }
  });
  return found;
}

export function graph(
  rows: readonly Row[],
  before: readonly Row[] | undefined,
  asked: GraphRequest,
  every: number,
): GraphResult {
  const now = edgesOf(rows, asked);
  const then = before && edgesOf(before, asked);
  const time = (row: Row) => Date.parse(String(row['time']));
  const from = Math.floor(Math.min(...rows.map(time)) / every) * every;
  const size = asked.snapshots ? Math.ceil((Math.max(...rows.map(time)) + 1 - from) / every) : 0;
  const at = new Map<string, Row[]>();
  let edges = [...new Set([...now.keys(), ...(then?.keys() ?? [])])].map((key): Edge => {
    const [a, b] = [now.get(key), then?.get(key)];
    const { source, target, kind } = (a ?? b)!;
    const all = a?.rows ?? [];
    for (const end of new Set([source, target])) at.set(end, [...(at.get(end) ?? []), ...all, ...(b?.rows ?? [])]);
    const times = (all.length > 0 ? all : b!.rows).map(({ time }) => String(time)).sort();
    const counts = Array.from({ length: size }, () => 0);
    for (const row of all) counts[Math.floor((time(row) - from) / every)]! += 1;
    const past = b?.rows.length ?? 0;
    return {
      source,
      target,
      kind: asked.parallel ? kind : 0,
      weight: all.length,
      events: all.length,
      firstSeen: times[0]!,
      lastSeen: times.at(-1)!,
      counts,
      measures: Object.fromEntries((asked.edgeMeasures ?? []).map((m) => [m, 12 / (1 + all.length)])),
      ...(then
        ? {
            change:
              past === 0
                ? 'new'
                : all.length === 0
                  ? 'gone'
                  : Math.abs(past - all.length) > past / 2
                    ? 'changed'
                    : 'same',
            before: { weight: past, events: past },
          }
        : {}),
    };
  });
  const around = asked.around && new Set(asked.around.vertices);
  if (around) edges = edges.filter(({ source, target }) => around.has(source) || around.has(target));
  const degree = new Map<string, number>();
  for (const { source, target } of edges)
    for (const end of [source, target]) degree.set(end, (degree.get(end) ?? 0) + 1);
  const names = Object.keys(Object.fromEntries([...(asked.measures ?? []), 'degree'].map((name) => [name, 0])));
  const vertices = [...degree.keys()].map((id, i): Vertex => {
    const its = at.get(id) ?? [];
    return {
      id,
      label: id.slice(id.indexOf(':') + 1),
      field: id.slice(0, id.indexOf(':')),
      events: its.length,
      measures: Object.fromEntries(
        names.map((name) => [
          name,
          name === 'degree' ? degree.get(id)! : name.endsWith('y') ? i % 4 : its.length / 6000,
        ]),
      ),
      attributes: Object.fromEntries(
        Object.values(asked.attributes ?? []).flatMap((field) => {
          const value = mostFrequent(its.map((row) => row[field]));
          return value === undefined ? [] : [[field, value]];
        }),
      ),
      members: 1,
      ...(asked.layout ? { x: (i * 0.618) % 1, y: (degree.get(id)! % 7) / 7 } : {}),
    };
  });
  const most = asked.limit ?? { vertices: 2000, edges: 10_000 };
  const kept = vertices.sort((a, b) => b.events - a.events).slice(0, most.vertices);
  const ids = new Set(kept.map(({ id }) => id));
  const keptEdges = edges.filter(({ source, target }) => ids.has(source) && ids.has(target)).slice(0, most.edges);
  return {
    vertices: kept,
    edges: keptEdges.sort((a, b) => b.weight - a.weight),
    total: { vertices: vertices.length, edges: edges.length },
    summary: { density: 0.055, reciprocity: 0, transitivity: 0.1, cyclic: true },
    ...(size > 0 ? { snapshots: { from: new Date(from).toISOString(), every: asked.snapshots!.every, size } } : {}),
    watermark: 60,
    elapsedMillis: 1,
  };
}

/** One shortest path, if there is any. */
export function paths(rows: readonly Row[], asked: GraphRequest & { path: PathRequest }) {
  const edges = [...edgesOf(rows, asked).values()];
  const { source, target } = asked.path;
  const ways = new Map<string, string[]>([[source, [source]]]);
  for (let ends = [source]; ends.length > 0 && !ways.has(target);) {
    const next: string[] = [];
    for (const end of ends)
      for (const edge of edges)
        if (edge.source === end && !ways.has(edge.target)) {
          ways.set(edge.target, [...ways.get(end)!, edge.target]);
          next.push(edge.target);
        }
    ends = next;
  }
  const way = ways.get(target);
  const found = way ? [{ vertices: way, edges: [], cost: way.length - 1 }] : [];
  return { paths: found, truncated: false, watermark: 60 };
}

/** A process for every name on every host and its parent there. */
export function processes(rows: readonly Row[]) {
  const found = new Map<string, Instance>();
  const idOf = (row: Row, field: string) => `${row['host.name']}/${row[field]}`;
  for (const row of [...rows].reverse()) {
    if (row['process.name'] === row['process.parent.name']) continue;
    const id = idOf(row, 'process.name');
    const known = found.get(id);
    found.set(id, {
      id,
      parent: idOf(row, 'process.parent.name'),
      name: String(row['process.name']),
      executable: `C:\\Windows\\System32\\${row['process.name']}`,
      commandLine: `${row['process.name']} -k ${row['user.name']} -p`,
      pid: 400 + found.size * 12,
      parentName: String(row['process.parent.name']),
      host: String(row['host.name']),
      user: String(row['user.name']),
      start: known?.start ?? String(row['time']),
      end: String(row['time']),
      events: (known?.events ?? 0) + 1,
      orphan: false,
      ...(known ? { parent: known.parent, pid: known.pid, user: known.user, commandLine: known.commandLine } : {}),
    });
  }
  return { processes: [...found.values()], total: found.size, watermark: 60 };
}
