import { expect, test } from 'vitest';
import type { AttentionEntry, OutboxEntry } from '../db/outbox-view.ts';
import { unsentDocument } from './unsent-document.ts';

const reply: OutboxEntry = {
  id: '2',
  seq: 2,
  name: 'ticket.reply',
  args: { ticketId: 't', body: 'Bom dia' },
  performedAtMs: 2_000,
  state: 'kept',
  ticketId: 't',
};
const claim: AttentionEntry = {
  id: 'a',
  clientId: 'c',
  seq: 1,
  name: 'ticket.claim',
  args: { ticketId: 'gone' },
  performedAtMs: 1_000,
  refusedAtMs: 3_000,
  error: { code: 'conflict.claimed', message: '' },
  ticketId: 'gone',
};

test('an export holds every action in the order it was done, with its texts, ticket and reason', () => {
  const exported = unsentDocument({
    account: { name: 'Ana', email: 'ana@test.example' },
    exportedAtMs: 5_000,
    waiting: [reply],
    refused: [claim],
    tickets: new Map([['t', { number: 7, subject: 'Sem sinal' }]]),
    labelOf: (name) => name.toUpperCase(),
    explain: ({ code }) => `why ${code}`,
  });
  expect(exported).toEqual({
    account: { name: 'Ana', email: 'ana@test.example' },
    exportedAt: '1970-01-01T00:00:05.000Z',
    actions: [
      {
        state: 'refused',
        action: 'TICKET.CLAIM',
        ticket: null,
        performedAt: '1970-01-01T00:00:01.000Z',
        text: '',
        reason: 'why conflict.claimed',
        name: 'ticket.claim',
        args: { ticketId: 'gone' },
      },
      {
        state: 'unsent',
        action: 'TICKET.REPLY',
        ticket: { number: 7, subject: 'Sem sinal' },
        performedAt: '1970-01-01T00:00:02.000Z',
        text: 'Bom dia',
        name: 'ticket.reply',
        args: { ticketId: 't', body: 'Bom dia' },
      },
    ],
  });
});
