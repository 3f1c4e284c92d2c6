import type { Range } from '../scale';
import { rampColour, stepText, steps as rampSteps, stepOf, STEPS } from '../ramp';
import { along, facets, restNotes, rowsOf, type Look } from './along';
import { isPart, type Chart } from './chart';
import { between, rectOf, type Drawing, type Line, type Spot } from './drawing';
import { frames } from './frame';
import { both, inParts, type Narrowing } from './narrowing';
import type { Reading, Row } from './reading';
import { measureWords, valueText } from './series';
import { measureOf, valueName } from './steps';

/** The colours of a ramp for some values, and their legend. */
export function ramp(values: readonly number[]): { colourOf: (value: number) => string; legend: Drawing['legend'] } {
  const steps = rampSteps(values);
  const colour = (step: number) => rampColour(step, steps.length);
  return {
    colourOf: (value) => colour(stepOf(value, steps)),
    legend: steps.map((step, i) => ({
      key: String(i),
      label: stepText(step),
      colour: colour(i),
    })),
  };
}

/** One path for the cells of each colour. */
export function cells(boxes: readonly { d: string; colour: string }[]): Line[] {
  const paths = new Map<string, string>();
  for (const { d, colour } of boxes) paths.set(colour, (paths.get(colour) ?? '') + d);
  return Array.from({ length: STEPS }, (_, i) => `var(--r${i})`).flatMap((fill) => {
    const d = paths.get(fill);
    return d ? [{ d, fill }] : [];
  });
}

/** A cell for each two places, coloured by what is measured there. */
export function drawHeat(chart: Chart, reading: Reading, look: Look): Drawing {
  const { x: xField = 'time', y: yField = 'time' } = chart;
  const [across, up] = [along(xField, reading, look), along(yField, reading, look)];
  const isDown = up.scale.kind === 'names';
  const size = up.starts.length;
  const y = isDown ? { ...up.scale, names: [...(up.scale.names ?? [])].reverse() } : up.scale;
  const name = valueName(chart);
  const value = (row: Row) => reading.number(row, name);
  const { colourOf, legend } = ramp(reading.rows.flatMap((row) => value(row) ?? []));
  const panels = facets(chart, reading);
  const drawing = frames(panels, { x: across.scale, y }, look.room, chart.zoom);
  const spots: Spot[] = [];
  const words = measureWords(measureOf(chart));
  panels.forEach((facet, i) => {
    const panel = drawing.panels[i]!;
    const boxes: { d: string; colour: string }[] = [];
    for (const row of rowsOf(chart, reading, facet)) {
      const [a, b, measured] = [across.startOf(row), up.startOf(row), value(row)];
      if (a === undefined || b === undefined || measured === null) continue;
      const low = isDown ? size - 1 - b : b;
      const whole = between(
        panel.x!.place(a),
        panel.y!.place(low),
        panel.x!.place(a + across.step),
        panel.y!.place(low + up.step),
      );
      const gap = Math.min(whole.width, whole.height) > 6 ? 1 : 0;
      const box = { ...whole, width: whole.width - gap, height: whole.height - gap };
      const colour = colourOf(measured);
      boxes.push({ d: rectOf(box), colour });
      spots.push({
        box,
        panel: i,
        title: `${across.title(a)} · ${up.title(b)}`,
        lines: [[words, valueText(measured), colour]],
        narrowing: both(
          panel.narrowing,
          cellNarrowing(xField, yField, row, reading, look.range, [across.narrowing(a), up.narrowing(b)]),
        ),
      });
    }
    panel.lines.push(...cells(boxes));
  });
  return { ...drawing, spots, legend, notes: restNotes(chart, reading, ['x', 'y', 'facet']) };
}

/** An hour and a weekday together are fewer times than each of them. */
function cellNarrowing(
  x: string,
  y: string,
  row: Row,
  reading: Reading,
  range: Range,
  [across, up]: readonly [Narrowing, Narrowing],
): Narrowing {
  if (!isPart(x) || !isPart(y)) return both(across, up);
  return inParts({ [x]: Number(reading.cell(row, x)), [y]: Number(reading.cell(row, y)) }, range);
}
