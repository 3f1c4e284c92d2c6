import { expect, test } from 'vitest';
import { bytesOf } from './bytes';

test('everyByte_comesBack', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(bytesOf(Buffer.from(all).toString('base64'))).toEqual(all);
  expect(bytesOf('')).toEqual(new Uint8Array());
});
