import { expect, it } from 'vitest';
import { target, targetField } from './target';

const event = (fields: Record<string, string | number>) => ({ id: '1-0', time: '2026-01-02T12:00:00Z', ...fields });

it('file_isWhatWasActedUpon', () => expect(target(event({ 'file.path': 'C:\\a', message: 'm' }))).toBe('C:\\a'));
it('address_hasItsPort', () =>
  expect([
    target(event({ 'destination.ip': '10.0.0.1', 'destination.port': 443 })),
    target(event({ 'destination.ip': '10.0.0.1' })),
  ]).toEqual(['10.0.0.1:443', '10.0.0.1']));
it('pipe_isItsName', () =>
  expect(target(event({ PipeName: '\\svcctl', 'event.provider': 'Microsoft-Windows-Sysmon' }))).toBe('\\svcctl'));
it('nothingNamed_isHowTheMessageBegins', () => expect(target(event({ message: '\n  first\nsecond' }))).toBe('first'));
it('noMessage_isWhoTellsIt', () =>
  expect(target(event({ 'event.provider': 'Sysmon', 'event.code': '255' }))).toBe('Sysmon 255'));
it('bareEvent_isEmpty', () => expect(target(event({}))).toBe(''));
it('field_isTheOneThatTheTargetComesFrom', () => {
  expect(targetField({ ...event({}), 'file.path': 'a', 'destination.ip': '10.0.0.1' })).toBe('file.path');
  expect(targetField({ ...event({}), 'destination.ip': '10.0.0.1' })).toBe('destination.ip');
  expect(targetField({ ...event({}), message: 'x' })).toBeUndefined();
});
