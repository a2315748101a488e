import type { User } from '../../shared/domain/workspace.ts';
import type { SystemMutation } from '../sync/apply.ts';
import { PEOPLE, QUEUES } from './people.ts';
import { sampleId } from './sample-id.ts';
import { VENDORS } from './vendors.ts';

const MINUTE_MS = 60_000;

/** What leaves a ticket open with the one who took it. */
const QUIET = new Set([
  'ticket.create',
  'ticket.receive',
  'ticket.reply',
  'ticket.note',
  'ticket.logAttempt',
  'ticket.claim',
  'ticket.escalate',
  'ticket.accept',
]);

type Held = { readonly ticketId: string; readonly tier: number; readonly owner: User };

/** A promise to make: how long ago, due in how many minutes from now (negative: missed). */
const PROMISES = [
  { key: 'near', madeMinutesAgo: 50, dueInMinutes: 12, text: 'Ligamos de volta com a posição da rede.' },
  { key: 'far', madeMinutesAgo: 20, dueInMinutes: 180, text: 'Mandamos o técnico ainda hoje, com hora marcada.' },
  { key: 'missed', madeMinutesAgo: 90, dueInMinutes: -25, text: 'Respondemos por e-mail com o valor corrigido.' },
] as const;

const CASES = [
  { vendor: 0, asked: 'Emendar a fibra na caixa 14.', reference: 'FS-90412', expectedInMinutes: 25, isWaiting: true },
  { vendor: 1, asked: 'Trocar a fonte do rádio.', reference: null, expectedInMinutes: 190, isWaiting: true },
  {
    vendor: 2,
    asked: 'Corrigir o boleto em duplicidade.',
    reference: 'CF-771',
    expectedInMinutes: null,
    isWaiting: false,
  },
] as const;

const PARTS = [
  { key: 'working', subject: 'Medir a potência na porta da OLT', isDone: false },
  { key: 'done', subject: 'Conferir o perfil de velocidade', isDone: true },
] as const;

/**
 * What is added to tickets of the sample that somebody has: promises that are near, far and missed, vendors that are
 * waited for, and subtickets at N2, one of them resolved. After `mutations`, which make the tickets; it draws nothing at
 * random, and the subtickets are the youngest tickets of the sample.
 */
export function sideWork(mutations: readonly SystemMutation[], nowMs: number): SystemMutation[] {
  const held = heldTickets(mutations);
  const n1 = held.filter(({ tier }) => tier === 1);
  const n2 = held.filter(({ tier }) => tier === 2);
  return [
    ...PROMISES.flatMap((promise, i) => (n1[i] === undefined ? [] : [promiseOn(n1[i], promise, nowMs)])),
    ...CASES.flatMap((one, i) => (n2[i] === undefined ? [] : [caseOn(n2[i], one, nowMs)])),
    ...PARTS.flatMap((part, i) => {
      const parent = n1[PROMISES.length + i];
      return parent === undefined ? [] : partOf(parent, part, nowMs);
    }),
  ];
}

function at(atMs: number, owner: User, name: string, args: object): SystemMutation {
  return { name, args, actor: owner, performedAtMs: atMs, receivedAtMs: atMs };
}

function promiseOn({ ticketId, owner }: Held, promise: (typeof PROMISES)[number], nowMs: number): SystemMutation {
  const { key, text, madeMinutesAgo, dueInMinutes } = promise;
  const dueAtMs = nowMs + dueInMinutes * MINUTE_MS;
  const args = { ticketId, promiseId: sampleId(`promise:${key}`), replacesId: null, text, dueAtMs };
  return at(nowMs - madeMinutesAgo * MINUTE_MS, owner, 'ticket.promise', args);
}

function caseOn({ ticketId, owner }: Held, one: (typeof CASES)[number], nowMs: number): SystemMutation {
  const { asked, reference, expectedInMinutes, isWaiting } = one;
  const vendor = VENDORS[one.vendor];
  if (vendor === undefined) throw new Error(`The sample has no vendor ${one.vendor}`);
  return at(nowMs - 3 * MINUTE_MS, owner, 'ticket.openVendorCase', {
    ticketId,
    caseId: sampleId(`vendor-case:${one.vendor}`),
    vendorId: vendor.id,
    contract: vendor.contractRef,
    reference,
    asked,
    expectedAtMs: expectedInMinutes === null ? null : nowMs + expectedInMinutes * MINUTE_MS,
    isWaiting,
  });
}

function partOf({ ticketId, owner }: Held, { key, subject, isDone }: (typeof PARTS)[number], nowMs: number) {
  const subticketId = sampleId(`subticket:${key}`);
  const handoverId = sampleId(`subticket-handover:${key}`);
  const other = PEOPLE.find(({ email }) => email.startsWith('n2@'));
  if (other === undefined) throw new Error('The sample has nobody at N2');
  const noForm = { formId: null, formVersion: null, answers: null };
  const asked = `${subject} e dizer se está dentro do padrão.`;
  const opening = { subticketId, handoverId, toQueueId: QUEUES.redes.id, subject, priority: 'P3', asked, ...noForm };
  const summary = 'Perfil estava trocado; corrigido e conferido com um teste de velocidade.';
  return [
    at(nowMs - 3 * MINUTE_MS, owner, 'ticket.openSubticket', { ticketId, ...opening }),
    at(nowMs - 2 * MINUTE_MS, other, 'ticket.accept', { ticketId: subticketId, handoverId }),
    ...(isDone
      ? [at(nowMs - MINUTE_MS, other, 'ticket.resolve', { ticketId: subticketId, code: 'solved', summary })]
      : []),
  ];
}

/** The tickets that somebody has at the end, in the order of their ids. */
function heldTickets(mutations: readonly SystemMutation[]): readonly Held[] {
  const byTicket = Map.groupBy(mutations, ({ args }) => textOf(args, 'ticketId'));
  const held = [...byTicket].flatMap(([ticketId, own]): Held[] => {
    const last = own.findLast(
      ({ name }) => name === 'ticket.claim' || name === 'ticket.accept' || name === 'ticket.escalate',
    );
    if (last?.actor === undefined || last.name === 'ticket.escalate') return [];
    if (!own.every(({ name }) => QUIET.has(name))) return [];
    const queueIds = own
      .map(({ args }) => textOf(args, 'toQueueId') || textOf(args, 'queueId'))
      .filter((id) => id !== '');
    const queue = Object.values(QUEUES).find(({ id }) => id === queueIds.at(-1));
    return queue === undefined ? [] : [{ ticketId, tier: queue.tier, owner: last.actor }];
  });
  return held.toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1));
}

function textOf(args: unknown, name: string): string {
  const value: unknown = typeof args === 'object' && args !== null ? Reflect.get(args, name) : undefined;
  return typeof value === 'string' ? value : '';
}
