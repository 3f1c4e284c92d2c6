import type { CompareRequest, EdgeDifference, Effect, FieldDifference, ValueDifference } from '../api/types';
import type { Against } from './codec';
import { count } from './format';
import { clamp, linear, type Range } from './scale';

/** What is compared: some of a dataset's events. */
interface Scope {
  dataset?: string;
  from?: string;
  to?: string;
  query?: string;
  asOf?: number;
}

/** How a comparison is asked for, with its name; other times where `against` is absent. */
export interface Baseline {
  against: Against | undefined;
  words: string;
}

const TIMES: Baseline = { against: undefined, words: 'all other times' };
const BEFORE: Baseline = { against: 'before', words: 'as much time just before' };
const REST: Baseline = { against: 'rest', words: 'all else in this time' };

/** With what events can be compared; with nothing where they are all of a dataset. */
export function baselines({ from, to, query }: Scope): Baseline[] {
  return [...(from || to ? [TIMES] : []), ...(from ? [BEFORE] : []), ...(query ? [REST] : [])];
}

/** The one that is asked for, or else the first that is possible. */
export const chosen = (possible: readonly Baseline[], against: Against | undefined): Baseline | undefined =>
  possible.find((baseline) => baseline.against === against) ?? possible[0];

/**
 * The question for what is different.
 *
 * @param span of the events, in ms since 1970
 */
export function compareRequest(scope: Scope, against: Against | undefined, [start, end]: Range): CompareRequest {
  const { dataset, asOf, ...selection } = scope;
  const iso = (millis: number) => new Date(millis).toISOString();
  const query = selection.query ? { query: selection.query } : {};
  return {
    ...(dataset ? { dataset } : {}),
    ...(asOf === undefined ? {} : { asOf }),
    selection,
    ...(against === 'before' ? { baseline: { from: iso(start - (end - start)), to: iso(start), ...query } } : {}),
    ...(against === 'rest' ? { baseline: { ...selection, query: '' } } : {}),
  };
}

/** What may be told of a difference: by what one would filter, and its effect. */
export interface Told {
  /** Fields and the values that they have. */
  pairs: [field: string, value: string][];
  effect: Effect;
  explanation: string;
  /** Values of other fields that are as often in both: most often the same, told once more. */
  alike: [field: string, value: string][];
}

/** A name of the common schema. */
const isCommon = (field: string): boolean => /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(field);

/** The values in their order, each once that several fields tell; the one of the common schema is told, if any is. */
export function toldOnce(values: readonly ValueDifference[]): Told[] {
  const groups = new Map<string, ValueDifference[]>();
  for (const value of values) {
    let key = `${value.effect.selected} ${value.effect.baseline}`;
    while (groups.get(key)?.some(({ field }) => field === value.field)) key += '+';
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()].map((group) => {
    const first = group.find(({ field }) => isCommon(field)) ?? group[0]!;
    return {
      pairs: [[first.field, first.value]],
      effect: first.effect,
      explanation: first.explanation,
      alike: group.filter((one) => one !== first).map(({ field, value }) => [field, value]),
    };
  });
}

export const toldEdges = (edges: readonly EdgeDifference[]): Told[] =>
  edges.map(({ source, target, effect, explanation }) => ({
    pairs: [
      ['process.parent.name', source],
      ['process.name', target],
    ],
    effect,
    explanation,
    alike: [],
  }));

/** What the selection has more of, less of, and what may differ by chance; at the false-discovery rate. */
export function tiers(told: readonly Told[], rate: number): [more: Told[], less: Told[], chance: Told[]] {
  const sure = told.filter(({ effect }) => effect.qValue <= rate);
  return [
    sure.filter(({ effect }) => effect.log2Ratio > 0),
    sure.filter(({ effect }) => effect.log2Ratio <= 0),
    told.filter(({ effect }) => effect.qValue > rate),
  ];
}

const times = (log2: number): string => {
  const ratio = 2 ** Math.abs(log2);
  return `${log2 < 0 ? '÷' : '×'}\u2009${ratio < 10 ? ratio.toFixed(1) : count(Math.round(ratio))}`;
};

/** How much more or less often, in a word or two. */
export function effectWords(effect: Effect): string {
  if (effect.unseen) return 'new';
  return effect.selected === 0 ? 'gone' : times(effect.log2Ratio);
}

/** The 95 % confidence interval in words. */
export const intervalWords = ({ log2RatioLow: low, log2RatioHigh: high }: Effect): string =>
  `${times(low)} to ${times(high)}`;

/** As far as the axis of effects reaches to both sides, in doublings. */
const REACH = 16;

/** Where an effect lies on its axis, from 0 for rarer to 1 for more frequent. */
export const place = (log2: number): number => linear([-REACH, REACH], [0, 1])(clamp(log2, [-REACH, REACH]));

/** A probability as one writes it. */
export const probability = (q: number): string => (q < 0.0001 ? '< 0.0001' : `= ${Number(q.toPrecision(2))}`);

/** Of how many events, which have the field, a share was taken. */
export function outOf({ selected, selectedShare, baseline, baselineShare }: Effect, field?: FieldDifference) {
  const whole = (part: number, share: number) => (share > 0 ? Math.round(part / share) : undefined);
  return {
    selected: field?.selected ?? whole(selected, selectedShare),
    baseline: field?.baseline ?? whole(baseline, baselineShare),
  };
}
