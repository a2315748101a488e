import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConsoleDb } from '../../src/renderer/db/console-db.ts';
import { IndexedDbStorage } from '../../src/renderer/db/indexed-db-storage.ts';
import { act, type Action, actTogether } from '../../src/shared/sync/act.ts';
import { applyPage } from '../../src/shared/sync/apply-page.ts';
import { rehearse } from '../../src/shared/sync/rehearse.ts';
import { withdraw } from '../../src/shared/sync/withdraw.ts';
import { agentAction } from '../support/agent-action.ts';
import { aNewTicket, people, workspacePatch } from '../support/workspace.ts';

Object.assign(globalThis, { IDBKeyRange });

const NOW_MS = Date.UTC(2026, 10, 26, 12);
const identity = { user: people.supervisor };

type Machine = { readonly db: ConsoleDb; readonly storage: IndexedDbStorage };

/** A machine with the test workspace and these tickets, whose registration is unsent. */
async function aMachine(tickets: readonly object[]): Promise<Machine> {
  const db = new ConsoleDb(randomUUID(), { indexedDB: new IDBFactory(), IDBKeyRange });
  const storage = new IndexedDbStorage(db, () => NOW_MS, people.supervisor.id);
  const page = { cookie: 'c', reset: true, patch: workspacePatch, lastSeq: 0, more: false };
  await applyPage(storage, identity, page, { leaderEpoch: 0, nowMs: NOW_MS, onChange: () => undefined });
  for (const [index, args] of tickets.entries()) {
    await act(storage, identity, { name: 'ticket.create', args, performedAtMs: NOW_MS + index });
  }
  return { db, storage };
}

/** Some actions, each on a ticket of its own. */
async function actionsOn({ db }: Machine, picks: readonly number[]): Promise<readonly Action[]> {
  const rows = await db.tickets.toArray();
  return picks.flatMap((pick, index) => {
    const row = rows[index]?.row;
    return row === undefined ? [] : [{ ...agentAction(row, pick), performedAtMs: NOW_MS + 100 }];
  });
}

function seqsOf(outcomes: Awaited<ReturnType<typeof actTogether>>): readonly number[] {
  return outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.seq] : []));
}

const picks = fc.array(fc.nat(9), { minLength: 1, maxLength: 8 });

test('what was done at once is undone at once, as if it had never been', async () => {
  await fc.assert(
    fc.asyncProperty(picks, async (wanted) => {
      const machine = await aMachine(wanted.map(() => aNewTicket()));
      const before = await machine.db.tickets.toArray();
      const seqs = seqsOf(await actTogether(machine.storage, identity, await actionsOn(machine, wanted)));
      fc.pre(seqs.length > 0);
      const undone = await withdraw(machine.storage, identity, seqs);
      expect(undone.ok && undone.value.rows.map(({ seq }) => seq)).toEqual(seqs);
      expect(await machine.db.tickets.toArray()).toEqual(before);
      machine.db.close();
    }),
    { numRuns: 15 },
  );
});

test('of several that are undone, those that the backend has answered stay, and the rest goes', async () => {
  const machine = await aMachine([aNewTicket(), aNewTicket()]);
  const [first, second] = seqsOf(await actTogether(machine.storage, identity, await actionsOn(machine, [0, 0])));
  const row = await machine.db.outbox.get(first ?? 0);
  if (row === undefined || first === undefined || second === undefined) throw new Error('nothing was kept');
  await machine.db.outbox.put({ ...row, outcome: 'applied' });
  const undone = await withdraw(machine.storage, identity, [first, second]);
  expect(undone.ok && undone.value.rows.map(({ seq }) => seq)).toEqual([second]);
  const again = await withdraw(machine.storage, identity, [first, second]);
  expect(again).toMatchObject({ ok: false, error: { code: 'not_found' } });
  machine.db.close();
});

test('what a rehearsal foretells is what comes of the same steps, and the rehearsal itself leaves nothing', async () => {
  const step = fc.constantFrom('ticket.claim', 'ticket.release', 'ticket.setStatus', 'ticket.resolve');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (names) => {
      const ticket = aNewTicket();
      const machine = await aMachine([ticket]);
      const args = { ticketId: ticket.ticketId, status: 'scheduled', reason: 'Visita', followUpAtMs: null };
      const steps = names.map((name) => ({
        name,
        args: { ...args, code: 'solved', summary: 'Cabo trocado' },
        performedAtMs: NOW_MS + 100,
      }));
      const before = [await machine.db.tickets.toArray(), await machine.db.outbox.toArray()];
      const foretold = await rehearse(machine.storage, identity, steps);
      expect([await machine.db.tickets.toArray(), await machine.db.outbox.toArray()]).toEqual(before);
      const outcomes = await actTogether(machine.storage, identity, steps);
      const codes = outcomes.map((outcome) => (outcome.ok ? null : outcome.error.code));
      expect(foretold.map((refusal) => refusal?.code ?? null)).toEqual(codes);
      machine.db.close();
    }),
    { numRuns: 25 },
  );
});
