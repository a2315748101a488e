import { expect, test } from 'vitest';
import { EVENT_KINDS, type TicketEvent } from '../../shared/domain/parts.ts';
import { CLOCK_KINDS } from '../../shared/sla/clock-spans.ts';
import { eventSentence, type SentenceNames } from './event-sentence.ts';
import { say } from './text.ts';

const ANA = '01970000-0000-7000-8000-00000000000a';
const QUEUE = '01970000-0000-7000-8000-00000000000b';
const ATTEMPT = '01970000-0000-7000-8000-00000000000c';

const names: SentenceNames = {
  users: new Map([
    [ANA, { id: ANA, name: 'Ana Lima', email: '', role: 'agent', tiers: [1], queueIds: [], isActive: true }],
  ]),
  queues: [{ id: QUEUE, name: 'N2 Redes', tier: 2, position: 1, isActive: true }],
  categories: new Map(),
  attempts: [
    {
      id: ATTEMPT,
      ticketId: QUEUE,
      tier: 1,
      what: 'reiniciou o modem',
      outcome: 'failed',
      minutes: 5,
      note: '',
      authorId: ANA,
      atMs: 0,
    },
  ],
};

const DATA: Readonly<Partial<Record<TicketEvent['kind'], TicketEvent['data']>>> = {
  created: { channel: 'phone', queueId: QUEUE, priority: 'P2' },
  attempted: { attemptId: ATTEMPT, outcome: 'failed' },
  status_set: { from: 'open', to: 'waiting_customer', reason: 'pediu foto', followUpAtMs: null },
  priority_set: { from: 'P3', to: 'P1', reason: 'loja parada' },
  promised: { dueAtMs: 1_764_000_000_000, text: 'ligamos de volta' },
  promise_kept: { dueAtMs: 1_764_000_000_000, isLate: false },
  subticket_opened: { number: 1043, toQueueId: QUEUE },
  subticket_accepted: { number: 1043, toQueueId: QUEUE },
  subticket_moved: { number: 1043, toQueueId: QUEUE },
  subticket_returned: { number: 1043, toQueueId: QUEUE, reason: 'falta a foto' },
  subticket_resolved: { number: 1043, toQueueId: QUEUE, result: 'porta trocada' },
  subticket_withdrawn: { number: 1043 },
  subticket_cancelled: { number: 1043, toQueueId: QUEUE, reason: 'engano' },
  subticket_reopened: { number: 1043, toQueueId: QUEUE },
  vendor_opened: { vendor: 'Fibra Sul', isWaiting: true, reference: null },
  vendor_referenced: { vendor: 'Fibra Sul', reference: 'FS-77' },
  vendor_answered: { vendor: 'Fibra Sul', isLate: true },
  vendor_withdrawn: { vendor: 'Fibra Sul', reason: 'não precisa mais' },
  escalated: { fromTier: 1, toTier: 2, toQueueId: QUEUE },
  returned: { fromTier: 2, toTier: 1, toQueueId: QUEUE, reason: 'falta o endereço' },
  resolved: { code: 'workaround' },
  reopened: { reason: 'voltou' },
  cancelled: { reason: 'duplicado' },
  sla_warned: { clock: 'resolution', tier: null, percent: 75, dueAtMs: 0, deadlineAtMs: 1, lateMs: 3 },
  sla_breached: { clock: 'tierAccept', tier: 2, dueAtMs: 0, deadlineAtMs: 1, lateMs: 3 },
};

function anEvent(kind: TicketEvent['kind'], overrides: Partial<TicketEvent> = {}): TicketEvent {
  const event = { id: ATTEMPT, ticketId: QUEUE, kind, actorId: ANA, atMs: 0, receivedAtMs: 0, source: null };
  return { ...event, data: DATA[kind] ?? {}, ...overrides };
}

function tell(event: TicketEvent, language: 'pt-BR' | 'en'): string {
  return eventSentence(event, names, (key, values) => say(language, key, values));
}

test.each(EVENT_KINDS)('%s is a sentence in both languages, with everything it names filled in', (kind) => {
  const source = { system: 'VINST', ref: '1', actorName: 'Siebel', text: 'Queued / Awaiting Assignment' };
  const event = anEvent(kind, kind === 'external' ? { source } : {});
  for (const language of ['pt-BR', 'en'] as const) {
    const text = tell(event, language);
    expect(text).not.toMatch(/undefined|null|NaN|\{|\}/u);
    expect(text.split(' ').length).toBeGreaterThan(2);
  }
});

