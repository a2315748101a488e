import { expect, test } from 'vitest';
import { aWorkspace } from '../../../../tests/support/console-rows.ts';
import { aTicket } from '../../../../tests/support/ticket-row.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import type { RefusalCode } from '../../../shared/mutations/mutation.ts';
import type { CommandContext } from '../../commands/command.ts';
import { nextSteps } from './next-steps.ts';

/** The chosen ticket as an agent of its queue sees it; a test names only what it is about. */
function seen(overrides: Partial<Ticket> = {}): CommandContext {
  return { ticket: aTicket(overrides), workspace: aWorkspace() };
}
const gone: CommandContext = { ...seen(), ticket: null };

const steps = (
  name: string,
  context: CommandContext,
  args: object = {},
  code: RefusalCode = 'conflict.status',
): string => nextSteps({ name, args: { ticketId: 't', ...args }, error: { code, message: '' } }, context).join(' ');

test('a reply in a channel that reaches nobody is written anew, and a subticket that was taken stays taken', () => {
  expect(steps('ticket.reply', seen(), { body: 'oi' }, 'conflict.no_address')).toBe('edit note copy discard');
  expect(steps('ticket.withdrawSubticket', seen(), {}, 'conflict.subticket_taken')).toBe('discard');
});

test('a reply that the conversation overtook can be sent all the same, edited, noted, copied or let go', () => {
  expect(steps('ticket.reply', seen(), { body: 'oi' }, 'conflict.thread_moved')).toBe(
    'sendAnyway edit note copy discard',
  );
});

test('a reply on a ticket that has ended can no longer be sent, but kept as a note', () => {
  expect(steps('ticket.reply', seen({ status: 'closed' }), { body: 'oi' })).toBe('note copy discard');
});

test('an escalation goes back into its form, and not where there is no higher tier', () => {
  expect(steps('ticket.escalate', seen(), { answers: { summary: 'x' } })).toBe('form note copy discard');
  expect(steps('ticket.escalate', seen({ tier: 3 }), { answers: { summary: 'x' } })).toBe('note copy discard');
});

test('a ticket that was not created goes back into its form, whatever else is in view', () => {
  expect(steps('ticket.create', gone, { subject: 'Sem sinal' })).toBe('form copy discard');
});

test('of a ticket that is no longer in view, what was typed can be copied', () => {
  expect(steps('ticket.reply', gone, { body: 'oi' }, 'forbidden')).toBe('copy discard');
  expect(steps('ticket.claim', gone)).toBe('discard');
  expect(steps('ticket.note', seen({ queueId: 'q3' }), { body: 'oi' })).toBe('copy discard');
});

test('an attempt on a ticket that has left is tried again where its author works, and elsewhere can be copied', () => {
  const attempt = { what: 'Troca do cabo', note: 'sem efeito' };
  expect(steps('ticket.logAttempt', seen({ tier: 2, assigneeId: null }), attempt, 'forbidden')).toContain(
    'copy discard',
  );
  expect(steps('ticket.logAttempt', seen({ queueId: 'q3', tier: 2 }), attempt, 'forbidden')).toBe('copy discard');
  expect(steps('ticket.logAttempt', gone, attempt, 'forbidden')).toBe('copy discard');
});

test('what had arrived although it was undone is not done a second time', () => {
  expect(steps('ticket.reply', seen(), { body: 'oi' }, 'conflict.already_sent')).toBe('note copy discard');
});

test('what asks for nothing is tried again, and a note is not turned into a note', () => {
  expect(steps('ticket.claim', seen())).toBe('retry discard');
  expect(steps('ticket.note', seen({ status: 'closed' }), { body: 'oi' })).toBe('retry copy discard');
});

test('a reply with files is sent as it was or noted with them, and goes back with them to be edited', () => {
  const file = {
    id: crypto.randomUUID(),
    name: 'foto.png',
    mediaType: 'image/png',
    sizeBytes: 1,
    sha256: '0'.repeat(64),
  };
  const args = { body: 'veja', attachments: [file] };
  expect(steps('ticket.reply', seen(), args, 'conflict.thread_moved')).toBe('sendAnyway edit note copy discard');
});
