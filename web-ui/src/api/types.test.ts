import { readFileSync } from 'node:fs';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, it } from 'vitest';

it('types_areThoseOfTheOpenApiDocument', async () => {
  const ast = await openapiTS(new URL('../../openapi.json', import.meta.url), {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    defaultNonNullable: false,
  });
  const types = readFileSync(new URL('./types.ts', import.meta.url), 'utf8');
  expect(types, 'renew them by: npm run types').toBe(COMMENT_HEADER + astToString(ast));
});
