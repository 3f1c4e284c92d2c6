import { expect, test } from 'vitest';
import { parseExact } from './exact';

test('integersBeyondWhatJavaScriptHolds_areTheirDigits', () => {
  expect(parseExact('{"Keywords":-9223372036854775808,"a":[18446744073709551615,9007199254740992]}')).toEqual({
    Keywords: '-9223372036854775808',
    a: ['18446744073709551615', '9007199254740992'],
  });
});

test('everythingElse_isAsItWas', () => {
  for (const json of [
    '{"n":9007199254740991,"f":0.12345678901234567890,"e":1e400,"s":"-9223372036854775808"}',
    '["a \\" 12345678901234567890 \\\\","\\\\",1234567890123456.5,12345678901234567890.5e1]',
    '12',
  ])
    expect(parseExact(json)).toEqual(JSON.parse(json));
});

test('brokenJson_isRefused', () => {
  expect(() => parseExact('{"a":12345678901234567890')).toThrow();
});
