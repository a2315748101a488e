import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConsoleDb } from '../../src/renderer/db/console-db.ts';
import { Foresight } from '../../src/renderer/db/foresight.ts';
import { IndexedDbStorage } from '../../src/renderer/db/indexed-db-storage.ts';
import { readWorkspace } from '../../src/renderer/db/read-workspace.ts';
import { readTicketDetail } from '../../src/renderer/db/ticket-detail.ts';
import { TicketDetails } from '../../src/renderer/db/ticket-details.ts';
import { TicketLists } from '../../src/renderer/db/ticket-lists.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { act } from '../../src/shared/sync/act.ts';
import { applyPage } from '../../src/shared/sync/apply-page.ts';
import { agentAction } from '../support/agent-action.ts';
import { aNewTicket, people, workspacePatch } from '../support/workspace.ts';

Object.assign(globalThis, { IDBKeyRange });

const NOW_MS = Date.UTC(2026, 10, 26, 12);
const ALL = { kind: 'all' } as const;

type Window = {
  readonly db: ConsoleDb;
  readonly lists: TicketLists;
  readonly details: TicketDetails;
  readonly perform: (action: {
    name: string;
    args: unknown;
  }) => Promise<{ foreseen: unknown; kept: unknown; isKept: boolean }>;
};

/** A window on a database of its own, with the test workspace in it. */
async function aWindow(): Promise<Window> {
  const db = new ConsoleDb(randomUUID(), { indexedDB: new IDBFactory(), IDBKeyRange });
  const storage = new IndexedDbStorage(db, () => NOW_MS, people.supervisor.id);
  const identity = { clientId: randomUUID(), user: people.supervisor };
  const page = { cookie: 'c', reset: true, patch: workspacePatch, lastSeq: 0, more: false };
  await applyPage(storage, identity, page, { leaderEpoch: 0, nowMs: NOW_MS, onChange: () => undefined });
  const workspace = await readWorkspace(db, people.supervisor);
  const lists = new TicketLists(db, people.supervisor.id);
  const details = new TicketDetails(db);
  const foresight = new Foresight({ identity, workspace: () => workspace, lists, details });
  let seq = 0;
  return {
    db,
    lists,
    details,
    async perform(action) {
      seq += 1;
      const timed = { ...action, performedAtMs: NOW_MS + seq };
      const foreseen = foresight.show(timed);
      const shown = shownBy(lists);
      const acted = await act(storage, identity, timed);
      foreseen.settle(acted.ok ? acted.value.written : null);
      if (acted.ok) {
        lists.take(acted.value.change);
        details.take(acted.value.change);
      }
      const kept = new Map((await db.tickets.toArray()).map(({ id, row }) => [id, row]));
      return { foreseen: shown, kept, isKept: acted.ok };
    },
  };
}

function shownBy(lists: TicketLists): ReadonlyMap<string, Ticket> {
  const both = (['open', 'ended'] as const).flatMap((lane) => lists.of(ALL, lane).get().tickets);
  return new Map(both.map((ticket) => [ticket.id, ticket]));
}

async function isReady(lists: TicketLists): Promise<void> {
  for (const lane of ['open', 'ended'] as const) {
    const list = lists.of(ALL, lane);
    if (!list.get().isReady) await new Promise<void>((resolve) => void list.subscribe(resolve));
  }
}

test('what a window shows of an action before it is kept is what the database then keeps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), fc.nat(7)), { minLength: 1, maxLength: 12 }), async (picks) => {
      const window = await aWindow();
      await isReady(window.lists);
      const ids: string[] = [];
      for (let made = 0; made < 3; made += 1) {
        const args = aNewTicket();
        ids.push(args.ticketId);
        const { foreseen, kept } = await window.perform({ name: 'ticket.create', args });
        expect(foreseen, 'a new ticket is seen at once').toEqual(kept);
      }
      for (const [which, pick] of picks) {
        const id = ids[which] ?? '';
        const ticket = (await window.db.tickets.get(id))?.row;
        if (ticket === undefined) throw new Error(`no ticket ${id}`);
        const opened = window.details.of(id);
        await expect.poll(() => opened.get() ?? null).not.toBeNull();
        const { foreseen, kept } = await window.perform(agentAction(ticket, pick));
        expect(foreseen).toEqual(kept);
        // What was made under a passing id is now what the database has.
        await expect.poll(() => opened.get()).toEqual(await readTicketDetail(window.db, id));
      }
      window.db.close();
    }),
    { numRuns: 40 },
  );
});

test('what was foreseen and is then refused goes away again', async () => {
  const window = await aWindow();
  await isReady(window.lists);
  const args = aNewTicket();
  await window.perform({ name: 'ticket.create', args });
  // Somebody else has taken it meanwhile: the database knows, this window does not yet.
  const record = await window.db.tickets.get(args.ticketId);
  if (record === undefined) throw new Error('the ticket is not there');
  await window.db.tickets.put({ ...record, row: { ...record.row, assigneeId: people.n1.id } });
  const { isKept } = await window.perform({ name: 'ticket.claim', args: { ticketId: args.ticketId } });
  expect(isKept).toBe(false);
  await expect.poll(() => shownBy(window.lists).get(args.ticketId)?.assigneeId).toBe(people.n1.id);
  window.db.close();
});
