import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('.', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));

/** The files below a folder that hold what they must not. */
const offenders = (below: RegExp, forbidden: RegExp) =>
  files.filter(({ path, text }) => below.test(path) && forbidden.test(text)).map(({ path }) => path);

it('sources_areFound', () => expect(files.length).toBeGreaterThan(20));
// Behind a space and a point it is a method of the Java client, in code that is shown.
it('onlyTheApi_talksToTheServer', () =>
  expect(offenders(/^(?!api\/)/, /(?<!\s\.)\bfetch\(|new (EventSource|WebSocket|XMLHttpRequest)\b|sendBeacon/)).toEqual(
    [],
  ));
it('views_importNoOtherView', () => expect(offenders(/^views\//, /from '\.\.\/(?!\.\.)/)).toEqual([]));
it('components_knowNoView', () => expect(offenders(/^(components|state|lib|api)\//, /from '.*\/views\//)).toEqual([]));
it('lib_needsNoPageAndNoServer', () =>
  expect(
    offenders(
      /^lib\//,
      /from '(svelte|\.\.\/(state|components)\/|\.\.\/api\/client)|\b(document|window|localStorage)\./,
    ),
  ).toEqual([]));
it('eventData_isNeverHtml', () => expect(offenders(/./, /\{@html|innerHTML|outerHTML/)).toEqual([]));
it('components_areWrittenInRunes', () =>
  expect(offenders(/\.svelte$/, /\bexport let |\$: |svelte\/store|createEventDispatcher/)).toEqual([]));
