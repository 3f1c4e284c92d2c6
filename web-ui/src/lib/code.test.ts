import { expect, it } from 'vitest';
import type { TableRequest } from '../api/types';
import { code, curl, java, javaText, json } from './code';

const request: TableRequest = {
  dataset: 'lab',
  from: '2026-01-05T00:00:00Z',
  query: 'process.name:"a b" AND file.path:C\\:\\\\x',
  asOf: 17,
  steps: [
    { bucket: { field: 'time', every: 'PT1M', as: 'minute' } },
    { group: { by: ['minute'], agg: { n: 'count()' } } },
    { limit: 5 },
  ],
};

it('json_isWhatIsSent', () => expect(JSON.parse(json(request))).toEqual(request));
it('shortJson_isOneLine', () =>
  expect(json({ a: [1, null], b: 'x', c: undefined })).toBe('{"a": [1, null], "b": "x"}'));
it('curl_readsTheTokenFromItsFile', () => {
  const text = curl({ path: '/table', body: request }, 'http://127.0.0.1:8080');
  expect(text).toContain('http://127.0.0.1:8080/api/v1/table');
  expect(text).toContain('$(cat data/access-token)');
  expect(JSON.parse(/<<'JSON'\n([\s\S]*)\nJSON$/.exec(text)![1]!)).toEqual(request);
});
it('java_isTheSameQuestionStepByStep', () =>
  expect(java(request)).toBe(`import static spoor.client.Expression.of;

import java.time.*;
import java.util.*;
import spoor.client.*;
import spoor.request.*;

var answer = spoor.events("lab")
        .from(Instant.parse("2026-01-05T00:00:00Z"))
        .where("process.name:\\"a b\\" AND file.path:C\\\\:\\\\\\\\x")
        .asOf(17L)
        .bucket("time", Duration.parse("PT1M"), "minute")
        .groupBy("minute").agg(of("count()").as("n"))
        .limit(5)
        .fetch();`));
it('javaText_holdsAnySign', () => {
  expect(javaText('"\\\n\tß\u202e')).toBe('"\\"\\\\\\n\\t\\u00df\\u202e"');
  expect(javaText('\u0000')).toBe('"\\u0000"');
});
it('questionWithoutAMethod_hasNoJava', () => {
  expect(code({ path: '/stats', body: {} }, 'java', '')).toBeUndefined();
  expect(code({ path: '/stats', body: { test: {} } }, 'json', '')).toBe('{"test": {}}');
});
