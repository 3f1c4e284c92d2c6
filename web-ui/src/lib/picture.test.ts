import { expect, it } from 'vitest';
import { svg } from './picture';
import type { Line, Mark } from './scene';

const mark = (id: string, x: number): Mark => ({
  id,
  x,
  y: 50,
  label: id,
  radius: 5,
  colour: 'var(--c0)',
  shape: 'circle',
  isDim: false,
  isRinged: false,
  isPinned: false,
});
const line = (from: number, to: number): Line => ({
  id: `${from}-${to}`,
  link: 0,
  from,
  to,
  width: 2,
  colour: 'var(--edge)',
  isDashed: from === 1,
  isDim: false,
  opacity: 1,
});
const drawn = svg({
  width: 200,
  height: 100,
  scene: {
    marks: [mark('a', 20), { ...mark('b', 150), shape: 'diamond' }],
    lines: [line(0, 1), line(1, 0), line(0, 0)],
  },
  labels: [{ x: 20, y: 60, text: '<&"\u0001' }],
  colourOf: (css) => (css === 'var(--c0)' ? '#c4781a' : '#b3ad9f'),
  ground: '#fff',
  ink: '#000',
});

it('picture_hasEachVertexEdgeAndLabel', () => {
  expect(drawn.match(/<(circle|polygon)/g)).toEqual(['<circle', '<polygon']);
  expect(drawn.match(/stroke="#b3ad9f"/g)).toHaveLength(3);
  expect(drawn.match(/<text/g)).toHaveLength(1);
});
it('picture_isOfColoursThatStandForThemselves', () => expect(drawn).not.toContain('var('));
it('eventText_staysTextOfAWellFormedDocument', () => expect(drawn).toContain('>&lt;&amp;&quot;\ufffd</text>'));
it('goneEdge_isDashed', () => expect(drawn.match(/stroke-dasharray/g)).toHaveLength(1));
