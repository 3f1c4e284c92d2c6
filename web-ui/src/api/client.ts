import { parseExact } from '../lib/exact';
import type {
  Collector,
  CompareRequest,
  CompareResult,
  Dataset,
  Event as SpoorEvent,
  FieldSummary,
  GraphRequest,
  GraphResult,
  Malformed,
  Page,
  PathsRequest,
  PathsResult,
  MirrorStatus,
  ProblemDetail,
  ProcessesRequest,
  ProcessesResult,
  StatsResult,
  StatsTest,
  Step,
  TableRequest,
  TableResult,
} from './types';

const ROOT = '/api/v1';

/** What every question carries: the dataset, a half-open time range and Lucene text. */
export type Scope = { dataset: string } & Pick<TableRequest, 'from' | 'to' | 'query' | 'asOf'>;

/** The server's problem details; without a status where no server answered. */
export type Refusal = Partial<ProblemDetail> & { status: number };

/** An answer that is not 2xx, with the server's problem details. */
export class ApiError extends Error {
  constructor(readonly problem: Refusal) {
    super(problem.detail ?? problem.title ?? `The server answered ${problem.status}.`);
  }

  /** Whether the same call would be refused again. */
  get isRefusal(): boolean {
    return this.problem.status >= 400 && this.problem.status < 500;
  }
}

/** Called once a call is refused for want of a session. */
let signedOut = () => {};
export function onSignedOut(callback: () => void): void {
  signedOut = callback;
}

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(ROOT + path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError({ status: 0, code: 'unreachable', detail: 'The server does not answer. Is ./spoor running?' });
  }
  if (response.ok) return response;
  if (response.status === 401) signedOut();
  const problem = (await response.json().catch(() => ({}))) as Partial<ProblemDetail>;
  throw new ApiError({ ...problem, status: response.status });
}

const json = async <T>(response: Promise<Response>): Promise<T> => parseExact(await (await response).text()) as T;

const asked = (body: unknown, accept = 'application/json', signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Accept: accept },
  body: JSON.stringify(body),
  signal: signal ?? null,
});

const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  json(send(path, asked(body, 'application/json', signal)));

function search(parameters: object): string {
  const pairs = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
}

export const datasets = (signal?: AbortSignal) => json<Dataset[]>(send('/datasets', { signal: signal ?? null }));

export const collectors = (signal?: AbortSignal) => json<Collector[]>(send('/collectors', { signal: signal ?? null }));

/** What of a dataset could not be read, latest first. */
export const malformed = (dataset: string, limit: number, signal?: AbortSignal) =>
  json<Malformed[]>(send(`/malformed?${search({ dataset, limit })}`, { signal: signal ?? null }));

/** How far the answers are behind what is stored. */
export const mirror = (signal?: AbortSignal) => json<MirrorStatus>(send('/mirror', { signal: signal ?? null }));

export const fields = (dataset: string, signal?: AbortSignal) =>
  json<FieldSummary[]>(send(`/fields?${search({ dataset })}`, { signal: signal ?? null }));

export const events = (scope: Scope, page: { limit: number; after?: string }, signal?: AbortSignal) =>
  json<Page>(send(`/events?${search({ ...scope, ...page })}`, { signal: signal ?? null }));

const rawPath = (id: string): string => `/events/${encodeURIComponent(id)}/raw`;

export const event = (id: string, signal?: AbortSignal) =>
  json<SpoorEvent>(send(`/events/${encodeURIComponent(id)}`, { signal: signal ?? null }));

/** An event's bytes as they came. */
export const raw = async (id: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await send(rawPath(id), { signal: signal ?? null })).arrayBuffer());

export const rawAddress = (id: string): string => ROOT + rawPath(id);

export const table = (scope: Scope, steps: Step[], signal?: AbortSignal) =>
  post<TableResult>('/table', { ...scope, steps } satisfies TableRequest, signal);

/** The same as a file of comma-separated values. */
export const tableFile = async (scope: Scope, steps: Step[]): Promise<Blob> =>
  (await send('/table', asked({ ...scope, steps } satisfies TableRequest, 'text/csv'))).blob();

export const stats = (scope: Scope, test: StatsTest, signal?: AbortSignal) =>
  post<StatsResult>('/stats', { ...scope, test }, signal);

export const compare = (question: CompareRequest, signal?: AbortSignal) =>
  post<CompareResult>('/compare', question, signal);

/** A graph of the events of a scope. */
export type GraphQuestion = Omit<GraphRequest, keyof Scope>;
export type PathsQuestion = Omit<PathsRequest, keyof Scope>;

export const graph = (scope: Scope, question: GraphQuestion, signal?: AbortSignal) =>
  post<GraphResult>('/graph', { ...scope, ...question } satisfies GraphRequest, signal);

/** The forms in which the server writes a graph, by the ending of a file. */
export const GRAPH_FORMS = {
  graphml: 'application/graphml+xml',
  gexf: 'application/gexf+xml',
  dot: 'text/vnd.graphviz',
  csv: 'text/csv',
  json: 'application/json',
} as const;
export type GraphForm = keyof typeof GRAPH_FORMS;

export const graphFile = async (scope: Scope, question: GraphQuestion, form: GraphForm): Promise<Blob> =>
  (await send('/graph', asked({ ...scope, ...question }, GRAPH_FORMS[form]))).blob();

export const paths = (scope: Scope, question: PathsQuestion, signal?: AbortSignal) =>
  post<PathsResult>('/graph/paths', { ...scope, ...question } satisfies PathsRequest, signal);

export const processes = (scope: Scope, limit: number, signal?: AbortSignal) =>
  post<ProcessesResult>('/processes', { ...scope, limit } satisfies ProcessesRequest, signal);

const livePath = (scope: Pick<Scope, 'dataset' | 'query'>) =>
  `/live?${search({ dataset: scope.dataset, query: scope.query })}`;

/** The live stream; the caller closes it. */
export const live = (scope: Pick<Scope, 'dataset' | 'query'>): EventSource => new EventSource(ROOT + livePath(scope));

/** Why there is no live stream, which the stream itself doesn't tell; nothing where there would be one now. */
export async function liveProblem(scope: Pick<Scope, 'dataset' | 'query'>): Promise<ApiError | undefined> {
  const control = new AbortController();
  try {
    await send(livePath(scope), { signal: control.signal });
    return undefined;
  } catch (error) {
    return error instanceof ApiError ? error : undefined;
  } finally {
    control.abort();
  }
}
