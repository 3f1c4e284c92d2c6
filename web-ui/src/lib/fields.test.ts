import { expect, it } from 'vitest';
import { groupFields, OTHER } from './fields';

it('fields_areGroupedByTheirFirstWordAndTheSourcesOwnComeLast', () =>
  expect(
    groupFields(
      { 'user.name': 'a', EventID: 1, 'process.pid': 7, 'process.name': 'cmd.exe', time: 'now', 'Event.Data': 'x' },
      ['time'],
    ),
  ).toEqual([
    [
      'process',
      [
        ['process.name', 'cmd.exe'],
        ['process.pid', '7'],
      ],
    ],
    ['user', [['user.name', 'a']]],
    [
      OTHER,
      [
        ['Event.Data', 'x'],
        ['EventID', '1'],
      ],
    ],
  ]));
it('absentValues_areLeftOut', () => expect(groupFields({ a: null, b: undefined, c: 0, d: '' }, [])).toHaveLength(1));
