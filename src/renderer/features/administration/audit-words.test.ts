/* oxlint-disable typescript/no-unsafe-type-assertion -- a workspace and lines of the audit with what is read of them. */
import { expect, test } from 'vitest';
import { aCalendarSpec, aPolicy, CALENDAR_ID, HOUR_MS } from '../../../../tests/support/sla-fixture.ts';
import type { AuditItem } from '../../../shared/protocol/admin.ts';
import type { Workspace } from '../../db/workspace.ts';
import { say } from '../../lib/text.ts';
import { changedFields } from './audit-words.ts';

const calendar = { id: CALENDAR_ID, name: 'Comercial', spec: aCalendarSpec() };
const workspace = { calendarRows: new Map([[CALENDAR_ID, calendar]]), categories: new Map() } as unknown as Workspace;

function changed(kind: string, before: object, after: object): readonly object[] {
  const item = { kind, at: '2026-11-27T12:00:00Z', change: { before, after } } as unknown as AuditItem;
  return changedFields(item, workspace, 'pt-BR', (key, values) => say('pt-BR', key, values));
}

test('the audit says of a calendar’s days off only those that were added or taken away', () => {
  const kept = { date: '2026-12-25', name: 'Natal' };
  const before = aCalendarSpec({ holidays: [kept, { date: '2026-12-31', name: 'Folga' }] });
  const after = aCalendarSpec({ holidays: [kept, { date: '2027-04-23', name: 'São Jorge' }] });
  expect(changed('calendar', { spec: before }, { spec: after })).toEqual([
    {
      name: 'holidays',
      label: 'Feriados',
      before: 'qui., 31 de dez. de 2026 (Folga)',
      after: 'sex., 23 de abr. de 2027 (São Jorge)',
    },
  ]);
});

test('the audit says a policy’s targets, calendars and pauses in words', () => {
  const before = aPolicy({ customer: { P3: { resolutionMs: 24 * HOUR_MS } }, pausedBy: aPolicy().pausedBy });
  const after = { ...before, customer: { P3: { resolutionMs: 10 * HOUR_MS } } };
  expect(changed('policy', { customer: before.customer, previous: [] }, { customer: after.customer })).toEqual([
    { name: 'customer', label: 'Prazos do cliente', before: 'P3: Resolução 24h', after: 'P3: Resolução 10h' },
  ]);
});
