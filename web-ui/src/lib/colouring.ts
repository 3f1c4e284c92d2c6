import { legend, OTHERS, tally } from './colour';
import { NONE } from './lucene';
import { figure, rampColour, stepOf, steps, stepText } from './ramp';

/** A line of the legend: how many there are of it, and the CSS colour that they have. */
export interface Key {
  /** By which it is left out. */
  name: string;
  words: string;
  count: number;
  colour: string;
}

/** Which colour things have by what is said of them; things by their places. */
export interface Colouring {
  keys: Key[];
  keyOf: (place: number) => Key | undefined;
}

/** By names: the nine most frequent have colours of their own, the rest is others. */
export function byName(names: readonly string[], wordsOf: (name: string) => string = (name) => name): Colouring {
  const keys = legend(tally(names.map((name) => [name, 1]))).map((entry) => ({ ...entry, words: wordsOf(entry.name) }));
  const known = new Map(keys.map((key) => [key.name, key]));
  const others = known.get(OTHERS);
  return { keys, keyOf: (place) => known.get(names[place] ?? NONE) ?? others };
}

/** By numbers, in steps; what has none is apart. */
export function byNumber(values: readonly (number | undefined)[]): Colouring {
  const all = steps(values.flatMap((value) => value ?? []));
  const stepsOf = values.map((value) => (value === undefined ? undefined : stepOf(value, all)));
  const counts = tally(stepsOf.map((step) => [step === undefined ? NONE : String(step), 1]));
  const keys = [
    ...all.map((step, i) => ({ name: String(i), words: stepText(step), colour: rampColour(i, all.length) })),
    { name: NONE, words: NONE, colour: 'var(--none)' },
  ].flatMap((key) => (counts.has(key.name) ? [{ ...key, count: counts.get(key.name)! }] : []));
  const known = new Map(keys.map((key) => [key.name, key]));
  return { keys, keyOf: (place) => known.get(String(stepsOf[place] ?? NONE)) };
}

/** By numbers that are names, such as those of communities. */
export const byNumberAsName = (values: readonly (number | undefined)[]): Colouring =>
  byName(values.map((value) => (value === undefined ? NONE : figure(value))));
