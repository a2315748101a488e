import { hasEnded, type Status } from '../../src/shared/domain/status.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { aTicket } from '../../tests/support/ticket-row.ts';

/** A ticket with what the others sort and find it by; Patamar works both out by itself, from the same facts. */
export type BenchTicket = Ticket & { readonly lane: 0 | 1; readonly order: number };

const DAY_MS = 86_400_000;
/** Long enough that no clock breaches while the benchmark runs: a ticket's order then depends on its own facts only. */
export const RESOLUTION_MS = 60 * DAY_MS;
/** Where tickets whose clocks are all paused begin (src/shared/sla/urgency.ts). */
const PAUSED_FROM = 1e15;

export const QUEUE_IDS = [
  '00000000-0000-7000-8000-0000000000a1',
  '00000000-0000-7000-8000-0000000000a2',
  '00000000-0000-7000-8000-0000000000a3',
] as const;
/** The queue on screen. */
export const [, SHOWN_QUEUE_ID] = QUEUE_IDS;

const WORDS = (
  'fatura cobrança acesso senha bloqueado cliente relatório integração webhook lentidão erro sistema painel pedido ' +
  'entrega contrato plano cancelamento estorno boleto nota fiscal emissão limite usuário cadastro telefone canal fila ' +
  'atendimento prazo vencido retorno anexo imagem mensagem campanha disparo roteador sinal fibra antena'
).split(' ');
const STATUSES: readonly Status[] = [
  'open',
  'open',
  'open',
  'open',
  'open',
  'open',
  'open',
  'open',
  'resolved',
  'closed',
];
const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const;
const CHANNELS = ['phone', 'email', 'chat', 'whatsapp', 'portal'] as const;
/** Spread over so many days before `nowMs`. */
const SPAN_MS = 20 * DAY_MS;

/** The place of a ticket whose clock runs, as `urgencyKey` gives it under the benchmark's policy. */
export function runningOrder({ createdAtMs }: Pick<Ticket, 'createdAtMs'>): number {
  return createdAtMs + RESOLUTION_MS;
}

/** A place among the paused ones. */
export function pausedOrder({ createdAtMs }: Pick<Ticket, 'createdAtMs'>): number {
  return PAUSED_FROM + (createdAtMs % SPAN_MS);
}

/**
 * Tickets in three queues, four fifths of them at work and held by nobody, the same in every run but for the days; no two
 * were created in the same millisecond, so that their order is one.
 */
export function makeTickets(count: number, nowMs: number): BenchTicket[] {
  const random = generator(20_261_126);
  const pick = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  const stepMs = SPAN_MS / count;
  return Array.from({ length: count }, (_, index): BenchTicket => {
    const createdAtMs = Math.floor(nowMs - SPAN_MS + index * stepMs);
    const status = pick(STATUSES);
    const queueId = pick(QUEUE_IDS);
    const tier = tierOf(queueId);
    const acceptedAtMs = createdAtMs + 1;
    const resolvedAtMs = hasEnded(status) ? createdAtMs + 2 : null;
    const ticket = aTicket({
      id: idOf(index, hex(random, 12)),
      number: index + 1,
      subject: `${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)} #${index + 1}`,
      channel: pick(CHANNELS),
      priority: pick(PRIORITIES),
      queueId,
      tier,
      status,
      createdAtMs,
      updatedAtMs: resolvedAtMs ?? acceptedAtMs,
      firstRespondedAtMs: acceptedAtMs,
      resolvedAtMs,
      stays: [{ tier, queueId, enteredAtMs: createdAtMs, acceptedAtMs, leftAtMs: null }],
    });
    return {
      ...ticket,
      lane: hasEnded(status) ? 1 : 0,
      order: resolvedAtMs === null ? runningOrder({ createdAtMs }) : -resolvedAtMs,
    };
  });
}

/** The ticket as the backend has it. */
export function withoutOrder({ lane: _lane, order: _order, ...ticket }: BenchTicket): Ticket {
  return ticket;
}

/** Which tickets what is done to; the same for all, and none twice. */
export type Cast = {
  /** The first of the queue on screen, in order. */
  readonly head: readonly string[];
  /** The next of it, held by nobody: for the work done offline, by who has scrolled down to them. */
  readonly free: readonly string[];
  /** At work and out of sight, held by nobody: for changes at the backend. */
  readonly changed: readonly string[];
};

const HEAD = 400;
/** The work done offline. */
const FREE = 1_000;
const CHANGED = 1_000;

export function castOf(tickets: readonly BenchTicket[]): Cast {
  const open = tickets.filter(({ lane }) => lane === 0);
  const queue = open.filter(({ queueId }) => queueId === SHOWN_QUEUE_ID).toSorted((a, b) => a.order - b.order);
  const head = queue.slice(0, HEAD).map(({ id }) => id);
  const free = queue.slice(HEAD, HEAD + FREE).map(({ id }) => id);
  const seen = new Set([...head, ...free]);
  const others = open.map(({ id }) => id).filter((id) => !seen.has(id));
  // Every so many, so that they lie in all parts of the database.
  const stride = Math.floor(others.length / CHANGED);
  const changed = others.filter((_, index) => index % stride === 0).slice(0, CHANGED);
  return { head, free, changed };
}

/** A UUID whose order is that of the tickets, as that of UUIDv7 made one after the other is. */
function idOf(index: number, last: string): string {
  const first = (0x019a_0000 + (index >> 16)).toString(16).padStart(8, '0');
  return `${first}-${(index & 0xffff).toString(16).padStart(4, '0')}-7000-8000-${last}`;
}

function tierOf(queueId: string): 1 | 2 | 3 {
  if (queueId === QUEUE_IDS[0]) return 1;
  return queueId === QUEUE_IDS[1] ? 2 : 3;
}

/** The same figures in every run: mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function hex(random: () => number, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}
