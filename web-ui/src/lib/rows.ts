/** Rows above and below the visible ones that are drawn, too, so that scrolling shows no gap. */
const MARGIN = 8;

/** Which rows of a scrolled list are drawn: from `first` on, `count` of them at the most. */
export function visibleRows(scrollTop: number, height: number, rowHeight: number): { first: number; count: number } {
  return {
    first: Math.max(0, Math.floor(scrollTop / rowHeight) - MARGIN),
    count: Math.ceil(height / rowHeight) + 2 * MARGIN,
  };
}

/** How far to scroll so that a row is in sight, below the headings, which take a row; unchanged where it is. */
export function scrollToRow(row: number, scrollTop: number, height: number, rowHeight: number): number {
  if (row * rowHeight < scrollTop) return row * rowHeight;
  return (row + 2) * rowHeight > scrollTop + height ? (row + 3) * rowHeight - height : scrollTop;
}
