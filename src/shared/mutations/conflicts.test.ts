import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { ANSWERS, ID, people, type PersonName, workspaceSaves } from '../../../tests/support/workspace.ts';
import { markIdOf } from '../domain/alert-mark.ts';
import { WORKSPACE_KINDS } from '../domain/tables.ts';
import { mutations } from './registry.ts';
import { WITHDRAW } from './withdraw.ts';

/** Something that somebody does: by whom, what, and with what. */
type Did = readonly [by: PersonName, name: string, args: object];

/**
 * What two machines do at once, neither knowing of the other: what had been done, what reaches the backend first, and what
 * comes second. `is` is what becomes of the second: `taken`, or the code it is refused with.
 */
type Conflict = {
  readonly had?: readonly Did[];
  readonly first: Did;
  readonly second: Did;
  readonly is: string;
};

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;
const id = (n: number): string => `00000000-0000-7000-8000-00000000f0${n}`;
const ticketId = id(10);
const [handoverId, messageId, promiseId, caseId, callId] = [id(11), id(12), id(13), id(14), id(15)];
const [subticketId, attachmentId, otherId] = [id(16), id(17), id(18)];
const on = (name: string, args: object = {}): readonly [string, object] => [`ticket.${name}`, { ticketId, ...args }];

const said = { subject: 'Sem sinal', queueId: ID.queue1, priority: 'P3', channel: 'phone', customerId: null };
const aTicket = on('create', { ...said, categoryId: null, message: null });
const form = { fromTier: 1, toQueueId: ID.queue2, formId: ID.form12, formVersion: 1, answers: ANSWERS };
const up = (made = handoverId): readonly [string, object] => on('escalate', { handoverId: made, ...form });
const accepted: readonly Did[] = [
  ['n1', ...up()],
  ['n2', ...on('accept', { handoverId })],
];
const reply = on('reply', { messageId, body: 'já vemos', lastSeenMessageId: null });
const wrote = on('receive', { messageId: otherId, body: 'e então?' });
const promise = (made: string): readonly [string, object] =>
  on('promise', { promiseId: made, replacesId: null, text: 'ligamos', dueAtMs: NOON_MS + DAY_MS });
const asked = { contract: '', reference: null, asked: 'ver a fibra', expectedAtMs: null, isWaiting: true };
const vendorCase = (made: string): readonly [string, object] =>
  on('openVendorCase', { caseId: made, vendorId: ID.vendor, ...asked });
const solved = on('resolve', { code: 'solved', summary: 'resolvido' });
const wait = (status: string): readonly [string, object] =>
  on('setStatus', { status, reason: 'aguarda', followUpAtMs: null });
const judged = (priority: string): readonly [string, object] => on('setPriority', { priority, reason: 'avaliado' });
const attempt = on('logAttempt', { attemptId: otherId, what: 'modem', outcome: 'failed', minutes: 5, note: '' });
const call = (made: string): readonly [string, object] =>
  on('callSupervisor', { callId: made, reason: 'cliente irritado', asked: 'ligar' });
const file = { id: attachmentId, name: 'tela.png', mediaType: 'image/png', sizeBytes: 3, sha256: 'ab'.repeat(32) };
const withFile = on('note', { messageId, body: '', attachments: [file] });
const note = on('note', { messageId: otherId, body: 'nota' });
const content = { formId: null, formVersion: null, answers: null };
const subticket = on('openSubticket', {
  subticketId,
  handoverId,
  toQueueId: ID.queue2,
  subject: 'Ver a porta',
  priority: 'P3',
  asked: 'ver a porta',
  ...content,
});
const alertId = `${ticketId}:tierWork:1:75%:${NOON_MS}`;
const alert = { ticketId, alertId, markId: markIdOf(alertId, ID.n1) };
const source = { system: 'nagios', ref: '1', actorName: 'nagios', text: 'queda' };
const stepOf = { clock: 'resolution', tier: null, percent: 75, beforeMs: null, lateMs: 0 };
const slaStep = on('slaStep', { ...stepOf, dueAtMs: NOON_MS, deadlineAtMs: NOON_MS });
const back = on('return', { handoverId: otherId, toQueueId: ID.queue1, reason: 'faltou o teste', missing: [] });
const laterForm = workspaceSaves.flatMap(({ row }) => ('fields' in row && row.id === ID.form12 ? [row] : []))[0];
const question = { label: { pt: 'Série', en: 'Serial' }, help: null, isRequired: true, isLong: false };
const complete = (serial: string): readonly [string, object] =>
  on('completeHandover', { handoverId, formId: ID.form12, answers: { serial } });

