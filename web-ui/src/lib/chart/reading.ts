import type { Cell, TableResult } from '../../api/types';
import { legend } from '../colour';
import { counted } from '../format';
import { NONE } from '../lucene';
import { visible } from '../visible';
import { isPart, PARTS } from './chart';
import type { Key } from './drawing';
import { among, REST } from './narrowing';
import { othersOf, type Known } from './steps';

export type Row = readonly Cell[];

/** An answer's rows by what they mean to a drawing: which name stands at a field, and which number. */
export class Reading {
  readonly rows: readonly Row[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(
    answer: Pick<TableResult, 'columns' | 'rows'>,
    readonly known: Known,
  ) {
    this.rows = answer.rows;
    this.#places = new Map(answer.columns.map(({ name }, i) => [name, i]));
  }

  cell(row: Row, column: string): Cell {
    return row[this.#places.get(column) ?? -1] ?? null;
  }
  /** A number; null where there is none. */
  number(row: Row, column: string): number | null {
    const cell = this.cell(row, column);
    return cell === null ? null : Number(cell);
  }
  /** The name of what a row is of: its value, that it has none, or that it is one of the others. */
  key(row: Row, field: string): string {
    const cell = this.cell(row, field);
    if (cell !== null) return String(cell);
    // The step `top` says how many others there are; what is told apart by a condition says that it is another.
    return this.cell(row, othersOf(field)) === true || Number(this.cell(row, 'others')) > 0 ? REST : NONE;
  }
  /** The names at a field in the order in which they are drawn: the heaviest first, then what has none, then all others. */
  keys(field: string): string[] {
    if (isPart(field)) return PARTS[field].names.map((_, i) => String(PARTS[field].from + i));
    const found = new Set(this.rows.map((row) => this.key(row, field)));
    const ranked = this.known.ranks.get(field)?.values.map(({ value }) => String(value)) ?? [];
    const last = [NONE, REST].filter((key) => found.has(key));
    return [
      ...new Set([...ranked.filter((key) => found.has(key)), ...[...found].filter((key) => !last.includes(key))]),
      ...last,
    ];
  }
  /** What a name is written as. */
  label(field: string, key: string): string {
    if (key === REST) return counted(this.others(field), 'other', 'others');
    return isPart(field) ? (PARTS[field].names[Number(key) - PARTS[field].from] ?? key) : visible(key);
  }
  /** How many values of a field are not told apart. */
  others(field: string): number {
    const rank = this.known.ranks.get(field);
    return rank?.others ?? Math.max(0, ...this.rows.map((row) => Number(this.cell(row, 'others'))));
  }
  /** A legend of a field's names, each with how much of what is measured it has. */
  legend(field: string, weightOf: (row: Row) => number): Key[] {
    const weights = new Map<string, number>();
    for (const row of this.rows) {
      const key = this.key(row, field);
      weights.set(key, (weights.get(key) ?? 0) + weightOf(row));
    }
    const rest = weights.get(REST);
    weights.delete(REST);
    const named = legend(weights).map(({ name, count, colour }) => ({ key: name, weight: count, colour }));
    const entries = rest === undefined ? named : [...named, { key: REST, weight: rest, colour: 'var(--other)' }];
    return entries.map((entry) => ({
      ...entry,
      label: this.label(field, entry.key),
      ...(isPart(field) ? {} : { narrowing: among(field, [entry.key], this.known.ranks.get(field)) }),
    }));
  }
}
