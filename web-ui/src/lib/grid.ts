/** A column of a table of things. */
export interface Column<T> {
  /** Unique in the table. */
  heading: string;
  text: (row: T) => string;
  /** What is sorted by; the text where it is absent. */
  value?: (row: T) => number | string | undefined;
  isNumber?: boolean;
  /** Whether its cells are more than their text. */
  isDrawn?: boolean;
  /** In px, at the least. */
  least: number;
  /** Its part of the room that is left; none where it is absent. */
  grow?: number;
}

/** The columns' widths as CSS has them, and what they take together at the least, in px. */
export const tracks = (
  columns: readonly Pick<Column<never>, 'least' | 'grow'>[],
): { template: string; least: number } => ({
  template: columns.map(({ least, grow }) => (grow ? `minmax(${least}px, ${grow}fr)` : `${least}px`)).join(' '),
  least: columns.reduce((sum, { least }) => sum + least, 0),
});

/** The rows by a column, equal ones in the order in which they were given; what has no value comes last. */
export function ordered<T>(rows: readonly T[], column: Column<T> | undefined, isDown: boolean): readonly T[] {
  if (!column) return rows;
  const value = column.value ?? column.text;
  return rows
    .map((row, i) => ({ row, i, by: value(row) }))
    .sort((a, b) => {
      if (a.by === b.by) return a.i - b.i;
      if (a.by === undefined || b.by === undefined) return a.by === undefined ? 1 : -1;
      return (a.by < b.by ? -1 : 1) * (isDown ? -1 : 1);
    })
    .map(({ row }) => row);
}
