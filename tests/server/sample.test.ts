import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/server/db/database.ts';
import { ensureSample } from '../../src/server/sample/ensure-sample.ts';
import { attemptStanding } from '../../src/shared/attempts/attempt-standing.ts';
import type { AttemptPolicy } from '../../src/shared/domain/attempt-policy.ts';
import { checkAnswers } from '../../src/shared/domain/form-answers.ts';
import { FIELD_KINDS, type Form, kindOf } from '../../src/shared/domain/form.ts';
import { type Handover, messageSchema, handoverSchema } from '../../src/shared/domain/parts.ts';
import { rowSchema, type TableName } from '../../src/shared/domain/tables.ts';
import { type Ticket, ticketSchema } from '../../src/shared/domain/ticket.ts';
import { timesUp } from '../../src/shared/domain/tier-graph.ts';
import type { Category } from '../../src/shared/domain/workspace.ts';
import { calendarSource } from '../../src/shared/sla/calendar-source.ts';
import { evaluate, type SlaClock } from '../../src/shared/sla/clocks.ts';
import type { CalendarRow, Policy } from '../../src/shared/sla/policy.ts';
import { openTestDatabase, silent } from './support/test-database.ts';
import { startServer } from './support/test-server.ts';

const MINUTE_MS = 60_000;
/** A Wednesday at 15:00 in Sao Paulo, after a Monday that was a holiday; and a Sunday at 03:00, when all but P1 stands. */
const AT_WORK_MS = Date.UTC(2026, 9, 14, 18);
const AT_NIGHT_MS = Date.UTC(2026, 9, 18, 6);

async function rows<T>(db: Database, kind: string): Promise<T[]> {
  const found = await db.raw<{ row: T }>('select row from workspace_row where kind = $1', [kind]);
  return found.map(({ row }) => row);
}

async function clocksAt(db: Database, nowMs: number): Promise<SlaClock[]> {
  const policies = await rows<Policy>(db, 'policy');
  const calendars = calendarSource(await rows<CalendarRow>(db, 'calendar'));
  const tickets = await db.raw<{ row: Ticket }>('select row from ticket where not is_ended');
  return tickets.flatMap(({ row }) => evaluate(row, policies, calendars, nowMs));
}

async function sampleAt(nowMs: number): Promise<Database> {
  const db = await openTestDatabase('pglite');
  await ensureSample(db, { isSample: true }, nowMs, silent);
  return db;
}

let db: Database;
beforeAll(async () => {
  db = await sampleAt(AT_WORK_MS);
});
afterAll(() => db.close());

