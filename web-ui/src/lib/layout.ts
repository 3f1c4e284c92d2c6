export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** mulberry32: a small seeded generator of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Fruchterman and Reingold's layout (doi:10.1002/spe.4380211102) with a pull to the middle that keeps components
 * together. Deterministic: equal input gives equal places. The result fills [0, width] × [0, height].
 * O(rounds · n²).
 */
export function forceLayout(n: number, edges: readonly [number, number][], width: number, height: number): Point[] {
  if (n === 0) return [];
  const random = seeded(20161);
  const at = Array.from({ length: n }, () => ({ x: random() * width, y: random() * height }));
  const k = Math.sqrt((width * height) / n) * 0.75;
  const rounds = Math.round(Math.min(300, 3_000_000 / (n * n) + 30));
  for (let round = 0; round < rounds; round++) {
    const heat = (width / 8) * (1 - round / rounds) + 0.5;
    const move = at.map((p) => ({
      x: ((width / 2 - p.x) * 5 * k) / width,
      y: ((height / 2 - p.y) * 5 * k) / height,
    }));
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const [p, q, m, o] = [at[i]!, at[j]!, move[i]!, move[j]!];
        const [dx, dy] = [p.x - q.x || 0.01 * (i - j), p.y - q.y || 0.01];
        const force = (k * k) / (dx * dx + dy * dy);
        m.x += dx * force;
        m.y += dy * force;
        o.x -= dx * force;
        o.y -= dy * force;
      }
    }
    for (const [s, t] of edges) {
      if (s === t) continue;
      const [p, q, m, o] = [at[s]!, at[t]!, move[s]!, move[t]!];
      const [dx, dy] = [p.x - q.x, p.y - q.y];
      const force = Math.hypot(dx, dy) / k;
      m.x -= dx * force;
      m.y -= dy * force;
      o.x += dx * force;
      o.y += dy * force;
    }
    at.forEach((p, i) => {
      const m = move[i]!;
      const length = Math.hypot(m.x, m.y) || 1;
      p.x += (m.x / length) * Math.min(length, heat);
      p.y += (m.y / length) * Math.min(length, heat);
    });
  }
  return fit(at, width, height);
}

function fit(at: Point[], width: number, height: number): Point[] {
  const [xs, ys] = [at.map((p) => p.x), at.map((p) => p.y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [w, h] = [Math.max(...xs) - left, Math.max(...ys) - top];
  return at.map((p) => ({
    x: w < 1 ? width / 2 : ((p.x - left) / w) * width,
    y: h < 1 ? height / 2 : ((p.y - top) / h) * height,
  }));
}

/** Points of one frame in another, which they fill but for a margin. */
export const stretch = (points: readonly Point[], from: Size, to: Size, margin: number): Point[] =>
  points.map(({ x, y }) => ({
    x: margin + (x / from.width) * (to.width - 2 * margin),
    y: margin + (y / from.height) * (to.height - 2 * margin),
  }));

export interface Label extends Point {
  text: string;
  radius: number;
  /** How far something reaches above the vertex, such as a loop, that a label is not to lie over. */
  above?: number;
  /** Of the text; by the number of its characters where it was not measured. */
  width?: number;
}

type Box = [left: number, top: number, right: number, bottom: number];

/** Boxes by the squares that they reach into, so that only few are compared. */
class Boxes {
  static readonly #SIDE = 80;
  readonly #squares = new Map<string, Box[]>();

  static #squaresOf([left, top, right, bottom]: Box): string[] {
    const at = (value: number) => Math.floor(value / Boxes.#SIDE);
    const found: string[] = [];
    for (let x = at(left); x <= at(right); x++) for (let y = at(top); y <= at(bottom); y++) found.push(`${x},${y}`);
    return found;
  }

  add(box: Box): void {
    for (const square of Boxes.#squaresOf(box)) {
      const inside = this.#squares.get(square);
      if (inside) inside.push(box);
      else this.#squares.set(square, [box]);
    }
  }

  isTouchedBy(a: Box): boolean {
    return Boxes.#squaresOf(a).some((square) =>
      this.#squares.get(square)?.some((b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]),
    );
  }
}

/** As many labels, the most important ones, may lie over vertices. */
const PROMINENT = 6;

/**
 * For each label, in order of importance, the middle and top of its line: below its vertex, else above it, moved inwards
 * where it would leave [0, width]; null where it has no text, or would touch an earlier label or, but for the first six, a vertex.
 */
export function placeLabels(
  labels: readonly Label[],
  width = Infinity,
  charWidth = 6.4,
  lineHeight = 14,
): (Point | null)[] {
  const [vertices, placed] = [new Boxes(), new Boxes()];
  for (const { x, y, radius: r, above = 0 } of labels) vertices.add([x - r, y - r - above, x + r, y + r]);
  return labels.map(({ x: centre, y, text, radius, above = 0, width: measured }, i) => {
    if (text === '') return null;
    const half = (measured ?? text.length * charWidth) / 2;
    const x = Math.max(half, Math.min(width - half, centre));
    const free = [y + radius, y - radius - above - lineHeight]
      .map((top): Box => [x - half, top, x + half, top + lineHeight])
      .filter((box) => !placed.isTouchedBy(box));
    const box = free.find((b) => !vertices.isTouchedBy(b)) ?? (i < PROMINENT ? free[0] : undefined);
    if (!box) return null;
    placed.add(box);
    return { x, y: box[1] };
  });
}