test.each(EVENT_KINDS.filter((kind) => kind !== 'external'))('%s is told in words of each language', (kind) => {
  expect(tell(anEvent(kind), 'pt-BR')).not.toBe(tell(anEvent(kind), 'en'));
});

test('an escalation is told with who, from where, to where', () => {
  expect(tell(anEvent('escalated'), 'pt-BR')).toBe('Ana Lima escalonou do N1 para o N2, fila N2 Redes');
});

test('a channel is a word within the sentence: only a name keeps its capital', () => {
  const created = DATA['created'];
  const over = (channel: string) => anEvent('created', { data: { ...created, channel } });
  expect(tell(over('phone'), 'en')).toContain('created the ticket via phone in queue');
  expect(tell(over('phone'), 'pt-BR')).toContain('abriu o chamado via telefone na fila');
  expect(tell(over('whatsapp'), 'en')).toContain('via WhatsApp in');
});

test('a subticket is named as everywhere else, by its number or as a draft', () => {
  expect(tell(anEvent('subticket_withdrawn'), 'en')).toContain('the subticket #1043,');
  const draft = anEvent('subticket_opened', { data: { number: null, toQueueId: QUEUE } });
  expect(tell(draft, 'pt-BR')).toBe('Ana Lima abriu o subchamado Rascunho, fila N2 Redes');
});

test('an attempt is told with what was tried', () => {
  expect(tell(anEvent('attempted'), 'en')).toBe('Ana Lima tried “reiniciou o modem”: Did not help');
});

test('a pause is told with its reason', () => {
  expect(tell(anEvent('status_set'), 'pt-BR')).toBe(
    'Ana Lima mudou a situação de Aberto para Aguardando cliente: pediu foto',
  );
});

test('an imported event is told with the actor of the system it came from', () => {
  const source = { system: 'VINST', ref: '1', actorName: 'Siebel', text: '' };
  expect(tell(anEvent('closed', { actorId: null, source }), 'en')).toBe('Siebel closed the ticket');
});

test('a person and a queue that this machine does not have are said to be unknown', () => {
  const text = tell(anEvent('escalated', { actorId: QUEUE, data: { fromTier: 1, toTier: 3, toQueueId: ANA } }), 'en');
  expect(text).toBe('Unknown person escalated from N1 to N3, queue unknown queue');
});

test.each(CLOCK_KINDS)('a step of the clock %s is told by its name in both languages', (clock) => {
  for (const language of ['pt-BR', 'en'] as const) {
    const text = tell(anEvent('sla_breached', { data: { clock, tier: 2, lateMs: 0 } }), language);
    expect(text).not.toContain(clock);
  }
});

test('a step of a clock is told with what it is of, and with how late it was told when the backend was down', () => {
  const breach = DATA['sla_breached'];
  expect(tell(anEvent('sla_warned'), 'pt-BR')).toBe('Prazo perto de vencer: Resolução, 75% usado');
  expect(tell(anEvent('sla_breached'), 'en')).toBe('Deadline missed: N2 acceptance');
  expect(tell(anEvent('sla_breached', { data: { ...breach, lateMs: 7_500_000 } }), 'pt-BR')).toBe(
    'Prazo vencido: Aceite N2; registrado 2h05 depois',
  );
  const before = { ...breach, beforeMs: 5_400_000, lateMs: 0 };
  expect(tell(anEvent('sla_warned', { data: before }), 'pt-BR')).toBe(
    'Prazo perto de vencer: Aceite N2, restam 1h30 úteis',
  );
  expect(tell(anEvent('sla_breached', { data: { ...breach, clock: 'quiteNew' } }), 'en')).toContain('quiteNew');
});

test('an event, a status or a reason that only a newer backend knows is named as such and breaks nothing', () => {
  const unknown = anEvent('closed', JSON.parse('{ "kind": "quite_new" }'));
  expect(tell(unknown, 'pt-BR')).toBe('Ana Lima fez algo que esta versão do console ainda não mostra');
  expect(say('en', JSON.parse('"status.waiting_parts"'))).toBe('waiting_parts');
});
