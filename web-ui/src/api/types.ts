/** The shapes of /api/v1 that the workbench reads. The server's OpenAPI document is the contract. */
export interface Dataset {
  name: string;
  events: number;
  from: string | null;
  to: string | null;
  watermark: number;
  bytes: number;
}
export type Cell = string | number | boolean | null;
export interface Field {
  name: string;
  type: 'text' | 'long' | 'double' | 'boolean' | 'time';
  events: number;
  distinct: number;
}
export type SpoorEvent = { id: string; time: string } & Record<string, Cell | undefined>;
export interface EventPage {
  events: SpoorEvent[];
  next: string | null;
  watermark: number;
}
export interface Table {
  columns: { name: string; type: string }[];
  rows: Cell[][];
  rowCount: number;
  truncated: boolean;
  watermark: number;
}
export interface Vertex {
  id: string;
  label: string;
  field: string;
  events: number;
  attributes?: Record<string, Cell>;
}
export interface Edge {
  source: string;
  target: string;
  weight: number;
  firstSeen?: string;
  lastSeen?: string;
}
export interface Graph {
  vertices: Vertex[];
  edges: Edge[];
  total: { vertices: number; edges: number };
  watermark: number;
}
export interface ProblemError {
  at?: string;
  offset?: number;
  length?: number;
  message: string;
  suggestions?: string[];
}
export interface Problem {
  title?: string;
  status: number;
  detail?: string;
  code?: string;
  errors?: ProblemError[];
}
/** What every question carries: the dataset, a half-open time range and Lucene text. */
export interface Scope {
  dataset: string;
  from?: string;
  to?: string;
  query?: string;
  asOf?: number;
}
