import { escaped, svgDocument } from '../svg';
import { short } from './axes';
import { sightOf, type Drawing, type Label, type Line } from './drawing';

/** Colours as a file can have them. */
export interface Paint {
  colourOf: (css: string) => string;
  ground: string;
}

const line = ({ d, fill, stroke, width = 1, opacity = 1, dash, isRound }: Line, { colourOf }: Paint): string =>
  `<path d="${d}" fill="${fill ? escaped(colourOf(fill)) : 'none'}"` +
  (stroke ? ` stroke="${escaped(colourOf(stroke))}" stroke-width="${width}" stroke-linejoin="round"` : '') +
  (isRound ? ' stroke-linecap="round"' : '') +
  (dash ? ` stroke-dasharray="${dash}"` : '') +
  (opacity < 1 ? ` opacity="${opacity}"` : '') +
  '/>';

const label = ({ text, x, y, anchor, colour, isBold, isHaloed, angle }: Label, { colourOf, ground }: Paint): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${escaped(colourOf(colour))}"` +
  (isBold ? ' font-weight="600"' : '') +
  (isHaloed ? ` stroke="${ground}" stroke-width="3" paint-order="stroke"` : '') +
  (angle ? ` transform="rotate(${angle} ${x.toFixed(1)} ${y.toFixed(1)})"` : '') +
  `>${escaped(text)}</text>`;

const KEY = 18;

/** The drawing as an SVG document that stands for itself, with a title above and the legend and notes below. */
export function svg(drawing: Drawing, title: string, paint: Paint): string {
  const { width, panels } = drawing;
  const keys = drawing.legend.map(({ label, weight, colour }) => ({
    text: weight === undefined ? label : `${label}  ${short(weight)}`,
    colour,
  }));
  const head = 24;
  const below = head + drawing.height;
  let [x, row] = [10, 0];
  const legend = keys.map(({ text, colour }) => {
    const wide = text.length * 6.2 + 26;
    if (x + wide > width && x > 10) [x, row] = [10, row + 1];
    const at = { x, y: below + 14 + row * KEY };
    x += wide;
    return (
      `<rect x="${at.x}" y="${at.y - 9}" width="10" height="10" fill="${escaped(paint.colourOf(colour))}"/>` +
      label({ text, x: at.x + 15, y: at.y, anchor: 'start', colour: 'var(--ink)' }, paint)
    );
  });
  const notes = drawing.notes.join(' · ');
  const height = below + (legend.length > 0 ? (row + 1) * KEY : 0) + (notes ? 24 : 6);
  return svgDocument({ width, height: Math.ceil(height), ground: paint.ground, fontSize: 11 }, [
    label({ text: title, x: 10, y: 16, anchor: 'start', colour: 'var(--ink)', isBold: true }, paint),
    `<g transform="translate(0 ${head})">`,
    ...drawing.lines.map((one) => line(one, paint)),
    ...drawing.labels.map((one) => label(one, paint)),
    ...panels.flatMap((panel, i) => [
      `<clipPath id="p${i}"><path d="${sightOf(panel)}"/></clipPath>`,
      `<g clip-path="url(#p${i})">`,
      ...panel.lines.map((one) => line(one, paint)),
      ...panel.labels.map((one) => label(one, paint)),
      '</g>',
    ]),
    '</g>',
    ...legend,
    ...(notes ? [label({ text: notes, x: 10, y: height - 9, anchor: 'start', colour: 'var(--quiet)' }, paint)] : []),
  ]);
}
