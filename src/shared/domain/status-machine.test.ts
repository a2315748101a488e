import { describe, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { en } from '../i18n/messages.en.ts';
import { ptBr } from '../i18n/messages.pt-br.ts';
import { REFUSAL_CODES } from '../mutations/mutation.ts';
import { mutations } from '../mutations/registry.ts';
import { nextStatus, STATUS_ACTIONS, STATUS_MACHINE, type StatusAction } from './status-machine.ts';
import { hasEnded, pauseClassOf, type Status, STATUSES } from './status.ts';
import type { TableName } from './tables.ts';
import type { Ticket } from './ticket.ts';
import { TIERS, type Tier } from './tier.ts';
import type { Role, User } from './workspace.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const HOUR_MS = 3_600_000;
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [TICKET, HANDOVER, MESSAGE, ATTACHMENT, FORM] = [id(1), id(2), id(3), id(4), id(5)];
const [PROMISE, CALL, CATEGORY, COLLEAGUE] = [id(6), id(7), id(8), id(9)];
const [VENDOR, CASE, LINE] = [id(63), id(64), id(65)];
const queueOf = (tier: Tier): string => id(10 + tier);

const person = (n: number, role: Role, overrides: Partial<User> = {}): User => ({
  id: id(n),
  name: `Pessoa ${n}`,
  email: `p${n}@test.example`,
  role,
  tiers: [],
  queueIds: [],
  isActive: true,
  ...overrides,
});
/** Everybody there can be, by what they are to a ticket of N2. */
const ACTORS = {
  'an agent of its queue': person(31, 'agent', { queueIds: [queueOf(2)] }),
  'an agent of another queue': person(32, 'agent', { queueIds: [queueOf(1)] }),
  'an agent who has left': person(33, 'agent', { queueIds: [queueOf(2)], isActive: false }),
  'a supervisor': person(34, 'supervisor'),
  'an administrator': person(35, 'admin'),
  'a program': person(36, 'system'),
} as const;
type ActorName = keyof typeof ACTORS;
const ACTOR_NAMES = Object.keys(ACTORS) as ActorName[];

/** What only the backend's own programs do. */
const PROGRAMS_ONLY: ReadonlySet<StatusAction> = new Set([
  'ticket.receive',
  'ticket.slaStep',
  'ticket.followUp:remind',
  'ticket.attachmentStored',
  'ticket.recordExternal',
]);
/** What only those do who oversee every queue. */
const OVERSEERS_ONLY: ReadonlySet<StatusAction> = new Set([
  'ticket.allowAttempts',
  // And who escalated: somebody else here.
  'ticket.withdrawEscalation',
  'ticket.completeHandover',
  'ticket.answerCall',
]);
/** What is asked of a person. */
const PEOPLE_ONLY: ReadonlySet<StatusAction> = new Set(['ticket.answerCall']);
/** What people do whose queue the ticket has left. */
const FROM_AFAR: ReadonlySet<StatusAction> = new Set(['ticket.withdrawEscalation', 'ticket.completeHandover']);
/** Whose ticket it is when it is taken: nobody's. */
const TAKES: ReadonlySet<StatusAction> = new Set(['ticket.claim', 'ticket.accept', 'ticket.withdrawEscalation']);

const source = { system: 'x', ref: '1', actorName: 'x', text: 'x' };
const message = { messageId: id(51), body: 'Olá' };
const clockStep = {
  clock: 'resolution',
  tier: null,
  percent: 75,
  beforeMs: null,
  dueAtMs: 1,
  deadlineAtMs: 2,
  lateMs: 0,
};
const mark = { alertId: 'alert', markId: id(56) };
const setting = { reason: 'motivo', followUpAtMs: NOON_MS + HOUR_MS };

const escalation = (fromTier: Tier, to: Tier): object => ({
  handoverId: id(52),
  fromTier,
  toQueueId: queueOf(to),
  formId: FORM,
  formVersion: 1,
  answers: { summary: 'x' },
});
const giveBack = (to: Tier): object => ({
  handoverId: id(53),
  toQueueId: queueOf(to),
  reason: 'faltou algo',
  missing: [],
});

const referral = (isWaiting: boolean): object => ({
  caseId: id(62),
  vendorId: VENDOR,
  contract: '',
  reference: null,
  asked: 'ver a fibra',
  expectedAtMs: null,
  isWaiting,
});

/** Arguments that fit, and lack nothing but what the status has to say. */
const ARGS: Readonly<Record<StatusAction, object>> = {
  'ticket.claim': {},
  'ticket.accept': { handoverId: HANDOVER },
  'ticket.assign': { toId: COLLEAGUE },
  'ticket.release': {},
  'ticket.escalate': escalation(2, 3),
  'ticket.return': giveBack(1),
  'ticket.withdrawEscalation': { handoverId: HANDOVER },
  'ticket.completeHandover': { handoverId: HANDOVER, formId: FORM, answers: { summary: 'x' } },
  'ticket.callSupervisor': { callId: id(58), reason: 'cliente exaltado', asked: 'ligar para ele' },
  'ticket.answerCall': { callId: CALL, answer: 'Liguei.' },
  'ticket.reply': { ...message, lastSeenMessageId: MESSAGE },
  'ticket.logAttempt': { attemptId: id(54), what: 'modem', outcome: 'failed', minutes: 1, note: '' },
  'ticket.allowAttempts': { more: 1, reason: 'só mais uma' },
  'ticket.promise': { promiseId: id(57), replacesId: PROMISE, text: 'retorno', dueAtMs: NOON_MS + HOUR_MS },
  'ticket.keepPromise': { promiseId: PROMISE },
  'ticket.openSubticket': {
    subticketId: id(60),
    handoverId: id(61),
    toQueueId: queueOf(3),
    subject: 'Ver a porta',
    priority: 'P3',
    asked: 'ver a porta',
    formId: null,
    formVersion: null,
    answers: null,
  },
  'ticket.withdrawSubticket': { subticketId: LINE },
  'ticket.openVendorCase': referral(false),
  'ticket.openVendorCase:waiting': referral(true),
  'ticket.setVendorReference': { caseId: CASE, reference: 'V-1', was: null },
  'ticket.answerVendorCase': { caseId: CASE, answer: 'trocado' },
  'ticket.withdrawVendorCase': { caseId: CASE, reason: 'engano' },
  'ticket.reclassify': { categoryId: CATEGORY, isRouted: false },
  'ticket.setPriority': { priority: 'P1', reason: 'loja parada' },
  'ticket.noReplyNeeded': { lastSeenMessageId: MESSAGE },
  'ticket.note': message,
  'ticket.recordExternal': { source },
  'ticket.attachmentStored': { attachmentId: ATTACHMENT },
  'ticket.slaStep': clockStep,
  'alert.acknowledge': mark,
  'alert.snooze': { ...mark, untilMs: NOON_MS + HOUR_MS },
  'ticket.receive': message,
  'ticket.followUp:remind': { step: { kind: 'remind', nth: 1, ...message } },
  'ticket.setStatus:open': { ...setting, status: 'open' },
  'ticket.setStatus:waiting_customer': { ...setting, status: 'waiting_customer' },
  'ticket.setStatus:waiting_vendor': { ...setting, status: 'waiting_vendor' },
  'ticket.setStatus:waiting_change': { ...setting, status: 'waiting_change' },
  'ticket.setStatus:scheduled': { ...setting, status: 'scheduled' },
  'ticket.resolve': { code: 'solved', summary: 'trocado' },
  'ticket.close': {},
  'ticket.cancel': { reason: 'duplicado' },
  'ticket.reopen': { reason: 'voltou a cair' },
};

/** A ticket of a tier in a state, with everything about it such that only its status can stand in the way. */
function ticketIn(status: Status, assigneeId: string | null, tier: Tier = 2): Ticket {
  const pauseClass = pauseClassOf(status);
  return aTicket({
    id: TICKET,
    tier,
    queueId: queueOf(tier),
    status,
    assigneeId,
    createdAtMs: NOON_MS - 5 * HOUR_MS,
    updatedAtMs: NOON_MS - HOUR_MS,
    stays: [{ tier, queueId: queueOf(tier), enteredAtMs: NOON_MS - 5 * HOUR_MS, acceptedAtMs: null, leftAtMs: null }],
    pauses: pauseClass === null ? [] : [{ class: pauseClass, fromMs: NOON_MS - HOUR_MS, toMs: null }],
    resolvedAtMs: hasEnded(status) ? NOON_MS - HOUR_MS : null,
    firstRespondedAtMs: NOON_MS - 4 * HOUR_MS,
    nextResponse: { sinceMs: NOON_MS - 3 * HOUR_MS, endedAtMs: null },
    lastMessageId: MESSAGE,
    lastMessageFrom: 'agent',
    pendingHandoverId: assigneeId === null ? HANDOVER : null,
    promise: {
      id: PROMISE,
      text: 'retorno',
      dueAtMs: NOON_MS + HOUR_MS,
      byId: id(31),
      madeAtMs: NOON_MS - HOUR_MS,
      endedAtMs: null,
    },
  });
}

function deskWith(ticket: Ticket): RuleDesk {
  const desk = new RuleDesk(NOON_MS);
  const load = (kind: TableName, row: { readonly id: string }): void => desk.unit.load(kind, row.id, row);
  for (const tier of TIERS) load('queue', { id: queueOf(tier), name: '', tier, position: 1, isActive: true } as never);
  for (const actor of Object.values(ACTORS)) load('user', actor);
  load('user', person(9, 'agent', { queueIds: [queueOf(2)] }));
  load('category', { id: CATEGORY, name: 'Rede', parentId: null } as never);
  const text = { pt: 'Resumo', en: 'Summary' };
  const fields = [{ key: 'summary', label: text, help: null, isRequired: true, isLong: false }];
  load('form', { id: FORM, version: 1, name: text, fromTier: 2, toTier: 3, fields, isActive: true } as never);
  load('attachment', { id: ATTACHMENT, ticketId: TICKET, storedAtMs: null } as never);
  const handover = { ticketId: TICKET, state: 'pending', byId: id(99), fromQueueId: queueOf(1), answers: {} };
  load('handover', { ...handover, id: HANDOVER, kind: 'escalation', formId: FORM, unanswered: ['summary'] } as never);
  load('handover', { ...handover, id: CALL, kind: 'supervisor' } as never);
  load('vendor', { id: VENDOR, name: 'Fibra Sul' } as never);
  load('vendorCase', { id: CASE, ticketId: TICKET, state: 'open', reference: null } as never);
  load('subticket', { id: LINE, ticketId: TICKET, status: 'new', assigneeId: null, openedById: id(99) } as never);
  desk.unit.load('ticket', TICKET, ticket);
  return desk;
}

const wireName = (action: StatusAction): string => action.split(':')[0] ?? action;

/** What comes of an action by the rules, as a code or the state that the ticket is in after it. */
function tried(action: StatusAction, status: Status, who: ActorName): string {
  const actor = ACTORS[who];
  const desk = deskWith(ticketIn(status, TAKES.has(action) ? null : actor.id));
  const refusal = desk.act(actor, wireName(action), { ticketId: TICKET, ...ARGS[action] });
  return refusal?.code ?? desk.unit.ticket(TICKET)?.status ?? 'gone';
}

/** What should come of it: who may act first, then the table. */
function expected(action: StatusAction, status: Status, who: ActorName): string {
  const isProgram = who === 'a program';
  const isOutside = who === 'an agent of another queue' && !FROM_AFAR.has(action);
  if (isOutside || who === 'an agent who has left') return 'forbidden';
  const next = nextStatus(action, status, isProgram);
  if (PROGRAMS_ONLY.has(action) && !isProgram) return 'forbidden';
  if (next === null) return 'conflict.status';
  const isAgent = who === 'an agent of its queue' || who === 'an agent of another queue';
  return (OVERSEERS_ONLY.has(action) && isAgent) || (PEOPLE_ONLY.has(action) && isProgram) ? 'forbidden' : next;
}

describe('the status machine', () => {
  test('has a row for every action on a ticket that there is', () => {
    const acting = [...mutations.keys()].filter((name) => /^(ticket|alert)\./.test(name) && name !== 'ticket.create');
    expect(acting.toSorted()).toEqual([...new Set(STATUS_ACTIONS.map(wireName))].toSorted());
  });

  test.each(STATUS_ACTIONS)('%s does in every state, for everybody, what the table says', (action) => {
    const cases = STATUSES.flatMap((status) => ACTOR_NAMES.map((who) => [status, who] as const));
    const found = cases.map(([status, who]) => `${status}, ${who}: ${tried(action, status, who)}`);
    expect(found).toEqual(cases.map(([status, who]) => `${status}, ${who}: ${expected(action, status, who)}`));
  });

  test.each(STATUSES)('from %s people come to work, and to an end, in some steps', (start) => {
    const reached = new Set<Status>([start]);
    for (const status of reached) {
      for (const action of STATUS_ACTIONS.filter((one) => !PROGRAMS_ONLY.has(one))) {
        const next = nextStatus(action, status, false);
        if (next !== null) reached.add(next);
      }
    }
    // Nothing leads back to `new`: what has been worked on is never untouched again.
    expect([...reached].filter((status) => status !== start || status !== 'new').toSorted()).toEqual(
      STATUSES.filter((status) => status !== 'new').toSorted(),
    );
  });

  test('lets programs do whatever people may, to the same state', () => {
    for (const action of STATUS_ACTIONS) {
      const { people, programs } = STATUS_MACHINE[action];
      expect(programs, action).toMatchObject(people);
    }
  });
});

describe('the tiers', () => {
  /** From which tier to which an action takes a ticket; everything else is refused as `validation`. */
  const TIER_MACHINE: Readonly<Record<'ticket.escalate' | 'ticket.return', Readonly<Record<Tier, readonly Tier[]>>>> = {
    'ticket.escalate': { 1: [2, 3], 2: [3], 3: [] },
    'ticket.return': { 1: [], 2: [1], 3: [1, 2] },
  };
  const moves = (['ticket.escalate', 'ticket.return'] as const).flatMap((action) =>
    TIERS.flatMap((from) => TIERS.map((to) => ({ action, from, to }))),
  );

  test.each(moves)('$action from N$from to N$to', ({ action, from, to }) => {
    for (const who of ACTOR_NAMES) {
      // The agents of this test work at N2: at the other tiers they are of another queue.
      const actor = who === 'an agent of its queue' ? { ...ACTORS[who], queueIds: [queueOf(from)] } : ACTORS[who];
      const isOutside = who === 'an agent who has left' || (who === 'an agent of another queue' && from !== 1);
      const desk = deskWith(ticketIn('open', actor.id, from));
      const refusal = desk.act(actor, action, {
        ticketId: TICKET,
        ...(action === 'ticket.escalate' ? escalation(from, to) : giveBack(to)),
      });
      const isAllowed = TIER_MACHINE[action][from].includes(to);
      expect(refusal?.code ?? null, who).toBe(isOutside ? 'forbidden' : isAllowed ? null : 'validation');
      expect(desk.unit.ticket(TICKET)?.tier, who).toBe(isAllowed && !isOutside ? to : from);
    }
  });

  test('every tier can be reached from every other', () => {
    for (const start of TIERS) {
      const reached = new Set<Tier>([start]);
      for (const tier of reached) {
        for (const next of Object.values(TIER_MACHINE).flatMap((row) => row[tier])) reached.add(next);
      }
      expect(reached).toEqual(new Set(TIERS));
    }
  });
});

test('every refusal has its sentence in both languages', () => {
  const keys = REFUSAL_CODES.map((code) => `refusal.${code}`);
  expect(keys.filter((key) => !Object.hasOwn(ptBr, key) || !Object.hasOwn(en, key))).toEqual([]);
});
