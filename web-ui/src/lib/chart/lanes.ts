import { along, restNotes, type Look } from './along';
import type { Chart } from './chart';
import { between, rectOf, type Drawing, type Spot } from './drawing';
import { frames } from './frame';
import { among, both } from './narrowing';
import type { Reading } from './reading';
import { legendOf, valueText } from './series';
import { valueName } from './steps';

const LANE = 26;
/** The least that one event takes of a row's height, so that it is seen beside thousands. */
const LEAST = 0.16;

/** A row for each name, in which the events stand at their times: as high as the square root of how many there are beside the row's most. */
export function drawLanes(chart: Chart, reading: Reading, look: Look): Drawing {
  const field = chart.y ?? '';
  const value = valueName(chart);
  const [times, names] = [along('time', reading, look), along(field, reading, look)];
  const size = names.starts.length;
  const y = { ...names.scale, names: [...(names.scale.names ?? [])].reverse() };
  const room = { ...look.room, height: Math.max(Math.min(look.room.height, size * 60 + 60), size * LANE + 60) };
  const drawing = frames([{ key: '', title: '' }], { x: times.scale, y }, room, chart.zoom);
  const panel = drawing.panels[0]!;
  const legend = legendOf(chart, reading);
  const order = new Map(legend.map(({ key }, i) => [key, i]));
  const keyOf = (row: (typeof reading.rows)[number]) => (chart.colour ? reading.key(row, chart.colour) : '');
  const slots = new Map<string, { lane: number; start: number; parts: { key: string; n: number }[]; n: number }>();
  for (const row of reading.rows) {
    const [start, lane, n] = [times.startOf(row), names.startOf(row), reading.number(row, value) ?? 0];
    if (start === undefined || lane === undefined || n === 0) continue;
    const slot = slots.get(`${lane} ${start}`) ?? { lane, start, parts: [], n: 0 };
    slots.set(`${lane} ${start}`, slot);
    slot.parts.push({ key: keyOf(row), n });
    slot.n += n;
  }
  const most = new Map<number, number>();
  for (const { lane, n } of slots.values()) most.set(lane, Math.max(n, most.get(lane) ?? 0));
  const paths = new Map<string, string>();
  const spots: Spot[] = [];
  const rank = reading.known.ranks.get(field);
  const keys = reading.keys(field);
  for (const { lane, start, parts, n } of slots.values()) {
    const [top, foot] = [panel.y!.place(size - lane), panel.y!.place(size - lane - 1)];
    const [from, to] = [panel.x!.place(start), panel.x!.place(start + times.step)];
    const full = (foot - top - 4) * Math.max(LEAST, Math.sqrt(n / (most.get(lane) ?? 1)));
    let below = foot - 2;
    parts.sort((a, b) => (order.get(a.key) ?? 99) - (order.get(b.key) ?? 99));
    for (const { key, n: part } of parts) {
      const colour = colourOf(key);
      const high = (full * part) / n;
      paths.set(
        colour,
        (paths.get(colour) ?? '') + rectOf(between(from, below - high, Math.max(to - 0.5, from + 1.5), below)),
      );
      below -= high;
    }
    spots.push({
      box: between(from, top, Math.max(to, from + 2), foot),
      panel: 0,
      title: `${names.title(lane)} · ${times.title(start)}`,
      lines: parts.map(({ key, n: part }) => [
        chart.colour ? reading.label(chart.colour, key) : 'events',
        valueText(part),
        colourOf(key),
      ]),
      narrowing: both(times.narrowing(start), among(field, [keys[lane] ?? ''], rank)),
    });
  }
  function colourOf(key: string): string {
    return chart.colour ? (legend.find((one) => one.key === key)?.colour ?? 'var(--other)') : 'var(--c0)';
  }
  const rules = names.starts
    .map((lane) => `M${panel.box.x},${panel.y!.place(size - lane - 1)}h${panel.box.width}`)
    .join('');
  drawing.lines.push({ d: rules, stroke: 'var(--line)' });
  for (const [fill, d] of paths) panel.lines.push({ d, fill });
  return {
    ...drawing,
    spots,
    legend,
    notes: ['heights by square root within each row', ...restNotes(chart, reading, ['y', 'colour'])],
  };
}
