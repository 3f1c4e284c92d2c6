import type { Step, TableRequest } from '../api/types';

/** A question to the API: where it is put, and what it says. */
export type Asking = { path: '/table'; body: TableRequest } | { path: '/stats' | '/graph' | '/compare'; body: object };

/** The ways in which a question is written. */
export const LANGUAGES = { json: 'JSON', java: 'Java', curl: 'curl' } as const;
export type Language = keyof typeof LANGUAGES;

export function code(asking: Asking, language: Language, origin: string): string | undefined {
  if (language === 'json') return json(asking.body);
  if (language === 'curl') return curl(asking, origin);
  return asking.path === '/table' ? java(asking.body) : undefined;
}

const WIDTH = 100;

/** JSON with what fits on a line on one. */
export function json(value: unknown, indent = ''): string {
  const flat = spaced(value);
  if (flat.length + indent.length <= WIDTH || typeof value !== 'object' || value === null) return flat;
  const deeper = `${indent}  `;
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', value.map((part) => json(part, deeper))]
    : ['{', '}', Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${json(part, deeper)}`)];
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${parts.map(([name, part]) => `${JSON.stringify(name)}: ${spaced(part)}`).join(', ')}}`;
}

/** A command that asks it; the token stays in its file. */
export const curl = ({ path, body }: Asking, origin: string): string =>
  [
    `curl --silent --show-error --fail-with-body ${origin}/api/v1${path} \\`,
    `  --header "Authorization: Bearer $(cat data/access-token)" \\`,
    `  --header 'Content-Type: application/json' \\`,
    `  --data-binary @- <<'JSON'`,
    json(body),
    'JSON',
  ].join('\n');

/** A text as Java writes it. */
export const javaText = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replace(/[^ -~]/g, (c) => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
const ESCAPES: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

const texts = (all: readonly string[] = []): string => all.map(javaText).join(', ');
const list = (all: readonly string[] = []): string => `List.of(${texts(all)})`;
const duration = (iso = ''): string => `Duration.parse(${javaText(iso)})`;

/** Double as Java writes it. */
const double = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

/** Columns by their names, as the client's expressions. */
const columns = (named: Record<string, string> = {}): string =>
  Object.entries(named)
    .map(([name, text]) => (name === text ? `of(${javaText(text)})` : `of(${javaText(text)}).as(${javaText(name)})`))
    .join(', ');
const after = (first: string, rest: string): string => (rest ? `${first}, ${rest}` : first);

/** The question in the notebook's language, whose `spoor` is connected already. */
export function java(request: TableRequest): string {
  return [
    'import static spoor.client.Expression.of;',
    '',
    'import java.time.*;',
    'import java.util.*;',
    'import spoor.client.*;',
    'import spoor.request.*;',
    '',
    `var answer = ${frame(request, '        ')}`,
    '        .fetch();',
  ].join('\n');
}

function frame({ dataset = 'default', from, to, query, asOf, steps = [] }: TableRequest, indent: string): string {
  return [
    `spoor.events(${javaText(dataset)})`,
    ...(from ? [`from(Instant.parse(${javaText(from)}))`] : []),
    ...(to ? [`to(Instant.parse(${javaText(to)}))`] : []),
    ...(query ? [`where(${javaText(query)})`] : []),
    ...(asOf === undefined ? [] : [`asOf(${asOf}L)`]),
    ...steps.map((step) => call(step, `${indent}        `)),
  ].join(`\n${indent}.`);
}

/** A step as a call of a frame's method. */
function call(step: Step, indent: string): string {
  if ('derive' in step) return `derive(${columns(step.derive)})`;
  if ('filter' in step) return `filter(${javaText(step.filter)})`;
  if ('bucket' in step) {
    const { field = 'time', every, as = field } = step.bucket;
    return `bucket(${javaText(field)}, ${duration(every)}, ${javaText(as)})`;
  }
  if ('group' in step) return `groupBy(${texts(step.group.by)}).agg(${columns(step.group.agg)})`;
  if ('window' in step) {
    const { window: over } = step;
    return `${parts(over)}.add(${columns(over.add)})`;
  }
  if ('pivot' in step) {
    const { rows, columns: over = '', value = '', agg = 'sum' } = step.pivot;
    return `pivot(${list(rows)}, ${javaText(over)}, ${javaText(value)}, ${javaText(agg)})`;
  }
  if ('melt' in step) {
    const { keep, columns: of, name = 'name', value = 'value' } = step.melt;
    return `melt(${list(keep)}, ${list(of)}, ${javaText(name)}, ${javaText(value)})`;
  }
  if ('join' in step) {
    const { with: other = {}, on, type = 'inner' } = step.join;
    return `join(${after(`${frame(other, indent)}, Step.Join.Type.${type}`, texts(on))})`;
  }
  if ('asofJoin' in step) {
    const { with: other = {}, on, time = 'time', direction = 'backward', tolerance } = step.asofJoin;
    const near = tolerance ? duration(tolerance) : 'null';
    return `asofJoin(${after(`${frame(other, indent)}, ${javaText(time)}, Step.AsofJoin.Direction.${direction}, ${near}`, texts(on))})`;
  }
  if ('select' in step) return `select(${texts(step.select)})`;
  if ('sort' in step) return `sort(${texts(step.sort)})`;
  if ('limit' in step) return `limit(${step.limit})`;
  if ('sample' in step) return `sample(${step.sample.rows ?? 0}, ${step.sample.seed ?? 0}L)`;
  if ('distinct' in step) return `distinct(${texts(step.distinct)})`;
  if ('top' in step) {
    const { field = '', rows = 10, by = 'count()', as = 'n' } = step.top;
    return `top(${javaText(field)}, ${rows}, ${columns({ [as]: by })})`;
  }
  if ('sessionize' in step) {
    const { time = 'time', gap, as = 'session' } = step.sessionize;
    return `${parts(step.sessionize)}.sessionize(${javaText(time)}, ${duration(gap)}, ${javaText(as)})`;
  }
  if ('sequence' in step) {
    const { time = 'time', within, steps = {} } = step.sequence;
    return `${parts(step.sequence)}.sequence(${javaText(time)}, ${duration(within)}, ${columns(steps)})`;
  }
  if ('resample' in step) {
    const { field = 'time', every, fill = 'none', by, agg } = step.resample;
    return `resample(${after(`${javaText(field)}, ${duration(every)}, Step.Resample.Fill.${fill}, ${list(by)}`, columns(agg))})`;
  }
  if ('rank' in step) return `${parts(step.rank)}.rank(${javaText(step.rank.as ?? 'rank')})`;
  if ('cumulative' in step) return `${parts(step.cumulative)}.cumulative(${columns(step.cumulative.add)})`;
  if ('diff' in step) return `${parts(step.diff)}.diff(${texts([step.diff.field ?? '', step.diff.as ?? 'diff'])})`;
  if ('describe' in step) return `describe(${texts(step.describe)})`;
  if ('correlate' in step)
    return `correlate(${after(`Step.Correlate.Method.${step.correlate.method ?? 'pearson'}`, texts(step.correlate.fields))})`;
  if ('histogram' in step)
    return `histogram(${after(`${javaText(step.histogram.field ?? '')}, ${step.histogram.bins ?? 20}`, texts(step.histogram.by))})`;
  if ('quantiles' in step) {
    const { field = '', at = [], by } = step.quantiles;
    return `quantiles(${after(`${javaText(field)}, List.of(${at.map(double).join(', ')})`, texts(by))})`;
  }
  if ('rarity' in step) {
    const { of = [], given, as = 'rarity' } = step.rarity;
    return `rarity(${list(of)}, ${list(given)}, ${javaText(as)})`;
  }
  return `firstSeen(${texts([step.firstSeen.time ?? 'time', ...(step.firstSeen.of ?? [])])})`;
}

const parts = ({ by, order }: { by?: string[]; order?: string[] }): string =>
  `partBy(${texts(by)})${order?.length ? `.orderBy(${texts(order)})` : ''}`;
