import type { Ticket } from '../../../../src/shared/domain/ticket.ts';
import type { Queue, User } from '../../../../src/shared/domain/workspace.ts';
import type { PatchOp } from '../../../../src/shared/protocol/pull.ts';
import { aTicket } from '../../../support/ticket-row.ts';

const QUEUE: Queue = {
  id: '00000000-0000-7000-8000-0000000000a1',
  name: 'N1',
  tier: 1,
  position: 1,
  isActive: true,
};

/** Who acts in the kill rounds. */
export const KILL_USER: User = {
  id: '00000000-0000-7000-8000-0000000000b1',
  name: 'Ana Lima',
  email: 'ana@kills.example',
  role: 'supervisor',
  tiers: [],
  queueIds: [],
  isActive: true,
};

const CREATED_AT_MS = Date.UTC(2026, 10, 2);
const TICKETS = 200;

/** Enough tickets that none gathers much in one round. */
export function killTickets(): readonly Ticket[] {
  return Array.from({ length: TICKETS }, (_, index) =>
    aTicket({
      id: `00000000-0000-7000-8000-${(0xc0000 + index).toString(16).padStart(12, '0')}`,
      number: index + 1,
      subject: `Sem sinal na filial ${index + 1}`,
      priority: 'P2',
      queueId: QUEUE.id,
      createdAtMs: CREATED_AT_MS,
      updatedAtMs: CREATED_AT_MS,
      stays: [{ tier: 1, queueId: QUEUE.id, enteredAtMs: CREATED_AT_MS, acceptedAtMs: null, leftAtMs: null }],
    }),
  );
}

/** The whole view, as a first pull brings it. */
export function killView(): PatchOp[] {
  return [
    { op: 'put', table: 'user', row: KILL_USER },
    { op: 'put', table: 'queue', row: QUEUE },
    ...killTickets().map((row): PatchOp => ({ op: 'put', table: 'ticket', row })),
  ];
}
