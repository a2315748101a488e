import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { calendarSource } from '../../src/shared/sla/calendar-source.ts';
import { type CalendarSource, evaluate, type SlaClock } from '../../src/shared/sla/clocks.ts';
import type { CalendarRow, Policy } from '../../src/shared/sla/policy.ts';
import { ANSWERS, ID } from '../support/workspace.ts';
import { HOUR_MS, SlaDesk } from './support/sla-desk.ts';

const RUNS = Number(process.env['PATAMAR_PLAN_RUNS'] ?? 6);
const MINUTE_MS = 60_000;

/** What happens next, and how many minutes later. */
type Move = { readonly what: string; readonly minutes: number; readonly ticket: number; readonly hours: number };

const WHATS =
  'create claim reply wait resume escalate accept return resolve reopen note policy planned before calendar off write priority vendor create claim wait resume'.split(
    ' ',
  );

const anyMove: fc.Arbitrary<Move> = fc.record({
  what: fc.constantFrom(...WHATS),
  minutes: fc.constantFrom(0, 1, 7, 30, 45, 61, 240, 1_000),
  ticket: fc.nat(3),
  hours: fc.constantFrom(1, 2, 8, 24),
});

const MUTATIONS: Readonly<Record<string, string>> = {
  wait: 'ticket.setStatus',
  resume: 'ticket.setStatus',
  vendor: 'ticket.setStatus',
  write: 'ticket.receive',
  priority: 'ticket.setPriority',
};

async function make(desk: SlaDesk, { what, ticket: pick, hours }: Move, tickets: string[]): Promise<void> {
  const ticketId = tickets[pick % Math.max(1, tickets.length)] ?? randomUUID();
  const [row] = await desk.db.raw<{ row: Ticket }>('select row from ticket where id = $1::uuid', [ticketId]);
  const wait = { ticketId, reason: 'pediu foto', followUpAtMs: null };
  const handoverId = row?.row.pendingHandoverId ?? randomUUID();
  const form = { formId: ID.form12, formVersion: 1, answers: ANSWERS };
  const back = { ticketId, handoverId: randomUUID(), toQueueId: ID.queue1, reason: 'falta o endereço', missing: [] };
  const target = {
    firstResponseMs: (hours * HOUR_MS) / 2,
    nextResponseMs: hours * HOUR_MS,
    resolutionMs: hours * HOUR_MS,
    vendorMs: hours * HOUR_MS,
  };
  const urgent = { ...target, resolutionMs: (hours * HOUR_MS) / 4 };
  const day: [string, string][] = [['08:00', '18:00']];
  switch (what) {
    case 'create':
      tickets.push(await desk.create());
      return;
    case 'policy':
      await desk.savePolicy({
        customer: { P1: urgent, P3: target },
        warnAtPercent: hours > 2 ? [50, 75] : [75],
        tiers:
          hours > 8 ? {} : { '1': { acceptMs: hours * HOUR_MS, workMs: hours * HOUR_MS }, '2': { acceptMs: HOUR_MS } },
      });
      return;
    case 'planned':
      await desk.savePolicy({ customer: { P3: target }, effectiveFromMs: desk.nowMs + hours * HOUR_MS });
      return;
    case 'before':
      await desk.savePolicy({ customer: { P1: urgent, P3: target }, warnBeforeMs: [45 * MINUTE_MS, 5 * HOUR_MS] });
      return;
    case 'off':
      await desk.savePolicy({ isActive: false });
      return;
    case 'calendar': {
      const spec = hours > 2 ? { timeZone: 'America/Sao_Paulo', weekly: { mon: day, thu: day, fri: day } } : undefined;
      const always = { timeZone: 'UTC', weekly: {}, isAlwaysOpen: true };
      await desk.act('calendar.save', { row: { id: ID.calendar, name: 'Horário', spec: spec ?? always } }, 'system');
      return;
    }
    default: {
      const args: Readonly<Record<string, object>> = {
        claim: { ticketId },
        reply: { ticketId, messageId: randomUUID(), body: 'Olá', lastSeenMessageId: null, evenIfMoved: true },
        wait: { ...wait, status: 'waiting_customer' },
        resume: { ...wait, status: 'open', reason: '' },
        escalate: { ticketId, handoverId: randomUUID(), fromTier: 1, toQueueId: ID.queue2, ...form },
        accept: { ticketId, handoverId },
        return: back,
        resolve: { ticketId, code: 'solved', summary: 'troca do modem' },
        reopen: { ticketId, reason: 'voltou a cair' },
        vendor: { ...wait, status: 'waiting_vendor' },
        write: { ticketId, messageId: randomUUID(), body: 'E aí?' },
        priority: { ticketId, priority: hours > 2 ? 'P3' : 'P1', reason: 'loja parada' },
        note: { ticketId, messageId: randomUUID(), body: 'nota' },
      };
      const name = MUTATIONS[what] ?? `ticket.${what}`;
      // What does not fit the ticket is refused, and changes nothing.
      await desk.act(name, args[what] ?? {}, what === 'write' ? 'system' : 'supervisor');
    }
  }
}

type Line = string;
const line = (ticketId: string, kind: string, cycleAtMs: number, step: number, dueAtMs: number): Line =>
  [ticketId, kind, cycleAtMs, step, new Date(dueAtMs).toISOString()].join(' ');

