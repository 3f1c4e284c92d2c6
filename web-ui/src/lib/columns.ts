/** What a character takes at the table's size in px, by measurement: capitals and digits are wider. */
const CAPITAL = 8.1;
const OTHER = 6.7;
/** Left and right of a text. */
const PADDING = 16;
/** A column's width is a multiple of it, so that it does not tremble with what arrives. */
const STEP = 12;
/** Narrower is no column that wants more. */
const LEAST = 100;
/** A column that wants more than this holds long texts, such as paths, and is twice as wide as others where room is short. */
const LONG = 320;
/** Of a column that is to stay whole, as much stays. */
const WHOLE = 180;
/** As much of a path's end is kept, if it has parts that are short enough. */
const END = 24;
const SHORT = 16;

/** About how wide a text is at the table's size, in px. */
export function textWidth(text: string): number {
  const capitals = text.replace(/[^A-Z0-9@%]/g, '').length;
  return capitals * CAPITAL + (text.length - capitals) * OTHER;
}

/** Whether a column of a width shows all of a text. */
export const fits = (text: string, width: number): boolean => textWidth(text) + PADDING <= width;

/** A column: its heading and the texts that it is to show. */
export interface Column {
  heading: string;
  texts: readonly string[];
  /** Whether it gives way to no other, within reason. */
  isWhole?: boolean;
  /** The width that it was given in px, which it has whatever the others want. */
  px?: number | undefined;
}

/** Narrower or wider a column is not made, in px. */
export const WIDTH_BOUNDS = [48, 1600] as const;

/**
 * The widths of columns in px: each as wide as its longest text where there is room for all. Where there is not, the widest give way,
 * all to the same width, long texts to twice that, but to no less than 100 and 200 px: then the columns together are wider than what
 * is available.
 */
export function columnWidths(columns: readonly Column[], available: number): number[] {
  const wanted = columns.map(({ heading, texts, px }) => {
    if (px !== undefined) return px;
    const longest = texts.reduce((most, text) => Math.max(most, textWidth(text)), textWidth(heading));
    return Math.ceil((longest + PADDING) / STEP) * STEP;
  });
  const atLevel = (level: number) =>
    wanted.map((width, i) =>
      columns[i]?.px !== undefined
        ? width
        : columns[i]?.isWhole
          ? Math.min(width, WHOLE)
          : Math.min(width, Math.max(LEAST, level) * (width > LONG ? 2 : 1)),
    );
  const isRoom = (level: number) => atLevel(level).reduce((sum, width) => sum + width, 0) <= available;
  let [low, high] = [0, Math.max(0, ...wanted)];
  if (isRoom(high)) return wanted;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isRoom(middle)) low = middle;
    else high = middle;
  }
  return atLevel(low);
}

/** A host's name without its domain, which gives way first; an address stays whole. */
export const withoutDomain = (host: string): string => host.replace(/^([^.:]*[A-Za-z][^.:]*)\..+$/, '$1.…');

/**
 * A text in two parts, of which the first gives way where there is no room: of a path the last parts stay in sight, since they tell most
 * of what it is. The second part is empty where the text is no path or is short.
 */
export function startAndEnd(text: string): [start: string, end: string] {
  if (text.length <= SHORT) return [text, ''];
  const cuts = [...text.matchAll(/[\\/](?=.)/g)].map(({ index }) => index).filter((index) => index > 0);
  const cut = cuts.find((index) => text.length - index <= END) ?? cuts.at(-1);
  return cut === undefined ? [text, ''] : [text.slice(0, cut), text.slice(cut)];
}

/** The columns with another one: the last, but before the one that is to stay the last. */
export function withColumn(columns: readonly string[], name: string, last: string): string[] {
  const rest = columns.filter((column) => column !== last);
  return name === last || rest.length === columns.length ? [...columns, name] : [...rest, name, last];
}

/** The columns with one of them in another place, which is that of a column now; unchanged where there is no such place. */
export function moved(columns: readonly string[], name: string, place: number): string[] {
  if (place < 0 || place >= columns.length) return [...columns];
  return columns.filter((column) => column !== name).toSpliced(place, 0, name);
}

/** The place of the column that lies at `x` px from the first one's left; the last one's beyond all of them. */
export function placeAt(widths: readonly number[], x: number): number {
  let right = 0;
  const place = widths.findIndex((width) => (right += width) > x);
  return place < 0 ? widths.length - 1 : place;
}
