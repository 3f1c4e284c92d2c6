import { sankey, sankeyJustify, type SankeyLink, type SankeyNode } from 'd3-sankey';
import { clamp } from '../scale';
import type { Look } from './along';
import { restNotes } from './along';
import type { Chart } from './chart';
import { fitted, rectOf, type Drawing, type Panel, type Spot } from './drawing';
import { among, both, REST, type Narrowing } from './narrowing';
import type { Reading } from './reading';
import { measureWords, valueText } from './series';
import { measureOf, valueName } from './steps';

interface Stop {
  id: string;
  field: string;
  key: string;
  stage: number;
}
interface Flow {
  narrowing: Narrowing;
}
type Node = SankeyNode<Stop, Flow>;
type Link = SankeyLink<Stop, Flow>;

/** Px that a line of text takes. */
const LINE = 14;
const MARGIN = 8;
const WIDE = 12;

/** How much goes from each name of a field to each of the next field; as in a river, what comes in goes out. */
export function drawFlow(chart: Chart, reading: Reading, look: Look): Drawing {
  const fields = [chart.x, chart.y, chart.colour].filter((field) => field !== undefined);
  const value = valueName(chart);
  const stops = new Map<string, Stop>();
  const flows = new Map<string, { source: string; target: string; value: number; narrowing: Narrowing }>();
  for (const row of reading.rows) {
    const weight = reading.number(row, value) ?? 0;
    if (weight <= 0) continue;
    const ids = fields.map((field, stage) => {
      const key = reading.key(row, field);
      const id = `${stage} ${key}`;
      stops.set(id, { id, field, key, stage });
      return id;
    });
    for (let stage = 0; stage + 1 < ids.length; stage++) {
      const [source, target] = [ids[stage]!, ids[stage + 1]!];
      const known = flows.get(`${source}\n${target}`);
      const narrowing = both(selected(stops.get(source)!, reading), selected(stops.get(target)!, reading));
      flows.set(`${source}\n${target}`, { source, target, value: (known?.value ?? 0) + weight, narrowing });
    }
  }
  const most = Math.max(
    ...fields.map((_, stage) => [...stops.values()].filter((stop) => stop.stage === stage).length),
    1,
  );
  const height = Math.max(look.room.height, most * 18);
  const panel: Panel = {
    box: { x: MARGIN, y: 26, width: look.room.width - 2 * MARGIN, height: height - 34 },
    lines: [],
    labels: [],
  };
  const drawing: Drawing = {
    width: look.room.width,
    height,
    panels: [panel],
    lines: [],
    labels: [],
    spots: [],
    legend: [],
    notes: restNotes(chart, reading, ['x', 'y', 'colour']),
  };
  if (flows.size === 0) return drawing;
  const { x, y, width, height: tall } = panel.box;
  const padding = clamp((0.35 * tall) / most, [2, LINE]);
  const { nodes, links } = sankey<Stop, Flow>()
    .nodeId((stop) => stop.id)
    .nodeAlign(sankeyJustify)
    .nodeWidth(WIDE)
    .nodePadding(padding)
    .extent([
      [x, y],
      [x + width, y + tall],
    ])({ nodes: [...stops.values()], links: [...flows.values()] });
  const colours = new Map<string, string>(
    nodes
      .filter(({ stage }) => stage === 0)
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
      .map(({ id, key }, i) => [id, key === REST || i > 8 ? 'var(--other)' : `var(--c${i})`]),
  );
  const words = measureWords(measureOf(chart));
  for (const link of links) {
    const source = link.source as Node;
    panel.lines.push({
      d: ribbon(link),
      fill: colours.get(source.id) ?? 'var(--edge)',
      opacity: 0.42,
    });
    drawing.spots.push(linkSpot(link, reading, words));
  }
  for (const node of nodes) {
    panel.lines.push({
      d: rectOf(boxOf(node)),
      fill: colours.get(node.id) ?? 'var(--quiet)',
    });
    drawing.spots.push(nodeSpot(node, reading, words));
    const box = boxOf(node);
    if (box.height + padding < LINE - 3) continue;
    const isLast = node.stage === fields.length - 1;
    panel.labels.push({
      text: fitted(`${reading.label(node.field, node.key)}  ${valueText(node.value ?? 0)}`, width / fields.length - 30),
      x: isLast ? box.x - 6 : box.x + box.width + 6,
      y: box.y + box.height / 2 + 4,
      anchor: isLast ? 'end' : 'start',
      colour: 'var(--ink)',
      isHaloed: true,
    });
  }
  fields.forEach((field, stage) => {
    const node = nodes.find((one) => one.stage === stage);
    if (!node) return;
    const isLast = stage === fields.length - 1;
    drawing.labels.push({
      text: field,
      x: isLast ? (node.x1 ?? 0) : (node.x0 ?? 0),
      y: 14,
      anchor: isLast ? 'end' : 'start',
      colour: 'var(--quiet)',
      isBold: true,
    });
  });
  return drawing;
}

const selected = ({ field, key }: Stop, reading: Reading): Narrowing =>
  among(field, [key], reading.known.ranks.get(field));
const boxOf = ({ x0 = 0, x1 = 0, y0 = 0, y1 = 0 }: Node) => ({
  x: x0,
  y: y0,
  width: x1 - x0,
  height: Math.max(1, y1 - y0),
});

function ribbon({ source, target, y0 = 0, y1 = 0, width = 1 }: Link): string {
  const [from, to] = [(source as Node).x1 ?? 0, (target as Node).x0 ?? 0];
  const middle = (from + to) / 2;
  const half = Math.max(1, width) / 2;
  const n = (value: number) => value.toFixed(1);
  return (
    `M${n(from)},${n(y0 - half)}C${n(middle)},${n(y0 - half)} ${n(middle)},${n(y1 - half)} ${n(to)},${n(y1 - half)}` +
    `V${n(y1 + half)}C${n(middle)},${n(y1 + half)} ${n(middle)},${n(y0 + half)} ${n(from)},${n(y0 + half)}z`
  );
}

/** Where a ribbon is looked at: at its beginning, where ribbons lie beside each other. */
function linkSpot(link: Link, reading: Reading, words: string): Spot {
  const [source, target] = [link.source as Node, link.target as Node];
  const half = Math.max(4, link.width ?? 1) / 2;
  return {
    box: {
      x: source.x1 ?? 0,
      y: (link.y0 ?? 0) - half,
      width: ((target.x0 ?? 0) - (source.x1 ?? 0)) / 4,
      height: 2 * half,
    },
    panel: 0,
    title: `${reading.label(source.field, source.key)} → ${reading.label(target.field, target.key)}`,
    lines: [[words, valueText(link.value)]],
    narrowing: link.narrowing,
  };
}
const nodeSpot = (node: Node, reading: Reading, words: string): Spot => ({
  box: boxOf(node),
  panel: 0,
  title: reading.label(node.field, node.key),
  lines: [[words, valueText(node.value ?? 0)]],
  narrowing: selected(node, reading),
});