/** The rule of each action when another came first. A ticket of the first tier's queue is there, and nobody has it. */
const CONFLICTS: Readonly<Record<string, Conflict | readonly Conflict[]>> = {
  'ticket.create': { first: ['n1', ...aTicket], second: ['n1b', ...aTicket], is: 'conflict.exists' },
  'ticket.claim': { first: ['n1', ...on('claim')], second: ['n1b', ...on('claim')], is: 'conflict.claimed' },
  'ticket.assign': [
    // Single choices: the last to arrive wins.
    {
      first: ['supervisor', ...on('assign', { toId: ID.n1 })],
      second: ['supervisor', ...on('assign', { toId: ID.n1b })],
      is: 'taken',
    },
    { first: ['n1', ...up()], second: ['supervisor', ...on('assign', { toId: ID.n1 })], is: 'conflict.not_member' },
  ],
  'ticket.release': {
    had: [['n1', ...on('claim')]],
    first: ['supervisor', ...on('release')],
    second: ['n1', ...on('release')],
    is: 'conflict.status',
  },
  'ticket.reply': { first: ['system', ...wrote], second: ['n1', ...reply], is: 'conflict.thread_moved' },
  'ticket.receive': { first: ['n1', ...solved], second: ['system', ...wrote], is: 'taken' },
  'ticket.note': { first: ['n1b', ...withFile], second: ['n1', ...note], is: 'taken' },
  'ticket.noReplyNeeded': {
    had: [['n1', ...reply]],
    first: ['system', ...wrote],
    second: ['n1', ...on('noReplyNeeded', { lastSeenMessageId: messageId })],
    is: 'conflict.thread_moved',
  },
  'ticket.promise': {
    first: ['n1', ...promise(promiseId)],
    second: ['n1b', ...promise(otherId)],
    is: 'conflict.promise_changed',
  },
  'ticket.keepPromise': {
    had: [['n1', ...promise(promiseId)]],
    first: ['n1b', ...on('keepPromise', { promiseId })],
    second: ['n1', ...on('keepPromise', { promiseId })],
    is: 'conflict.promise_changed',
  },
  'ticket.openSubticket': { first: ['n1', ...solved], second: ['n1b', ...subticket], is: 'conflict.status' },
  'ticket.withdrawSubticket': {
    had: [['n1', ...subticket]],
    first: ['n2', 'ticket.claim', { ticketId: subticketId }],
    second: ['n1', ...on('withdrawSubticket', { subticketId })],
    is: 'conflict.subticket_taken',
  },
  'ticket.openVendorCase': {
    first: ['n1', ...vendorCase(caseId)],
    second: ['n1b', ...vendorCase(otherId)],
    is: 'conflict.vendor_case_open',
  },
  'ticket.setVendorReference': {
    had: [['n1', ...vendorCase(caseId)]],
    first: ['n1', ...on('setVendorReference', { caseId, reference: 'FS-1', was: null })],
    second: ['n1b', ...on('setVendorReference', { caseId, reference: 'FS-2', was: null })],
    is: 'conflict.changed',
  },
  'ticket.answerVendorCase': {
    had: [['n1', ...vendorCase(caseId)]],
    first: ['n1', ...on('withdrawVendorCase', { caseId, reason: 'voltou' })],
    second: ['n1b', ...on('answerVendorCase', { caseId, answer: 'trocada' })],
    is: 'conflict.vendor_case_settled',
  },
  'ticket.withdrawVendorCase': {
    had: [['n1', ...vendorCase(caseId)]],
    first: ['n1', ...on('answerVendorCase', { caseId, answer: 'trocada' })],
    second: ['n1b', ...on('withdrawVendorCase', { caseId, reason: 'voltou' })],
    is: 'conflict.vendor_case_settled',
  },
  'ticket.logAttempt': [
    { first: ['n1b', ...note], second: ['n1', ...attempt], is: 'taken' },
    // It has left, to a queue that the author does not work; who works both logs it where the ticket is.
    { first: ['n1b', ...up()], second: ['n1', ...attempt], is: 'forbidden' },
    { first: ['n1', ...up()], second: ['n1b', ...attempt], is: 'taken' },
    { first: ['n1b', ...solved], second: ['n1', ...attempt], is: 'conflict.status' },
  ],
  'ticket.allowAttempts': {
    first: ['n1', ...solved],
    second: ['supervisor', ...on('allowAttempts', { more: 1, reason: 'quase lá' })],
    is: 'conflict.status',
  },
  'ticket.setStatus': [
    { first: ['n1b', ...solved], second: ['n1', ...wait('waiting_vendor')], is: 'conflict.status' },
    {
      had: [['n1', ...reply]],
      first: ['system', ...wrote],
      second: ['n1', ...wait('waiting_customer')],
      is: 'conflict.no_question',
    },
  ],
  'ticket.setPriority': { first: ['n1b', ...judged('P1')], second: ['n1', ...judged('P2')], is: 'taken' },
  'ticket.reclassify': {
    first: ['n1', ...on('reclassify', { categoryId: ID.category, isRouted: false })],
    second: ['n1b', ...on('reclassify', { categoryId: ID.category, isRouted: false })],
    is: 'validation',
  },
  'ticket.escalate': { first: ['n1', ...up()], second: ['n1b', ...up(otherId)], is: 'conflict.left_tier' },
  'ticket.accept': [
    {
      had: [['n1', ...up()]],
      first: ['n2', ...on('accept', { handoverId })],
      second: ['n1b', ...on('accept', { handoverId })],
      is: 'conflict.claimed',
    },
    {
      had: [['n1', ...up()]],
      first: ['n1', ...on('withdrawEscalation', { handoverId })],
      second: ['n1b', ...on('accept', { handoverId })],
      is: 'conflict.claimed',
    },
  ],
  'ticket.return': { had: accepted, first: ['n2', ...solved], second: ['n1b', ...back], is: 'conflict.status' },
  'ticket.withdrawEscalation': {
    had: [['n1', ...up()]],
    first: ['n2', ...on('accept', { handoverId })],
    second: ['supervisor', ...on('withdrawEscalation', { handoverId })],
    is: 'conflict.handover_settled',
  },
  'ticket.completeHandover': {
    had: [
      [
        'system',
        'form.save',
        { row: { ...laterForm, version: 2, fields: [...(laterForm?.fields ?? []), { key: 'serial', ...question }] } },
      ],
      ['n1', ...up()],
    ],
    first: ['supervisor', ...complete('X1')],
    second: ['n1', ...complete('X2')],
    is: 'conflict.completed',
  },
  'ticket.callSupervisor': {
    first: ['n1', ...call(callId)],
    second: ['n1b', ...call(otherId)],
    is: 'conflict.call_open',
  },
  'ticket.answerCall': {
    had: [['n1', ...call(callId)]],
    first: ['supervisor', ...on('answerCall', { callId, answer: 'liguei' })],
    second: ['supervisor', ...on('answerCall', { callId, answer: 'liguei também' })],
    is: 'conflict.call_answered',
  },
  'ticket.resolve': [
    { first: ['n1', ...solved], second: ['n1b', ...solved], is: 'conflict.status' },
    { first: ['n1', ...vendorCase(caseId)], second: ['n1b', ...solved], is: 'conflict.open_vendor_cases' },
    { first: ['n1', ...subticket], second: ['n1b', ...solved], is: 'conflict.open_subtickets' },
  ],
  'ticket.close': {
    had: [['n1', ...solved]],
    first: ['system', ...wrote],
    second: ['n1', ...on('close')],
    is: 'conflict.status',
  },
  'ticket.cancel': {
    first: ['n1', ...solved],
    second: ['n1b', ...on('cancel', { reason: 'engano' })],
    is: 'conflict.status',
  },
  'ticket.reopen': {
    had: [['n1', ...solved]],
    first: ['system', ...wrote],
    second: ['n1', ...on('reopen', { reason: 'voltou a cair' })],
    is: 'conflict.status',
  },
  'ticket.recordExternal': {
    first: ['n1', ...solved],
    second: ['system', ...on('recordExternal', { source })],
    is: 'taken',
  },
  [WITHDRAW]: { first: ['n1', ...up()], second: ['n1b', WITHDRAW, {}], is: 'taken' },
  'ticket.attachmentStored': {
    had: [['n1', ...withFile]],
    first: ['system', ...on('attachmentStored', { attachmentId })],
    second: ['system', ...on('attachmentStored', { attachmentId })],
    is: 'conflict.exists',
  },
  'ticket.slaStep': { first: ['n1', ...solved], second: ['system', ...slaStep], is: 'taken' },
  'ticket.followUp': {
    had: [
      ['n1', ...reply],
      ['n1', ...wait('waiting_customer')],
    ],
    first: ['system', ...wrote],
    second: ['system', ...on('followUp', { step: { kind: 'remind', nth: 1, messageId: promiseId, body: 'e então?' } })],
    is: 'conflict.status',
  },
  'person.setSignature': {
    first: ['n1', 'person.setSignature', { userId: ID.n1, signature: 'Ana' }],
    second: ['n1', 'person.setSignature', { userId: ID.n1, signature: 'Ana, N1' }],
    is: 'taken',
  },
  'alert.acknowledge': {
    first: ['n1', 'alert.snooze', { ...alert, untilMs: NOON_MS + DAY_MS }],
    second: ['n1', 'alert.acknowledge', alert],
    is: 'taken',
  },
  'alert.snooze': {
    first: ['n1', 'alert.acknowledge', alert],
    second: ['n1', 'alert.snooze', { ...alert, untilMs: NOON_MS + DAY_MS }],
    is: 'taken',
  },
};