test('a sample has 400 tickets of the past weeks, about 120 of them open at every tier and in every state', async () => {
  const tickets = (await db.raw<{ row: unknown }>('select row from ticket')).map(({ row }) => ticketSchema.parse(row));
  const open = tickets.filter(({ resolvedAtMs }) => resolvedAtMs === null);
  // Two subtickets beside.
  expect(tickets).toHaveLength(402);
  expect(open.length).toBeGreaterThan(110);
  expect(open.length).toBeLessThan(130);
  for (const tier of [1, 2, 3]) {
    expect(open.filter((ticket) => ticket.tier === tier && ticket.assigneeId === null).length).toBeGreaterThan(3);
    expect(open.filter((ticket) => ticket.tier === tier && ticket.assigneeId !== null).length).toBeGreaterThan(3);
  }
  const statuses = new Set(tickets.map(({ status }) => status));
  expect(statuses.size).toBe(9);
  expect(Math.max(...tickets.map(({ updatedAtMs }) => updatedAtMs))).toBeLessThanOrEqual(AT_WORK_MS);
  expect(Math.min(...tickets.map(({ createdAtMs }) => createdAtMs))).toBeGreaterThan(
    AT_WORK_MS - 30 * 1_440 * MINUTE_MS,
  );
  expect(tickets.some(({ reopenCount }) => reopenCount > 0)).toBe(true);
  const numbers = tickets.toSorted((a, b) => a.createdAtMs - b.createdAtMs).map(({ number }) => number ?? 0);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

test('a sample has promises near and missed, vendors that are waited for, and subtickets that work and have ended', async () => {
  const tickets = (await db.raw<{ row: Ticket }>('select row from ticket')).map(({ row }) => row);
  const dues = tickets.flatMap(({ promise }) => (promise === undefined || promise === null ? [] : [promise.dueAtMs]));
  expect(dues.some((dueAtMs) => dueAtMs < AT_WORK_MS)).toBe(true);
  expect(dues.some((dueAtMs) => dueAtMs > AT_WORK_MS && dueAtMs < AT_WORK_MS + 15 * MINUTE_MS)).toBe(true);
  const asked = tickets.filter(({ vendorCases }) => vendorCases !== undefined);
  expect(asked.filter(({ status }) => status === 'waiting_vendor').length).toBeGreaterThanOrEqual(2);
  const parts = await db.raw<{ status: string }>(
    `select row->>'status' as status from ticket_part where kind = 'subticket'`,
  );
  expect(parts.map(({ status }) => status).toSorted()).toEqual(['open', 'resolved']);
});

test('every row fits its schema, and no text has a slot left open', async () => {
  const all = await db.raw<{ kind: TableName; row: unknown }>(
    `select kind, row from ticket_part union all select kind, row from workspace_row union all select 'ticket', row from ticket`,
  );
  for (const { kind, row } of all) {
    expect(rowSchema(kind).safeParse(row).success, `${kind} ${JSON.stringify(row)}`).toBe(true);
    expect(JSON.stringify(row)).not.toMatch(/\{[a-z]+\}/);
  }
});

test('conversations differ from ticket to ticket and go back and forth', async () => {
  const found = await db.raw<{ row: unknown }>(`select row from ticket_part where kind = 'message'`);
  const messages = found.map(({ row }) => messageSchema.parse(row));
  const firsts = messages.filter(({ kind }) => kind === 'customer');
  expect(new Set(firsts.map(({ body }) => body)).size).toBeGreaterThan(150);
  const kinds = Map.groupBy(messages, ({ ticketId }) => ticketId);
  const long = [...kinds.values()].filter((each) => each.length >= 4);
  expect(long.length).toBeGreaterThan(150);
  expect(messages.filter(({ kind }) => kind === 'note').length).toBeGreaterThan(50);
});

test('each escalation by a person has every answer its form asks for, and none goes from N1 to N3', async () => {
  const forms = await rows<Form>(db, 'form');
  const found = await db.raw<{ row: unknown }>(`select row from ticket_part where kind = 'handover'`);
  const handovers = found.map(({ row }) => handoverSchema.parse(row));
  const escalations = handovers.filter(({ kind }) => kind === 'escalation');
  expect(escalations.length).toBeGreaterThan(100);
  for (const { formId, answers, fromTier, toTier } of escalations) {
    const form = forms.find(({ id }) => id === formId);
    expect(form).toMatchObject({ fromTier, toTier });
    expect(checkAnswers(form?.fields ?? [], answers ?? {})).toEqual([]);
    expect(Object.keys(answers ?? {})).toEqual(expect.arrayContaining(['asked', 'summary', 'tried']));
  }
  expect(new Set(forms.flatMap(({ fields }) => fields.map(kindOf))).size).toBe(FIELD_KINDS.length);
  expect(new Set(escalations.map(({ formId }) => formId)).size).toBe(forms.length);
  expect(forms.some(({ fromTier, toTier }) => toTier - fromTier > 1)).toBe(false);
  expect(handovers.filter(({ state, toTier }) => state === 'pending' && toTier === 2).length).toBeGreaterThan(3);
  expect(handovers.filter(({ state, toTier }) => state === 'pending' && toTier === 3).length).toBeGreaterThan(3);
  expect(handovers.some(({ kind, state }) => kind === 'return' && state === 'accepted')).toBe(true);
});

test('some tickets have come up a second time, and a supervisor is called to some', async () => {
  const found = await db.raw<{ row: Ticket }>('select row from ticket where not is_ended');
  const again = found.filter(({ row }) => timesUp(row.stays, 1, 2) === 2);
  expect(again.map(({ row }) => [row.tier, row.assigneeId !== null])).toEqual([
    [2, true],
    [2, true],
    [2, true],
  ]);
  expect(found.filter(({ row }) => typeof row.supervisorCallId === 'string')).toHaveLength(2);
  const calls = await db.raw<{ row: Handover }>(
    `select row from ticket_part where kind = 'handover' and row->>'kind' = 'supervisor'`,
  );
  expect(calls.map(({ row }) => row.state).toSorted()).toEqual(['answered', 'pending', 'pending']);
});

test('a few tickets of N1 have used up their attempts, N2 goes on and N3 has no limit', async () => {
  const policies = await rows<AttemptPolicy>(db, 'attemptPolicy');
  const categories = await rows<Category>(db, 'category');
  const calendars = calendarSource(await rows<CalendarRow>(db, 'calendar'));
  const open = (await db.raw<{ row: Ticket }>('select row from ticket where not is_ended')).map(({ row }) => row);
  const standings = open.map((ticket) => attemptStanding(ticket, { policies, categories, calendars }, AT_WORK_MS));
  const triedOut = (tier: number): number =>
    standings.filter((standing) => standing.tier === tier && standing.reachedBy !== null).length;
  const atN1 = open.filter(({ tier }) => tier === 1).length;
  expect(standings.filter(({ reachedBy }) => reachedBy === 'count').length).toBeGreaterThanOrEqual(5);
  expect(triedOut(1)).toBeLessThan(atN1 / 2);
  expect(triedOut(2)).toBe(0);
  expect(standings.every(({ tier, most, mostMs }) => tier !== 3 || (most === null && mostMs === null))).toBe(true);
  expect(categories.filter(({ script }) => script !== undefined).length).toBeGreaterThan(2);
});

test('at work, countdowns end in minutes, in hours, have ended and are paused', async () => {
  const clocks = await clocksAt(db, AT_WORK_MS);
  const running = clocks.filter(({ state }) => state === 'running');
  const within = (fromMinutes: number, toMinutes: number): number =>
    running.filter(({ remainingMs }) => remainingMs > fromMinutes * MINUTE_MS && remainingMs <= toMinutes * MINUTE_MS)
      .length;
  expect(within(0, 30)).toBeGreaterThan(5);
  expect(within(30, 240)).toBeGreaterThan(15);
  expect(within(240, 2_400)).toBeGreaterThan(15);
  expect(clocks.filter(({ state }) => state === 'breached').length).toBeGreaterThan(5);
  expect(clocks.filter(({ state }) => state === 'paused').length).toBeGreaterThan(10);
  expect(new Set(clocks.filter(({ state }) => state === 'running').map(({ kind }) => kind)).size).toBe(7);
});

test('on a Sunday night there are countdowns that run all the same', async () => {
  const night = await sampleAt(AT_NIGHT_MS);
  const later = await clocksAt(night, AT_NIGHT_MS + 5 * MINUTE_MS);
  const now = await clocksAt(night, AT_NIGHT_MS);
  const moved = now.filter(
    (clock, index) => clock.state === 'running' && (later[index]?.remainingMs ?? 0) < clock.remainingMs,
  );
  expect(moved.length).toBeGreaterThan(3);
  await night.close();
});

test("the calendar names Brazil's national holidays", async () => {
  const calendars = await rows<CalendarRow>(db, 'calendar');
  const holidays = calendars.flatMap(({ spec }) => spec.holidays ?? []);
  expect(holidays).toContainEqual({ date: '2026-10-12', name: 'Nossa Senhora Aparecida' });
  expect(holidays).toContainEqual({ date: '2026-11-20', name: 'Dia da Consciência Negra' });
  expect(holidays).toContainEqual({ date: '2027-02-09', name: 'Carnaval' });
});

test('people sign in with the password of the sample and find work of their own', async () => {
  const server = await startServer({ engine: 'pglite', db });
  for (const [mail, tier] of [
    ['n1', 1],
    ['n2', 2],
    ['n3', 3],
  ] as const) {
    const { user } = await server.client.signIn(`${mail}@aurora.example`, 'patamar-sample');
    const [own] = await db.raw<{ count: number }>(
      'select count(*)::int as count from ticket where not is_ended and assignee_id = $1 and tier = $2',
      [user.id, tier],
    );
    expect(own?.count).toBeGreaterThan(2);
  }
  for (const mail of ['supervisor', 'admin']) await server.client.signIn(`${mail}@aurora.example`, 'patamar-sample');
  await server.close();
});

test('a sample is made once, never over what somebody has, and not where none is wanted', async () => {
  const [before] = await db.raw('select count(*)::int as tickets from ticket');
  await ensureSample(db, { isSample: true }, AT_WORK_MS, silent);
  expect(await db.raw('select count(*)::int as tickets from ticket')).toEqual([before]);

  const empty = await openTestDatabase('pglite');
  await ensureSample(empty, { isSample: false }, AT_WORK_MS, silent);
  expect(await empty.raw('select id from workspace_row')).toEqual([]);
  await empty.close();
});

test('a start that was killed before the accounts were made is mended by the next', async () => {
  const killed = await sampleAt(AT_WORK_MS);
  await killed.raw('delete from app_user');
  await ensureSample(killed, { isSample: true }, AT_WORK_MS, silent);
  expect(await killed.raw('select count(*)::int as count from app_user')).toEqual([{ count: 14 }]);
  expect(await killed.raw('select count(*)::int as count from ticket')).toEqual([{ count: 402 }]);
  await killed.close();
});
