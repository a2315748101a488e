import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { aNewTicket, people, workspacePatch } from '../../../tests/support/workspace.ts';
import type { Kept } from '../../shared/sync/act-queue.ts';
import type { Action } from '../../shared/sync/act.ts';
import { applyPage } from '../../shared/sync/apply-page.ts';
import { Acts } from './acts.ts';
import { ConsoleDb } from './console-db.ts';
import { IndexedDbStorage } from './indexed-db-storage.ts';
import { readWorkspace } from './read-workspace.ts';
import { TicketDetails } from './ticket-details.ts';
import { TicketLists } from './ticket-lists.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 12);
Object.assign(globalThis, { IDBKeyRange });

const create = (performedAtMs: number): Action => ({ name: 'ticket.create', args: aNewTicket(), performedAtMs });

type Window = { readonly acts: Acts; readonly lists: TicketLists; readonly kept: Kept[] };

async function aWindow(): Promise<Window> {
  const db = new ConsoleDb('window', { indexedDB: new IDBFactory(), IDBKeyRange });
  const storage = new IndexedDbStorage(db, () => NOW_MS, people.supervisor.id);
  const identity = { user: people.supervisor };
  const page = { cookie: 'c', reset: true, patch: workspacePatch, lastSeq: 0, more: false };
  await applyPage(storage, identity, page, { leaderEpoch: 0, nowMs: NOW_MS, onChange: () => undefined });
  const workspace = await readWorkspace(db, people.supervisor);
  const lists = new TicketLists(db, people.supervisor.id);
  const kept: Kept[] = [];
  const acts = new Acts({
    storage,
    identity,
    workspace: () => workspace,
    lists,
    details: new TicketDetails(db),
    onKept: (some) => void kept.push(some),
  });
  return { acts, lists, kept };
}

test('actions that come before the rules are there are kept, in the order in which they came', async () => {
  const { acts, kept } = await aWindow();
  const early = [create(NOW_MS + 1), create(NOW_MS + 2)].map((action) => acts.act(action));
  const fetched = acts.fetchRules().then(() => acts.act(create(NOW_MS + 3)));
  const outcomes = await Promise.all([...early, fetched]);
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(kept.flatMap(({ rows }) => rows.map(({ performedAtMs }) => performedAtMs - NOW_MS))).toEqual([1, 2, 3]);
});

test('once the rules are there, what an action leads to is shown in the tick it comes in', async () => {
  const { acts, lists } = await aWindow();
  const all = lists.of({ kind: 'all' }, 'open');
  await all.loadUpTo(1);
  await acts.fetchRules();
  const acted = acts.act(create(NOW_MS));
  expect(all.get().tickets).toHaveLength(1);
  expect(await acted).toMatchObject({ ok: true });
});

test('what is tried or taken back first of all waits for the rules', async () => {
  const { acts } = await aWindow();
  expect(await acts.rehearse([create(NOW_MS)])).toEqual([null]);
  const { acts: others } = await aWindow();
  expect(await others.withdraw([1])).toMatchObject({ ok: false, error: { code: 'not_found' } });
});
