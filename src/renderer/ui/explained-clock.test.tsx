import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCalendarSpec, aPolicy, CALENDAR_ID, HOUR_MS, utc } from '../../../tests/support/sla-fixture.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { calendarSource } from '../../shared/sla/calendar-source.ts';
import { countClocks } from '../../shared/sla/clocks.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { ExplainedClock } from './explained-clock.tsx';

const MONDAY = utc('2026-11-23T10:00');

/** Explains the resolution of a ticket whose calendar is in a zone, and answers the notes that stand with it. */
function notesIn(timeZone: string): (string | null)[] {
  const row = { id: CALENDAR_ID, name: 'Horário comercial', spec: aCalendarSpec({ timeZone }) };
  const policy = aPolicy({ calendarId: CALENDAR_ID });
  const ticket = aTicket({ createdAtMs: MONDAY, firstRespondedAtMs: MONDAY });
  const [counted] = countClocks(ticket, [policy], calendarSource([row]), MONDAY + HOUR_MS);
  if (counted === undefined) throw new Error('the policy gives no clock');
  const calendarRows = new Map([[row.id, row]]);
  render(<ExplainedClock counted={counted} calendarRows={calendarRows} nowMs={MONDAY + HOUR_MS} />);
  return screen.queryAllByRole('note').map(({ textContent }) => textContent);
}

beforeEach(() => useSettingsStore.setState({ language: 'en' }));
afterEach(cleanup);

test('a deadline counted in a zone that this machine does not know says so, by the name of the zone', () => {
  expect(notesIn('Mars/Olympus')).toEqual([expect.stringMatching(/Mars\/Olympus.*UTC/)]);
});

test('one counted in a zone that it knows says nothing of it', () => {
  expect(notesIn('America/Sao_Paulo')).toEqual([]);
});
