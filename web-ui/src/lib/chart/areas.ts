import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import { restNotes, type Look } from './along';
import type { Chart } from './chart';
import { fitted, rect, type Drawing, type Spot } from './drawing';
import { among, both, REST } from './narrowing';
import type { Reading } from './reading';
import { measureWords, valueText } from './series';
import { measureOf, valueName } from './steps';

interface Leaf {
  outer: string;
  inner?: string;
  value: number;
}
interface Branch {
  key: string;
  leaves: Leaf[];
}
type Thing = Branch | Leaf | { branches: Branch[] };

const TITLE = 18;
const COLOURS = 9;

/** An area for each name, as large as what is measured of it, divided by the names of another field. */
export function drawAreas(chart: Chart, reading: Reading, look: Look): Drawing {
  const { x: outer = '', y: inner } = chart;
  const value = valueName(chart);
  const branches = new Map<string, Branch>();
  for (const row of reading.rows) {
    const key = reading.key(row, outer);
    const branch = branches.get(key) ?? { key, leaves: [] };
    branches.set(key, branch);
    branch.leaves.push({
      outer: key,
      ...(inner ? { inner: reading.key(row, inner) } : {}),
      value: Math.max(0, reading.number(row, value) ?? 0),
    });
  }
  const root = hierarchy<Thing>({ branches: [...branches.values()] }, (thing) =>
    'branches' in thing ? thing.branches : 'leaves' in thing ? thing.leaves : undefined,
  )
    .sum((thing) => ('value' in thing ? thing.value : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const { width, height } = look.room;
  const laid = treemap<Thing>()
    .tile(treemapSquarify)
    .size([width, height])
    .paddingInner(2)
    .paddingTop((node) => (inner && node.depth === 1 ? TITLE : 0))(root);
  const panel = { box: { x: 0, y: 0, width, height }, lines: [], labels: [] };
  const drawing: Drawing = {
    width,
    height,
    panels: [panel],
    lines: [],
    labels: [],
    spots: [],
    legend: [],
    notes: restNotes(chart, reading, ['x', 'y']),
  };
  const words = measureWords(measureOf(chart));
  (laid.children ?? []).forEach((node, i) => {
    const { key } = node.data as Branch;
    const colour = key === REST || i >= COLOURS ? 'var(--other)' : `var(--c${i})`;
    if (inner) title(drawing, node, `${reading.label(outer, key)}  ${valueText(node.value ?? 0)}`);
    for (const leaf of node.leaves()) drawLeaf(drawing, leaf, colour, chart, reading, words);
  });
  return drawing;
}

function title(drawing: Drawing, { x0, y0, x1 }: HierarchyRectangularNode<Thing>, text: string): void {
  drawing.panels[0]!.labels.push({
    text: fitted(text, x1 - x0 - 8),
    x: x0 + 2,
    y: y0 + 13,
    anchor: 'start',
    colour: 'var(--ink)',
    isBold: true,
  });
}

function drawLeaf(
  drawing: Drawing,
  { data, x0, x1, y0, y1, value = 0 }: HierarchyRectangularNode<Thing>,
  colour: string,
  { x: outer = '', y: inner }: Chart,
  reading: Reading,
  words: string,
): void {
  const leaf = data as Leaf;
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  if (box.width < 0.5 || box.height < 0.5) return;
  const panel = drawing.panels[0]!;
  const { ranks } = reading.known;
  const own = among(outer, [leaf.outer], ranks.get(outer));
  const outerName = reading.label(outer, leaf.outer);
  const name = inner ? reading.label(inner, leaf.inner ?? '') : outerName;
  const spot: Spot = {
    box,
    panel: 0,
    title: inner ? `${outerName} · ${name}` : name,
    lines: [[words, valueText(value), colour]],
    narrowing: inner ? both(own, among(inner, [leaf.inner ?? ''], ranks.get(inner))) : own,
  };
  drawing.spots.push(spot);
  panel.lines.push({ d: rect(box.x, box.y, box.width, box.height), fill: colour, opacity: inner ? 0.55 : 0.62 });
  if (box.height < 18 || box.width < 26) return;
  panel.labels.push({
    text: fitted(name, box.width - 10),
    x: x0 + 5,
    y: y0 + 14,
    anchor: 'start',
    colour: 'var(--ink)',
  });
  if (box.height > 34)
    panel.labels.push({
      text: fitted(valueText(value), box.width - 10),
      x: x0 + 5,
      y: y0 + 29,
      anchor: 'start',
      colour: 'var(--ink)',
    });
}
