import { describe, expect, it } from 'vitest';
import {
  columnWidths,
  moved,
  placeAt,
  startAndEnd,
  textWidth,
  type Column,
  withColumn,
  withoutDomain,
} from './columns';

const column = (heading: string, ...texts: string[]): Column => ({ heading, texts });
const sum = (widths: number[]) => widths.reduce((total, width) => total + width, 0);

describe('columnWidths', () => {
  const host = column('host', 'WORKSTATION5');
  const path = column('target', 'C:\\'.padEnd(200, 'x'));

  it('roomForAll_isGivenByContent', () => {
    const [user, action] = columnWidths([column('user', ''), column('action', 'process_start')], 800);
    expect(user).toBeLessThan(60);
    expect(action).toBeGreaterThan(textWidth('process_start'));
  });
  it('longTexts_giveWayBeforeShortOnes', () => {
    const widths = columnWidths([host, column('user', ''), path], 500);
    expect(widths[0]).toBeGreaterThan(textWidth('WORKSTATION5'));
    expect(widths[0]! * 2).toBeLessThan(widths[2]!);
    expect(sum(widths)).toBeLessThanOrEqual(500);
    expect(sum(widths)).toBeGreaterThan(490);
  });
  it('manyLongTexts_shareEquallyUntilTheyAreWiderThanWhatIsThere', () => {
    expect(columnWidths([path, path], 500)).toEqual([250, 250]);
    expect(columnWidths([path, path, path], 200)).toEqual([200, 200, 200]);
  });
  it('columnThatIsToStayWhole_givesWayToNone', () => {
    const name = column('host', 'WORKSTATION-OF-A-6');
    expect(columnWidths([name, path], 100)[0]).toBe(100);
    expect(columnWidths([{ ...name, isWhole: true }, path], 100)[0]).toBeGreaterThan(textWidth('WORKSTATION-OF-A-6'));
  });
  it('shortTexts_areWholeHoweverNarrowThePage', () =>
    expect(columnWidths([column('action', 'file_change'), path], 100)[0]).toBeGreaterThan(textWidth('file_change')));
  it('noTexts_haveRoomForTheirHeading', () =>
    expect(columnWidths([column('process.parent.name')], 500)[0]).toBeGreaterThan(textWidth('process.parent.name')));
  it('noColumns_haveNoWidths', () => expect(columnWidths([], 500)).toEqual([]));
});

describe('startAndEnd', () => {
  it.each([
    ['C:\\Windows\\System32\\drivers\\etc\\hosts', 'C:\\Windows\\System32', '\\drivers\\etc\\hosts'],
    ['/usr/lib/jvm/temurin/bin/java', '/usr/lib', '/jvm/temurin/bin/java'],
    [
      'HKU\\S-1-5-21-1\\Software\\AVeryLongNameOfAProgramThatWritesIt',
      'HKU\\S-1-5-21-1\\Software',
      '\\AVeryLongNameOfAProgramThatWritesIt',
    ],
    ['C:\\Windows\\System32\\', 'C:', '\\Windows\\System32\\'],
    ['WORKSTATION5.theshire.local', 'WORKSTATION5.theshire.local', ''],
    ['C:\\a.exe', 'C:\\a.exe', ''],
    ['', '', ''],
  ])('%s_isCutAtAPart', (text, start, end) => {
    expect(startAndEnd(text)).toEqual([start, end]);
    expect(start + end).toBe(text);
  });
});

it('hosts_areKnownWithoutTheirDomain', () =>
  expect(['WS5.theshire.local', 'WS5', '10.0.3.17', 'fe80::1'].map(withoutDomain)).toEqual([
    'WS5.…',
    'WS5',
    '10.0.3.17',
    'fe80::1',
  ]));

it('addedColumn_standsBeforeTheLast', () =>
  expect([
    withColumn(['a', 'target'], 'b', 'target'),
    withColumn(['a'], 'b', 'target'),
    withColumn(['a'], 'target', 'target'),
  ]).toEqual([
    ['a', 'b', 'target'],
    ['a', 'b'],
    ['a', 'target'],
  ]));
it('columnWithAWidthOfItsOwn_hasItWhateverTheRoom', () => {
  const texts = ['x'.repeat(100)];
  expect(columnWidths([{ heading: 'a', texts, px: 60 }], 1000)).toEqual([60]);
  const [own, other] = columnWidths(
    [
      { heading: 'a', texts, px: 500 },
      { heading: 'b', texts },
    ],
    620,
  );
  expect(own).toBe(500);
  expect(other).toBeLessThan(201);
});
it('column_movesToThePlaceOfAnother', () => {
  expect(moved(['a', 'b', 'c'], 'a', 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b'], 'b', 2)).toEqual(['a', 'b']);
});
it('place_isThatOfTheColumnBelowThePointer', () =>
  expect([-5, 0, 99, 100, 149, 999].map((x) => placeAt([100, 50], x))).toEqual([0, 0, 0, 1, 1, 1]));
