import { expect, it } from 'vitest';
import { baselineOf, toRange, toSpan } from './baseline';

it('before_isAsMuchTimeJustBefore', () => expect(baselineOf('before', [50, 70], [0, 100])).toEqual([30, 50]));
it('earlier_isAllUpToTheBeginning', () => expect(baselineOf('earlier', [50, 70], [10, 100])).toEqual([10, 50]));
it('fixedTime_staysWhateverTheRange', () =>
  expect(baselineOf(toSpan([1000, 2000]), [0, 70], [0, 100])).toEqual([1000, 2000]));
it.each(['before', 'earlier', undefined] as const)('%sOfTheFirst_isNothing', (chosen) =>
  expect(baselineOf(chosen, [10, 70], [10, 100])).toBeUndefined(),
);
it('spanAndBack_isTheSame', () => expect(toRange(toSpan([0, 86_400_000]))).toEqual([0, 86_400_000]));