let desk: RuleDesk;
beforeEach(() => {
  desk = new RuleDesk(NOON_MS);
  const refused = workspaceSaves.flatMap(({ name, row }) => desk.act(people.system, name, { row }) ?? []);
  if (refused.length > 0) throw new Error(`The fixture was refused: ${JSON.stringify(refused)}`);
});

// Settings are read with their version and written under it: `If-Match` decides between two (tests/server/admin.test.ts).
const SAVES: ReadonlySet<string> = new Set(WORKSPACE_KINDS.map((kind) => `${kind}.save`));

test('each action there is says what becomes of it when another came first', () => {
  expect([...mutations.keys()].filter((name) => !SAVES.has(name) && !(name in CONFLICTS))).toEqual([]);
});

const all = Object.entries(CONFLICTS).flatMap(([name, conflicts]) =>
  [conflicts].flat().map((conflict) => ({ name, after: conflict.first[1], ...conflict })),
);

function act([by, what, args]: Did): string {
  desk.nowMs += 1_000;
  return desk.act(people[by], what, args)?.code ?? 'taken';
}

test.each(all)('$name after $after of somebody else is $is', ({ name, had = [], first, second, is }) => {
  expect(second[1]).toBe(name);
  const ticket: readonly Did[] = name === 'ticket.create' ? [] : [['n1', ...aTicket]];
  for (const one of [...ticket, ...had, first]) expect(act(one), one[1]).toBe('taken');
  expect(act(second)).toBe(is);
});
