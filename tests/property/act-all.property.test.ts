import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConsoleDb } from '../../src/renderer/db/console-db.ts';
import { IndexedDbStorage } from '../../src/renderer/db/indexed-db-storage.ts';
import { type Action, actAll } from '../../src/shared/sync/act-all.ts';
import { act } from '../../src/shared/sync/act.ts';
import { applyPage } from '../../src/shared/sync/apply-page.ts';
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
  await applyPage(storage, identity, page, { leaderEpoch: 0, nowMs: NOW_MS });
  for (const [index, args] of tickets.entries()) {
    await act(storage, identity, { name: 'ticket.create', args, performedAtMs: NOW_MS + index });
  }
  return { db, storage };
}

/** What the tickets are and have, and what waits. */
async function stateOf({ db }: Machine): Promise<unknown> {
  const parts = (await db.bundles.toArray()).flatMap((bundle) => bundle.parts);
  return {
    tickets: await db.tickets.toArray(),
    parts: new Map(parts.map(({ kind, row }) => [`${kind}:${row.id}`, row])),
    outbox: await db.outbox.toArray(),
  };
}

/** Some actions, each on a ticket of its own. */
async function actionsOn({ db }: Machine, picks: readonly number[]): Promise<readonly Action[]> {
  const rows = await db.tickets.toArray();
  return picks.flatMap((pick, index) => {
    const row = rows[index]?.row;
    return row === undefined ? [] : [{ ...agentAction(row, pick), performedAtMs: NOW_MS + 100 }];
  });
}

const picks = fc.array(fc.nat(9), { minLength: 1, maxLength: 8 });

test('what is done at once leads to what each alone leads to, the refused ones left out', async () => {
  await fc.assert(
    fc.asyncProperty(picks, async (wanted) => {
      const tickets = wanted.map(() => aNewTicket());
      const [together, alone] = [await aMachine(tickets), await aMachine(tickets)];
      const actions = await actionsOn(together, wanted);
      const { results } = await actAll(together.storage, identity, actions);
      const one: unknown[] = [];
      for (const action of actions) {
        const done = await act(alone.storage, identity, action);
        one.push(done.ok ? { seq: done.value.seq } : { refusal: done.error });
      }
      expect(results).toEqual(one);
      expect(await stateOf(together)).toEqual(await stateOf(alone));
      for (const { db } of [together, alone]) db.close();
    }),
    { numRuns: 15 },
  );
});

test('what was done at once is undone at once, as if it had never been', async () => {
  await fc.assert(
    fc.asyncProperty(picks, async (wanted) => {
      const machine = await aMachine(wanted.map(() => aNewTicket()));
      const before = await machine.db.tickets.toArray();
      const { results } = await actAll(machine.storage, identity, await actionsOn(machine, wanted));
      const seqs = results.flatMap((result) => ('seq' in result ? [result.seq] : []));
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
  const { results } = await actAll(machine.storage, identity, await actionsOn(machine, [0, 0]));
  const [first, second] = results.map((result) => ('seq' in result ? result.seq : 0));
  const row = await machine.db.outbox.get(first ?? 0);
  if (row === undefined || first === undefined || second === undefined) throw new Error('nothing was kept');
  await machine.db.outbox.put({ ...row, outcome: 'applied' });
  const undone = await withdraw(machine.storage, identity, [first, second]);
  expect(undone.ok && undone.value.rows.map(({ seq }) => seq)).toEqual([second]);
  const again = await withdraw(machine.storage, identity, [first, second]);
  expect(again).toMatchObject({ ok: false, error: { code: 'not_found' } });
  machine.db.close();
});
