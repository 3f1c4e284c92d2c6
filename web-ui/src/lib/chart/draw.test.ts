import { expect, it } from 'vitest';
import type { Cell } from '../../api/types';
import { brushed } from './brush';
import type { Look } from './along';
import { KINDS, type Chart, type Kind } from './chart';
import { draw } from './draw';
import { svg } from './file';
import { REST } from './narrowing';
import { Reading } from './reading';
import { extentOf, type Known, type Rank } from './steps';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
const look: Look = { room: { width: 800, height: 400 }, range: [START, START + 3 * HOUR], everyMillis: HOUR };
const TYPES: Record<string, string> = { time: 'time', bytes: 'long' };
const known = (ranks: [string, Rank][] = [], extent?: Known['extent']): Known => ({
  typeOf: (field) => TYPES[field] ?? 'text',
  every: 'PT1H',
  ranks: new Map(ranks),
  ...(extent ? { extent } : {}),
});
const table = (columns: string[], rows: Cell[][]) => ({
  columns: columns.map((name) => ({ name, type: '' })),
  rows,
  truncated: false,
});
const hour = (n: number) => new Date(START + n * HOUR).toISOString();
const ACTIONS: Rank = {
  values: [
    { value: 'a', weight: 5 },
    { value: 'b', weight: 3 },
  ],
  others: 7,
};
const byHour = table(
  ['time', 'event.action', 'event.action others', 'n'],
  [
    [hour(0), 'a', false, 4],
    [hour(0), 'b', false, 3],
    [hour(2), 'a', false, 1],
    [hour(2), null, true, 8],
    [hour(2), null, false, 2],
  ],
);
const line: Chart = { kind: 'line', x: 'time', colour: 'event.action' };

it('line_isAtZeroWhereNothingHappened', () => {
  const drawing = draw(line, byHour, known([['event.action', ACTIONS]]), look);
  const { x, y } = drawing.panels[0]!;
  // Drawn last, so that the heaviest lies above.
  const heaviest = drawing.panels[0]!.lines.findLast(({ stroke, isRound }) => stroke && !isRound)!;
  const middles = [0, 1, 2].map((n) => x!.place(START + (n + 0.5) * HOUR));
  expect(heaviest.d).toBe(
    `M${middles[0]},${y!.place(4)}L${middles[1]},${y!.place(0)}L${middles[2]},${y!.place(1)}`.replace(
      /\d+\.\d{3,}/g,
      (n) => String(Math.round(Number(n) * 100) / 100),
    ),
  );
});
it('legend_saysWhoTheOthersAre', () =>
  expect(
    draw(line, byHour, known([['event.action', ACTIONS]]), look).legend.map(({ key, label, weight }) => [
      key,
      label,
      weight,
    ]),
  ).toEqual([
    ['a', 'a', 5],
    ['b', 'b', 3],
    ['(none)', '(none)', 2],
    [REST, '7 others', 8],
  ]));
