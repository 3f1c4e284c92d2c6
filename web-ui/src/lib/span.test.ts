import { expect, it } from 'vitest';
import { contextOf, spanOf } from './span';

const dataset = { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' };
const at = (iso: string) => Date.parse(iso);

it('boundsThatWereAskedFor_areTheSpan', () =>
  expect(spanOf({ from: '2020-01-01T10:00:00Z', to: '2020-01-01T11:00:00Z' }, dataset)).toEqual([
    at('2020-01-01T10:00:00Z'),
    at('2020-01-01T11:00:00Z'),
  ]));
it('absentBounds_areTheDatasets_withItsLastEvent', () =>
  expect(spanOf({}, dataset)).toEqual([at(dataset.from), at(dataset.to) + 1]));
it('oneInstant_isASecond', () =>
  expect(spanOf({}, { from: dataset.from, to: dataset.from })).toEqual([at(dataset.from), at(dataset.from) + 1000]));
it('nothingKnown_isASecondIn1970', () => expect(spanOf({}, undefined)).toEqual([0, 1000]));
it('context_isTheWhole_orTheTimeAroundWhatIsNarrow', () => {
  expect(contextOf([100, 200], [0, 1000])).toEqual([0, 1000]);
  expect(contextOf([900, 1100], [0, 1000])).toEqual([0, 1100]);
  expect(contextOf([100, 110], [0, 1000])).toEqual([0, 210]);
});
