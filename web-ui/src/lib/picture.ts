import { arrowHead, curve, loop } from './edges';
import type { Point, Size } from './layout';
import type { Mark, Scene, Shape } from './scene';
import { escaped, svgDocument } from './svg';

/** A scene in px, with what its labels say where there is room for them. */
export interface Picture extends Size {
  scene: Scene;
  labels: readonly (Point & { text: string })[];
  /** A CSS colour as an SVG file can have it. */
  colourOf: (css: string) => string;
  ground: string;
  ink: string;
}

const px = (n: number): string => String(Number(n.toFixed(1)));

const CORNERS: Record<Exclude<Shape, 'circle'>, readonly Point[]> = {
  square: [
    { x: -0.8, y: -0.8 },
    { x: 0.8, y: -0.8 },
    { x: 0.8, y: 0.8 },
    { x: -0.8, y: 0.8 },
  ],
  diamond: [
    { x: 0, y: -1 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
    { x: -1, y: 0 },
  ],
  triangle: [
    { x: 0, y: -1 },
    { x: 0.87, y: 0.5 },
    { x: -0.87, y: 0.5 },
  ],
};

function form({ x, y, radius, shape }: Mark, attributes: string): string {
  if (shape === 'circle') return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}" ${attributes}/>`;
  const points = CORNERS[shape].map((corner) => `${px(x + corner.x * radius)},${px(y + corner.y * radius)}`).join(' ');
  return `<polygon points="${points}" ${attributes}/>`;
}

/** The scene as an SVG document that stands for itself. */
export function svg({ width, height, scene, labels, colourOf, ground, ink }: Picture): string {
  const pairs = new Set(scene.lines.map(({ from, to }) => `${from} ${to}`));
  const lines = scene.lines.map((line) => {
    const [a, b] = [scene.marks[line.from]!, scene.marks[line.to]!];
    const colour = escaped(colourOf(line.colour));
    const common = `opacity="${line.isDim ? 0.25 * line.opacity : line.opacity}"`;
    const stroke = `fill="none" stroke="${colour}" stroke-width="${px(line.width)}"${line.isDashed ? ' stroke-dasharray="6 4"' : ''}`;
    if (line.from === line.to) return `<path d="${loop(a)}" ${stroke} ${common}/>`;
    // Straight, unless another one leads back and would lie over it.
    const bend = pairs.has(`${line.to} ${line.from}`) ? undefined : 0;
    return `<g ${common}><path d="${curve(a, b, line.width, bend)}" ${stroke}/><path d="${arrowHead(a, b, line.width, bend)}" fill="${colour}"/></g>`;
  });
  const marks = scene.marks.map((mark) =>
    form(
      mark,
      `fill="${escaped(colourOf(mark.colour))}" stroke="${mark.isRinged ? ink : ground}" stroke-width="${mark.isRinged ? 2 : 1}" opacity="${mark.isDim ? 0.25 : 1}"`,
    ),
  );
  const texts = labels.map(
    ({ x, y, text }) =>
      `<text x="${px(x)}" y="${px(y + 11)}" text-anchor="middle" fill="${ink}" stroke="${ground}" stroke-width="3" paint-order="stroke">${escaped(text)}</text>`,
  );
  const size = { width: Number(px(width)), height: Number(px(height)) };
  return svgDocument({ ...size, ground, fontSize: 11.5 }, [...lines, ...marks, ...texts]);
}