it('placeOnALine_leadsToItsTime', () => {
  const spot = draw(line, byHour, known([['event.action', ACTIONS]]), look).spots[0]!;
  expect(spot.narrowing).toMatchObject({ from: hour(0), to: hour(1) });
  expect(spot.lines.map(([name, value]) => [name, value])).toEqual([
    ['a', '4'],
    ['b', '3'],
  ]);
});
it('bars_standUponEachOther', () => {
  const { spots, panels } = draw({ ...line, kind: 'bar' }, byHour, known([['event.action', ACTIONS]]), look);
  const [first, second] = [
    spots.find(({ lines }) => lines[0]![0] === 'a')!,
    spots.find(({ lines }) => lines[0]![0] === 'b')!,
  ];
  expect(second.box.y + second.box.height).toBeCloseTo(first.box.y, 6);
  expect(first.box.height).toBeCloseTo(panels[0]!.y!.place(0) - panels[0]!.y!.place(4), 6);
  expect(second.narrowing).toMatchObject({
    from: hour(0),
    filters: [{ field: 'event.action', value: 'b', not: false }],
  });
});
it('meansOfNothing_leaveAGap', () => {
  const chart: Chart = { kind: 'line', x: 'time', measure: { of: 'mean', field: 'bytes' } };
  const answer = table(
    ['time', 'mean'],
    [
      [hour(0), 4],
      [hour(2), 2],
    ],
  );
  expect(draw(chart, answer, known(), look).panels[0]!.lines[0]!.d.match(/M/g)).toHaveLength(2);
});
const top = table(
  ['process.name', 'n', 'others'],
  [
    ['a', 9, 0],
    ['b', 4, 0],
    [null, 30, 12],
  ],
);
it('barsOfNames_lieBelowEachOtherWithTheOthersLast', () => {
  const drawing = draw({ kind: 'bar', x: 'process.name' }, top, known(), look);
  expect(drawing.spots.map(({ title }) => title)).toEqual(['a', 'b', '12 others']);
  const [a, b, others] = drawing.spots.map(({ box }) => box.y);
  expect(a! < b! && b! < others!).toBe(true);
  expect(drawing.notes).toEqual(['top 20 of 32 process.name, the others together']);
});
it('brushOverNames_selectsThoseItTouches', () => {
  const drawing = draw(
    { kind: 'bar', x: 'process.name' },
    top,
    known([
      [
        'process.name',
        {
          values: [
            { value: 'a', weight: 9 },
            { value: 'b', weight: 4 },
          ],
          others: 12,
        },
      ],
    ]),
    look,
  );
  const panel = drawing.panels[0]!;
  const [a, b] = drawing.spots;
  const box = { ...panel.box, y: a!.box.y, height: b!.box.y + b!.box.height - a!.box.y };
  expect(brushed(panel, box, new Reading(top, known()))).toEqual({
    filters: [
      { field: 'process.name', value: 'a', not: false },
      { field: 'process.name', value: 'b', not: false },
    ],
    clauses: [],
  });
});
it('brushOverTime_selectsARange', () => {
  const panel = draw(line, byHour, known(), look).panels[0]!;
  const [from, to] = [panel.x!.place(START), panel.x!.place(START + HOUR)];
  expect(brushed(panel, { ...panel.box, x: from, width: to - from }, new Reading(byHour, known()))).toMatchObject({
    from: hour(0),
    clauses: [],
  });
});
it('panels_areOfTheSameAxes', () => {
  const answer = table(
    ['host.name', 'time', 'n'],
    [
      ['pc', hour(0), 4],
      ['srv', hour(1), 400],
    ],
  );
  const drawing = draw({ kind: 'line', x: 'time', facet: 'host.name' }, answer, known(), look);
  expect(drawing.panels).toHaveLength(2);
  expect(drawing.panels[0]!.y!.domain).toEqual(drawing.panels[1]!.y!.domain);
  expect(drawing.labels.map(({ text }) => text)).toEqual(expect.arrayContaining(['pc', 'srv']));
});
it('heat_hasACellForEachPairWithTheDaysFromTheTop', () => {
  const answer = table(
    ['hour(time)', 'weekday(time)', 'n'],
    [
      [0, 1, 5],
      [2, 7, 500],
    ],
  );
  const chart: Chart = { kind: 'heat', x: 'hour(time)', y: 'weekday(time)' };
  const { spots, panels } = draw(chart, answer, known(), look);
  expect(spots.map(({ title }) => title)).toEqual(['00 · Mon', '02 · Sun']);
  expect(spots[0]!.box.y).toBeLessThan(spots[1]!.box.y);
  expect(panels[0]!.y!.ticks.map(({ label }) => label)).toEqual(['Sun', 'Sat', 'Fri', 'Thu', 'Wed', 'Tue', 'Mon']);
  expect(spots[0]!.narrowing).toMatchObject({ from: hour(0), to: hour(1) });
  expect(spots[1]!.narrowing!.refusal).toContain('no such time');
});
it('points_areDrawnWhereTheyLie', () => {
  const extent = extentOf([2, START / 1000, START / 1000 + 60, 1, 9]);
  const answer = table(
    ['x', 'y'],
    [
      [START / 1000, 1],
      [START / 1000 + 60, 9],
    ],
  );
  const { spots, panels } = draw({ kind: 'scatter', x: 'time', y: 'bytes' }, answer, known([], extent), look);
  expect(spots[1]!.box.x + 3).toBeCloseTo(panels[0]!.x!.place(START + 60_000), 6);
  expect(spots[1]!.narrowing).toMatchObject({ filters: [{ field: 'bytes', value: '9', not: false }] });
});
it('histogram_mergesItsFineParts', () => {
  const rows = Array.from({ length: 16 }, (_, i): Cell[] => [i, i + 1, i]);
  const { spots, legend } = draw(
    { kind: 'histogram', x: 'bytes' },
    table(['from', 'to', 'count'], rows),
    known(),
    look,
    {
      name: 'normal',
      numbers: { mean: 8, standardDeviation: 4, d: 0.1, aic: 1, logLikelihood: 1 },
    },
  );
  expect(spots.map(({ title, lines }) => [title, lines[0]![1]])).toEqual([
    ['0 – 8', '28'],
    ['8 – 16', '92'],
  ]);
  expect(legend.at(-1)!.label).toBe('fitted: normal (mean 8, standardDeviation 4), off by up to 10 %');
});
it('flow_comesToItsThirdNameThroughTheSecond', () => {
  const answer = table(
    ['a', 'b', 'c', 'n'],
    [
      ['x', 'y', 'z', 3],
      ['x', 'y', 'w', 1],
      ['v', 'y', 'z', 2],
    ],
  );
  const { spots } = draw({ kind: 'sankey', x: 'a', y: 'b', colour: 'c' }, answer, known(), look);
  const said = Object.fromEntries(spots.map(({ title, lines }) => [title, lines[0]![1]]));
  expect(said).toMatchObject({ 'x → y': '4', 'v → y': '2', 'y → z': '5', 'y → w': '1', y: '6' });
});
it('sameNameAtBothEnds_isTwoStopsOfAFlow', () => {
  const answer = table(
    ['a', 'b', 'n'],
    [
      ['x', 'x', 3],
      ['y', 'x', 1],
      ['x', 'y', 1],
    ],
  );
  expect(() => draw({ kind: 'sankey', x: 'a', y: 'b' }, answer, known(), look)).not.toThrow();
});
it('areas_areAsLargeAsWhatTheyStandFor', () => {
  const answer = table(
    ['a', 'n'],
    [
      ['x', 30],
      ['y', 10],
    ],
  );
  const { spots } = draw({ kind: 'treemap', x: 'a' }, answer, known(), look);
  const size = ({ width, height }: { width: number; height: number }) => width * height;
  expect(size(spots[0]!.box) / size(spots[1]!.box)).toBeCloseTo(3, 0);
});
it('lanes_holdEachNamesEvents', () => {
  const answer = table(
    ['host.name', 'time', 'n'],
    [
      ['pc', hour(0), 1],
      ['srv', hour(2), 9],
    ],
  );
  const { spots } = draw(
    { kind: 'timeline', y: 'host.name' },
    answer,
    known([
      [
        'host.name',
        {
          values: [
            { value: 'srv', weight: 9 },
            { value: 'pc', weight: 1 },
          ],
          others: 0,
        },
      ],
    ]),
    look,
  );
  expect(spots[1]!.box.y).toBeLessThan(spots[0]!.box.y);
  expect(spots[0]!.narrowing).toMatchObject({ from: hour(0), filters: [{ field: 'host.name', value: 'pc' }] });
});
it.each(Object.keys(KINDS) as Kind[])('%s ofNothing_isAnEmptyDrawing', (kind) => {
  const chart: Chart = { kind, x: kind === 'scatter' ? 'bytes' : 'a', y: 'bytes' };
  const drawing = draw(chart, table([], []), known(), look);
  expect(drawing.spots.filter(({ lines }) => lines.length > 0 && kind !== 'line')).toEqual([]);
  expect(svg(drawing, kind, { colourOf: (css) => css, ground: '#fff' })).not.toMatch(/NaN|Infinity/);
});
it('answerThatWasCutOff_isSaid', () =>
  expect(draw(line, { ...byHour, truncated: true }, known(), look).notes[0]).toContain('cut off after 5 rows'));
it('file_standsForItself', () => {
  const drawing = draw({ ...line, kind: 'bar' }, byHour, known([['event.action', ACTIONS]]), look);
  const file = svg(drawing, 'a < b & "c"', {
    colourOf: (css) => (css.startsWith('var(') ? '#123456' : css),
    ground: '#ffffff',
  });
  expect(file).toContain('a &lt; b &amp; &quot;c&quot;');
  expect(file).not.toContain('var(');
  expect(file).toContain('7 others');
});