/** A policy or calendar without the versions that are not in force yet; none when it has no other. */
function inForce<T extends Policy | CalendarRow>(row: T, nowMs: number): T[] {
  const { previous = [], ...newest } = row;
  const versions: readonly { readonly effectiveFromMs?: number | undefined }[] = [...previous, newest];
  const begun = versions.filter(({ effectiveFromMs = 0 }) => effectiveFromMs <= nowMs);
  const last = begun.at(-1);
  return last === undefined ? [] : [{ ...newest, ...last, previous: begun.slice(0, -1) } as T];
}

type Rules = { readonly policies: readonly Policy[]; readonly calendars: CalendarSource };

/** What a clock's policy warns at, each step asked for by itself: what `evaluate` says when there is no other. */
function warningsOf(ticket: Ticket, { kind, policyId }: SlaClock, rules: Rules, nowMs: number): [number, number][] {
  const policy = rules.policies.find(({ id }) => id === policyId);
  const atMs = (warnAtPercent: number[], warnBeforeMs: number[]): number[] => {
    const policies = rules.policies.map((row) => ({ ...row, warnAtPercent, warnBeforeMs }));
    return [...(evaluate(ticket, policies, rules.calendars, nowMs).find((one) => one.kind === kind)?.warnAtMs ?? [])];
  };
  return [
    ...[...new Set(policy?.warnAtPercent)].flatMap((one) => atMs([one], []).map((at): [number, number] => [one, at])),
    ...(policy?.warnBeforeMs ?? []).flatMap((one) => atMs([], [one]).map((at): [number, number] => [-one, at])),
  ];
}

/** The steps ahead, worked out anew from the rows and the history alone, with none of what is kept for them. */
async function fromScratch(desk: SlaDesk): Promise<Line[]> {
  const workspace = await desk.db.raw<{ kind: string; row: Policy | CalendarRow }>(
    'select kind, row from workspace_row',
  );
  const of = <T>(wanted: string): T[] => workspace.filter(({ kind }) => kind === wanted).map(({ row }) => row as T);
  const policies = of<Policy>('policy').flatMap((row) => inForce(row, desk.nowMs));
  const calendars = calendarSource(of<CalendarRow>('calendar').flatMap((row) => inForce(row, desk.nowMs)));
  const events = await desk.told();
  const lines: Line[] = [];
  for (const { row } of await desk.db.raw<{ row: Ticket }>('select row from ticket')) {
    for (const clock of evaluate(row, policies, calendars, desk.nowMs)) {
      if (clock.endedAtMs !== null || clock.deadlineAtMs === null || clock.state === 'breached') continue;
      // The breach is the first millisecond at which the clock says so.
      let [low, high] = [clock.deadlineAtMs, clock.deadlineAtMs + 400 * 24 * HOUR_MS];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        const then = evaluate(row, policies, calendars, middle).find(({ kind }) => kind === clock.kind);
        if (then?.state === 'breached') high = middle;
        else low = middle;
      }
      const steps = [[0, high] as const, ...warningsOf(row, clock, { policies, calendars }, desk.nowMs)];
      for (const [step, dueAtMs] of steps) {
        const wasTold = events.some(
          ({ ticketId, data, kind }) =>
            ticketId === row.id &&
            data['clock'] === clock.kind &&
            (data['tier'] ?? null) === (clock.tier ?? null) &&
            (kind === 'sla_breached' ? 0 : (data['percent'] ?? -Number(data['beforeMs']))) === step &&
            Number(data['dueAtMs']) >= clock.startedAtMs &&
            (Number(data['dueAtMs']) >= dueAtMs || Number(data['deadlineAtMs']) >= (clock.deadlineAtMs ?? 0)),
        );
        if (!wasTold) lines.push(line(row.id, clock.kind, clock.startedAtMs, step, dueAtMs));
      }
    }
  }
  return lines.toSorted();
}

async function stored(desk: SlaDesk): Promise<Line[]> {
  const rows = await desk.db.raw<{ id: string; kind: string; cycle: number; step: number; due: number }>(
    'select ticket_id as id, kind, cycle_at_ms as cycle, step, due_at_ms as due from sla_step',
  );
  return rows.map(({ id, kind, cycle, step, due }) => line(id, kind, cycle, step, due)).toSorted();
}

test('whatever happens to tickets, policies and calendars, the steps ahead are those worked out from scratch, and none is told twice', async () => {
  const desk = await SlaDesk.open('pglite');
  await fc.assert(
    fc.asyncProperty(fc.array(anyMove, { minLength: 6, maxLength: 14, size: 'max' }), async (moves) => {
      await desk.db.raw('truncate ticket, ticket_part, scope_entry, sla_step, sla_fired');
      await desk.savePolicy({});
      await desk.act(
        'calendar.save',
        { row: { id: ID.calendar, name: '24/7', spec: { timeZone: 'UTC', weekly: {}, isAlwaysOpen: true } } },
        'system',
      );
      const tickets: string[] = [];
      for (const move of moves) {
        await desk.pass(move.minutes * MINUTE_MS);
        await make(desk, move, tickets);
        await desk.pass(0);
        expect(await stored(desk)).toEqual(await fromScratch(desk));
      }
      const told = (await desk.told()).map(({ ticketId, kind, data }) =>
        [ticketId, kind, data['clock'], data['tier'], data['percent'], data['beforeMs'], data['deadlineAtMs']].join(
          ' ',
        ),
      );
      expect(new Set(told).size, 'each once for each deadline').toBe(told.length);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 300_000);
