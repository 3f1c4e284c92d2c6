import { expect, it } from 'vitest';
import { addressOf, isSaved, isText, kept, questionOf, renamed, withPast, withSaved } from './searches';

const filters = [{ field: 'user.name', value: 'SYSTEM', not: true }];
const address = addressOf({ dataset: 'lab', from: '2020-01-01T00:00:00Z', query: 'a b', filters });
const saved = withSaved(withSaved([], 'b', 'q=2'), 'a', 'q=1');

it('search_isSavedWithItsFiltersButNoTime', () =>
  expect(questionOf({ name: 'x', address })).toEqual({ query: 'a b', filters }));
it('savedSearches_comeByName_andASameNameGivesWay', () =>
  expect(withSaved(saved, 'b', 'q=3')).toEqual([
    { name: 'a', address: 'q=1' },
    { name: 'b', address: 'q=3' },
  ]));
it('renaming_keepsTheSearch_andTakesNoOthersName', () => {
  expect(renamed(saved, 'a', ' c ')).toEqual([
    { name: 'b', address: 'q=2' },
    { name: 'c', address: 'q=1' },
  ]);
  expect(renamed(saved, 'a', 'b')).toBe(saved);
  expect(renamed(saved, 'a', ' ')).toBe(saved);
});
it('lastSearch_comesFirstAndOnce', () => {
  expect(withPast(['a', 'b'], 'b')).toEqual(['b', 'a']);
  expect(
    withPast(
      Array.from({ length: 30 }, (_, i) => String(i)),
      'x',
    ),
  ).toHaveLength(30);
});
it.each([null, '{', '7', '{"a":1}'])('stored %s is nothing', (stored) => expect(kept(stored, isText)).toEqual([]));
it('storedLists_loseWhatIsNoneOfTheirs', () => {
  expect(kept('["a",1]', isText)).toEqual(['a']);
  expect(kept('[{"name":"a","address":"q=1"},{"name":1},null]', isSaved)).toEqual([{ name: 'a', address: 'q=1' }]);
});
