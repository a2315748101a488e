import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import type { User } from '../domain/workspace.ts';
import type { Refusal } from './mutation.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [TICKET, QUEUE, MESSAGE, FILE] = [id(1), id(11), id(51), id(61)];
const person = (n: number, role: User['role']): User => ({
  id: id(n),
  name: `Pessoa ${n}`,
  email: `p${n}@test.example`,
  role,
  tiers: [1],
  queueIds: [QUEUE],
  isActive: true,
});
const ana = person(31, 'agent');
const system = person(34, 'system');
const aFile = (n: number): object => ({
  id: id(n),
  name: 'tela.png',
  mediaType: 'image/png',
  sizeBytes: 3,
  sha256: 'ab'.repeat(32),
});

let desk: RuleDesk;
let unit: UnitOfWork;

/** Does an action on the ticket as the backend would; answers why it is refused, or null. */
function act(actor: User, name: string, args: object): Refusal | null {
  return desk.act(actor, name, { ticketId: TICKET, ...args });
}

beforeEach(() => {
  desk = new RuleDesk(NOW_MS);
  ({ unit } = desk);
  unit.load('queue', QUEUE, { id: QUEUE, name: 'N1', tier: 1, position: 1, isActive: true });
  const created = act(ana, 'ticket.create', {
    subject: 'Sem sinal',
    queueId: QUEUE,
    priority: 'P2',
    channel: 'phone',
    customerId: null,
    categoryId: null,
    message: { id: id(50), body: 'Caiu tudo' },
  });
  if (created !== null) throw new Error(`the fixture was refused: ${created.message}`);
});

test('a message brings its files along: all of it is there, or none', () => {
  const reply = { messageId: MESSAGE, body: 'veja', lastSeenMessageId: id(49), attachments: [aFile(61), aFile(62)] };
  expect(act(ana, 'ticket.reply', reply)?.code).toBe('conflict.thread_moved');
  expect(unit.part('attachment', FILE)).toBeUndefined();
  expect(act(ana, 'ticket.reply', { ...reply, lastSeenMessageId: id(50) })).toBeNull();
  for (const n of [61, 62]) {
    expect(unit.part('attachment', id(n))).toEqual({
      ...aFile(n),
      ticketId: TICKET,
      messageId: MESSAGE,
      authorId: ana.id,
      atMs: NOW_MS,
      storedAtMs: null,
    });
  }
});

test('a message needs a text or a file', () => {
  expect(act(ana, 'ticket.note', { messageId: MESSAGE, body: '  ' })).toMatchObject({
    code: 'validation',
    details: { path: 'body' },
  });
  expect(act(ana, 'ticket.note', { messageId: MESSAGE, body: '', attachments: [] })?.code).toBe('validation');
  expect(act(ana, 'ticket.note', { messageId: MESSAGE, body: '', attachments: [aFile(61)] })).toBeNull();
});

test('a file is named once, and ten go with a message at most', () => {
  const note = { messageId: MESSAGE, body: 'nota' };
  expect(act(ana, 'ticket.note', { ...note, attachments: [aFile(61), aFile(61)] })?.code).toBe('validation');
  const eleven = Array.from({ length: 11 }, (_, index) => aFile(61 + index));
  expect(act(ana, 'ticket.note', { ...note, attachments: eleven })?.code).toBe('validation');
  expect(act(ana, 'ticket.note', { ...note, attachments: eleven.slice(1) })).toBeNull();
  expect(act(ana, 'ticket.note', { ...note, messageId: id(52), attachments: [aFile(62)] })?.code).toBe(
    'conflict.exists',
  );
});

test('only the backend says that a content is stored, once, and the history does not tell it', () => {
  expect(act(ana, 'ticket.note', { messageId: MESSAGE, body: 'nota', attachments: [aFile(61)] })).toBeNull();
  const before = unit.written().length;
  expect(act(ana, 'ticket.attachmentStored', { attachmentId: FILE })?.code).toBe('forbidden');
  expect(act(system, 'ticket.attachmentStored', { attachmentId: id(99) })?.code).toBe('not_found');
  expect(act(system, 'ticket.attachmentStored', { attachmentId: FILE })).toBeNull();
  expect(unit.part('attachment', FILE)).toMatchObject({ storedAtMs: NOW_MS });
  expect(unit.written()).toHaveLength(before);
  expect(act(system, 'ticket.attachmentStored', { attachmentId: FILE })?.code).toBe('conflict.exists');
});
