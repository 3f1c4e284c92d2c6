import { expect, it } from 'vitest';
import { OTHERS } from './colour';
import { barPaths, height, logarithm, logarithmic, stack, type Counted } from './stacks';

const entry = (name: string) => ({ name, count: 0, colour: '' });
const entries = [entry('logon'), entry('logoff'), entry(OTHERS)];
const counted: Counted[] = [
  [2000, 'logoff', 3],
  [1000, 'logon', 1],
  [1000, 'dns_query', 4],
  [1000, 'pipe_create', 2],
];

it('stack_ordersByTimeAndCountsTheRestAsOthers', () =>
  expect(stack(counted, entries)).toEqual([
    { time: 1000, counts: [1, 0, 6] },
    { time: 2000, counts: [0, 3, 0] },
  ]));
it('stackOfNothing_isEmpty', () => expect(stack([], entries)).toEqual([]));
it('height_isTheSum', () => expect(height({ time: 0, counts: [1, 0, 6] })).toBe(7));
it('logarithmicBars_keepTheSharesOfTheirParts', () => {
  const [bar] = logarithmic([{ time: 0, counts: [75, 24, 0] }]);
  expect(bar?.counts.map((part) => part.toFixed(3))).toEqual(['1.515', '0.485', '0.000']);
  expect([logarithm(0), logarithm(99)]).toEqual([0, 2]);
  expect(logarithmic([{ time: 0, counts: [0] }])).toEqual([{ time: 0, counts: [0] }]);
});
it('barPaths_standOnOneAnother', () =>
  expect(
    barPaths(
      stack(counted, entries),
      3,
      (time) => time / 100,
      (n) => 10 - n,
      5,
    ),
  ).toEqual(['M10.00,10.00h5.00V9.00h-5.00z', 'M20.00,10.00h5.00V7.00h-5.00z', 'M10.00,9.00h5.00V3.00h-5.00z']));
