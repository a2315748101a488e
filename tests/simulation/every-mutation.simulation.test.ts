import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { mutations } from '../../src/shared/mutations/registry.ts';
import { WITHDRAW } from '../../src/shared/mutations/withdraw.ts';
import { aTicket } from '../support/ticket-row.ts';
import { ID, people } from '../support/workspace.ts';
import { ACTIONS, nameAction } from './support/agent-moves.ts';
import { nameProgramMove, PROGRAM_MOVES } from './support/program-moves.ts';

// That each of them is let through somewhere, too, the long run says (prove-sync.ts).
test('whatever can be done to the tables is among what the simulation does at random', () => {
  const target = { ticketId: ID.n1, attachmentId: ID.n1, nowMs: 0 };
  const done = new Set([
    // What customers write and what is taken back are steps of their own.
    'ticket.receive',
    WITHDRAW,
    ...ACTIONS.map((action) => nameAction(action, aTicket(), people.n1, randomUUID)?.name),
    ...PROGRAM_MOVES.map((move) => nameProgramMove(move, 0, target, randomUUID)?.name),
  ]);
  expect([...mutations.keys()].filter((name) => !done.has(name))).toEqual([]);
});

test('what the simulation does has the shape that each action asks for', () => {
  const target = { ticketId: ID.n1, attachmentId: ID.n1, nowMs: 0 };
  const ticket = aTicket({ id: ID.n2 });
  const named = [
    ...ACTIONS.map((action) => nameAction(action, ticket, people.n1, randomUUID)),
    ...PROGRAM_MOVES.map((move) => nameProgramMove(move, 0, target, randomUUID)),
  ];
  const misshapen = named.flatMap((action) => {
    const problem = action === null ? null : mutations.get(action.name)?.args.safeParse(action.args).error;
    return problem === undefined ? [] : [`${action?.name ?? ''} ${problem?.message ?? 'is not named'}`];
  });
  expect(misshapen).toEqual([]);
});
