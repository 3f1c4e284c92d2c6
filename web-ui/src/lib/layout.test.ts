import { expect, it } from 'vitest';
import { forceLayout, placeLabels, stretch } from './layout';

it('equalInput_equalPlacesInsideTheFrame', () => {
  const places = forceLayout(3, [[0, 1]], 100, 50);
  expect(forceLayout(3, [[0, 1]], 100, 50)).toEqual(places);
  for (const { x, y } of places) expect(x >= 0 && x <= 100.001 && y >= 0 && y <= 50.001).toBe(true);
});
it('overlappingLabels_goAboveOrAreLeftOut', () => {
  const label = { x: 100, y: 0, radius: 4, text: 'svchost.exe' };
  expect(placeLabels([label, label, label])).toEqual([{ x: 100, y: 4 }, { x: 100, y: -18 }, null]);
});
it('label_liesOverNoLoop', () => {
  const looped = { x: 100, y: 50, radius: 4, text: 'a', above: 20 };
  expect(placeLabels([looped, { ...looped, text: 'b' }])).toEqual([
    { x: 100, y: 54 },
    { x: 100, y: 12 },
  ]);
});
it('importantLabel_mayLieOverAVertex', () => {
  const hub = { x: 100, y: 100, radius: 4, text: 'hub' };
  const around = [110, 90].map((y) => ({ x: 100, y, radius: 3, text: '' }));
  expect(placeLabels([hub, ...around])[0]).toEqual({ x: 100, y: 104 });
});
it('labelAtTheEdge_movesInwards', () =>
  expect(placeLabels([{ x: 0, y: 0, radius: 4, text: 'ab' }], 50, 10)).toEqual([{ x: 10, y: 4 }]));
it('stretch_fillsAnotherFrameWithinItsMargin', () =>
  expect(
    stretch(
      [
        { x: 0, y: 0 },
        { x: 540, y: 420 },
      ],
      { width: 540, height: 420 },
      { width: 200, height: 100 },
      10,
    ),
  ).toEqual([
    { x: 10, y: 10 },
    { x: 190, y: 90 },
  ]));
