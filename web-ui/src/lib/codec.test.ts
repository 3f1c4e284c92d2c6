import { expect, it } from 'vitest';
import { asksTheSame, decode, encode, type Selection } from './codec';

const full: Selection = {
  dataset: 'lab',
  from: '2020-09-18T13:00:00Z',
  to: '2020-09-18T14:00:00Z',
  query: 'process.name:power* AND "a b"',
  filters: [
    { field: 'file.path', value: 'C:\\a=b&c', not: false },
    { field: 'user.name', value: 'SYSTEM', not: true },
    { field: 'process.name', or: 'process.parent.name', value: 'svchost.exe', not: false },
    { field: 'a|b=100%', or: 'c=d|e', value: '%7C', not: true },
  ],
  asOf: 17,
  columns: ['event.action', 'a,b', 'target'],
  colour: 'host.name',
  calls: 'table',
  event: '12-3',
};
it('anySelection_survivesTheAddress', () => expect(decode(encode(full))).toEqual(full));
it('defaults_leaveTheAddressEmpty', () => expect(encode(decode(''))).toBe(''));
it('nonsense_isLeftOut', () =>
  expect(decode('from=yesterday&asOf=x&is=none&view=none&calls=none&column=&event=')).toEqual({
    dataset: 'default',
    query: '',
    filters: [],
  }));
it('column_isNamedOnce', () => expect(decode('column=a&column=a').columns).toEqual(['a']));
it('anotherLook_asksTheSame', () => {
  const look: Selection = { ...full, columns: ['a'], colour: 'b', event: '1-1', view: 'collectors' };
  expect(asksTheSame(full, look)).toBe(true);
  expect(asksTheSame(full, { ...full, dataset: 'other' })).toBe(false);
  expect(asksTheSame(full, { ...full, filters: [] })).toBe(false);
});
