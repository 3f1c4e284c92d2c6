import type { Relation } from './drawn';
import { escapeField, quote, type Filter } from './lucene';

/** A relation with a name of its own; `of` makes it of the events that tell it. */
export interface Preset {
  name: string;
  relations: Relation[];
}

const STARTS = 'event.action:process_start';

/** What researchers ask most, the first being the usual one. */
export const PRESETS: readonly Preset[] = [
  {
    name: 'process → process',
    relations: [{ source: 'process.parent.name', target: 'process.name', query: STARTS }],
  },
  { name: 'user → host', relations: [{ source: 'user.name', target: 'host.name' }] },
  { name: 'host → address', relations: [{ source: 'host.name', target: 'destination.ip' }] },
  { name: 'process → address', relations: [{ source: 'process.name', target: 'destination.ip' }] },
  { name: 'process → file', relations: [{ source: 'process.name', target: 'file.path' }] },
  { name: 'process → library', relations: [{ source: 'process.name', target: 'dll.path' }] },
  { name: 'process → accessed process', relations: [{ source: 'process.name', target: 'process.target.name' }] },
  {
    name: 'user → process → process → address',
    relations: [
      { source: 'user.name', target: 'process.parent.name', query: STARTS },
      { source: 'process.parent.name', target: 'process.name', query: STARTS },
      { source: 'process.name', target: 'destination.ip' },
    ],
  },
];

export const USUAL: readonly Relation[] = PRESETS[0]!.relations;

const text = (relations: readonly Relation[]) =>
  JSON.stringify(relations.map((r) => [r.source, r.target, r.query ?? '']));

/** The preset that these relations are; none where a researcher chose them. */
export const presetOf = (relations: readonly Relation[]): Preset | undefined =>
  PRESETS.find((preset) => text(preset.relations) === text(relations));

export const isUsual = (relations: readonly Relation[]): boolean => text(relations) === text(USUAL);

/** A field without what its name says twice. */
export const short = (field: string): string =>
  field.replace(/\.(name|ip|path)$/, '').replace(/^process\.parent$/, 'parent');

/** What relations are called. */
export const nameOf = (relations: readonly Relation[]): string =>
  presetOf(relations)?.name ?? relations.map(({ source, target }) => `${short(source)} → ${short(target)}`).join(', ');

/** An end of a relation, where a value stands. */
export interface End {
  relation: Relation;
  end: 'source' | 'target';
}

/** The fields at some ends; most often one or two. */
export const fieldsOf = (ends: readonly End[]): string[] => [
  ...new Set(ends.map(({ relation, end }) => relation[end])),
];

const term = (field: string, value: string): string => `${escapeField(field)}:${quote(value)}`;
const within = ({ query }: Relation, clause: string): string => (query ? `((${query}) AND ${clause})` : clause);

/** The events that have the value at any of these ends, as Lucene text. */
export function eventsAt(ends: readonly End[], value: string): string {
  const terms = [...new Set(ends.map(({ relation, end }) => within(relation, term(relation[end], value))))];
  return terms.length === 1 ? terms[0]! : `(${terms.join(' OR ')})`;
}

/** The events from one value to another, as Lucene text. */
export const eventsAlong = (relation: Relation, from: string, to: string): string =>
  within(relation, `(${term(relation.source, from)} AND ${term(relation.target, to)})`);

/** The filter that leaves the events which have the value at one of these ends; of more than two fields, at the first two. */
export function filterAt(ends: readonly End[], value: string): Filter {
  const [field = '', or] = fieldsOf(ends);
  return { field, ...(or ? { or } : {}), value, not: false };
}

/** The filters that leave the events from one value to another. */
export const filtersAlong = ({ source, target }: Relation, from: string, to: string): Filter[] => [
  { field: source, value: from, not: false },
  { field: target, value: to, not: false },
];

/** A researcher's text that also leaves nothing but the events of relations; as it is where one of them is of all events. */
export function narrowed(query: string, relations: readonly Relation[]): string {
  const own = query.trim();
  const texts = [...new Set(relations.map((relation) => relation.query ?? ''))];
  if (texts.includes('') || texts.includes(own)) return own;
  const all = texts.length === 1 ? texts[0]! : texts.map((text) => `(${text})`).join(' OR ');
  return own ? `(${own}) AND (${all})` : all;
}
