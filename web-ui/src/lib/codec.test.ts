import { expect, it } from 'vitest';
import { decode, encode, type Selection } from './codec';

const full: Selection = {
  dataset: 'lab',
  from: '2020-09-18T13:00:00Z',
  to: '2020-09-18T14:00:00Z',
  query: 'process.name:power* AND "a b"',
  filters: [
    { field: 'file.path', value: 'C:\\a=b&c', not: false },
    { field: 'user.name', value: 'SYSTEM', not: true },
  ],
  asOf: 17,
};
it('anySelection_survivesTheAddress', () => expect(decode(encode(full))).toEqual(full));
it('defaults_leaveTheAddressEmpty', () => expect(encode(decode(''))).toBe(''));
it('nonsense_isLeftOut', () =>
  expect(decode('from=yesterday&asOf=x&is=none&view=none')).toEqual({ dataset: 'default', query: '', filters: [] }));
