import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Message } from '../../src/shared/domain/parts.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import type { User } from '../../src/shared/domain/workspace.ts';
import {
  type AnyRow,
  refKey,
  type RowRef,
  type Storage,
  type StorageTx,
  written,
} from '../../src/shared/sync/storage.ts';
import { MemoryStorage } from '../support/memory-storage.ts';
import { people } from '../support/workspace.ts';
import { anyOperations, perform, type Operation } from './storage-operations.ts';
import { aMessageRow, anOutboxRow, aRecoveredRow, aRefusedRow, aTicketRow } from './storage-rows.ts';

/** Another connection to the same database, as another window has. */
export type OpenedStorage = {
  readonly storage: Storage;
  readonly again: () => Promise<Storage>;
  readonly close: () => void;
};

class Stop extends Error {}

/** Runs `work` in a transaction that then fails. */
async function failing(storage: Storage, work: (tx: StorageTx) => Promise<unknown>): Promise<void> {
  const failed = storage.transact('act', async (tx) => {
    await work(tx);
    throw new Stop('on purpose');
  });
  await expect(failed).rejects.toThrow(Stop);
}

const ticketRef = ({ id }: { readonly id: string }): RowRef => ({ table: 'ticket', id });
const messageRef = ({ ticketId, id }: Message): RowRef => ({ table: 'message', ticketId, id });

function read<T>(storage: Storage, work: (tx: StorageTx) => Promise<T>): Promise<T> {
  return storage.transact('sync', work);
}

/** Everything a storage tells through its port, of rows that may be there. */
async function everything(storage: Storage, refs: readonly RowRef[]): Promise<object> {
  return read(storage, async (tx) => {
    // How often what follows from rows was worked out is the storage's own.
    const { policyVersion: _policies, workspaceVersion: _workspace, ...meta } = await tx.meta();
    const bases = new Map((await tx.allBases()).map(({ ref, row }) => [refKey(ref), row]));
    return {
      rows: await tx.getRows(refs),
      workspace: await tx.workspaceRows(['queue', 'user', 'policy']),
      bases: [...bases].toSorted(([a], [b]) => (a < b ? -1 : 1)),
      outbox: await tx.outbox(),
      recovered: await tx.recovered(),
      attention: (await tx.attention()).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      meta,
    };
  });
}

/**
 * What every implementation of `Storage` promises. `open` makes an empty database; what it opens is closed after each
 * test.
 */
export function storageSuite(name: string, open: () => Promise<OpenedStorage>): void {
  const opened = async (): Promise<OpenedStorage> => {
    const one = await open();
    onTestFinished(() => one.close());
    return one;
  };

  describe(`storage: ${name}`, () => {
    test('a transaction that throws leaves nothing of any kind, and throws the same', async () => {
      const { storage } = await opened();
      const ticket = aTicketRow();
      const refs = [ticketRef(ticket)];
      const before = await everything(storage, refs);
      await failing(storage, async (tx) => {
        await tx.putRows([written('ticket', ticket)]);
        await tx.keepBases([{ ref: ticketRef(ticket), row: null }]);
        await tx.addOutbox(anOutboxRow());
        await tx.putRecovered([aRecoveredRow(0, 1)]);
        await tx.addAttention([aRefusedRow()]);
        await tx.putMeta({ cookie: 'c', lastSeq: 7, leaderEpoch: 3 });
      });
      expect(await everything(storage, refs)).toEqual(before);
    });

    test('seqs count from 1 without a gap: one of a transaction that failed is given again', async () => {
      const { storage } = await opened();
      const add = (tx: StorageTx): Promise<number> => tx.addOutbox(anOutboxRow());
      expect(await storage.transact('act', add)).toBe(1);
      await failing(storage, add);
      await failing(storage, async (tx) => [await add(tx), await add(tx)]);
      expect(await storage.transact('act', add)).toBe(2);
      await storage.transact('sync', (tx) => tx.deleteOutbox([1, 2]));
      expect(await storage.transact('act', add)).toBe(3);
    });

    test('a transaction reads what it wrote, before anybody else does', async () => {
      const { storage, again } = await opened();
      const other = await again();
      const ticket = aTicketRow();
      const [inside, reading] = await storage.transact('act', async (tx) => {
        await tx.putRows([written('ticket', ticket)]);
        // Asked for in the middle, answered after the commit.
        const later = read(other, (theirs) => theirs.getRows([ticketRef(ticket)]));
        return [await tx.getRows([ticketRef(ticket)]), { later }] as const;
      });
      expect(inside).toEqual([ticket]);
      expect(await reading.later).toEqual([ticket]);
    });

    test('two connections take turns: neither sees half of the other, and their seqs are one series', async () => {
      const { storage, again } = await opened();
      const other = await again();
      const seen: number[] = [];
      const seqs = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (index % 2 === 0 ? storage : other).transact('act', async (tx) => {
            seen.push((await tx.outbox()).length);
            const first = await tx.addOutbox(anOutboxRow());
            return [first, await tx.addOutbox(anOutboxRow())];
          }),
        ),
      );
      expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index * 2));
      expect(seqs.every(([first = 0, second]) => second === first + 1)).toBe(true);
      expect(seqs.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    });

    test('the outbox comes in order of seq, whatever was changed in it', async () => {
      const { storage } = await opened();
      const seqs = await storage.transact('act', async (tx) => {
        const made: number[] = [];
        for (let index = 0; index < 12; index += 1) made.push(await tx.addOutbox(anOutboxRow()));
        return made;
      });
      await storage.transact('sync', async (tx) => {
        const rows = await tx.outbox();
        await tx.putOutbox(rows.toReversed().map((row) => ({ ...row, outcome: 'applied' as const })));
        await tx.deleteOutbox([2, 11]);
      });
      const rows = await read(storage, (tx) => tx.outbox());
      expect(rows.map(({ seq }) => seq)).toEqual(seqs.filter((seq) => seq !== 2 && seq !== 11));
      expect(rows.every(({ outcome }) => outcome === 'applied')).toBe(true);
    });

    test('the first version kept of a row stays, one that the backend has not included, until all are let go', async () => {
      const { storage } = await opened();
      const [ticket, message] = [aTicketRow(), aMessageRow(randomUUID())];
      await storage.transact('act', async (tx) => {
        await tx.keepBases([{ ref: ticketRef(ticket), row: ticket }]);
        await tx.keepBases([{ ref: messageRef(message), row: null }]);
      });
      await storage.transact('act', (tx) =>
        tx.keepBases([
          { ref: ticketRef(ticket), row: { ...ticket, subject: 'depois' } },
          { ref: messageRef(message), row: message },
        ]),
      );
      const kept = await read(storage, (tx) => tx.allBases());
      expect(new Map(kept.map(({ ref, row }) => [refKey(ref), row]))).toEqual(
        new Map<string, unknown>([
          [refKey(ticketRef(ticket)), ticket],
          [refKey(messageRef(message)), null],
        ]),
      );
      await storage.transact('sync', (tx) => tx.clearBases());
      expect(await read(storage, (tx) => tx.allBases())).toEqual([]);
    });

    test('the revision goes up by one for each transaction that raises it, however often, over both connections', async () => {
      const { storage, again } = await opened();
      const other = await again();
      const raise = async (tx: StorageTx): Promise<number[]> => [await tx.raiseRevision(), await tx.raiseRevision()];
      expect(await storage.transact('act', raise)).toEqual([1, 1]);
      expect(await other.transact('sync', raise)).toEqual([2, 2]);
      await failing(storage, raise);
      expect(await storage.transact('act', raise)).toEqual([3, 3]);
    });

    test('what is remembered keeps every change, of those asked for at once too', async () => {
      const { storage, again } = await opened();
      const other = await again();
      await storage.transact('act', (tx) =>
        Promise.all([tx.putMeta({ cookie: 'a' }), tx.raiseRevision(), tx.putMeta({ lastSeq: 3 })]),
      );
      await other.transact('sync', (tx) => Promise.all([tx.raiseRevision(), tx.putMeta({ cookie: 'b' })]));
      expect(await storage.look((tx) => tx.meta())).toMatchObject({ cookie: 'b', lastSeq: 3, revision: 2 });
    });

    test('a look sees what the transactions before it have left, also one that is still under way', async () => {
      const { storage, again } = await opened();
      const other = await again();
      const acting = storage.transact('act', (tx) => Promise.all([tx.addOutbox(anOutboxRow()), tx.raiseRevision()]));
      const seen = await other.look(async (tx) => ({ meta: await tx.meta(), outbox: await tx.outbox() }));
      await acting;
      expect([seen.meta.revision, seen.outbox.map(({ seq }) => seq)]).toEqual([1, [1]]);
      expect(await other.look((tx) => tx.recovered())).toEqual([]);
    });

    test('a transaction tells tickets as it leaves them: as put last, as they were where only a part was put, and none that is gone', async () => {
      const { storage } = await opened();
      const [stays, gone, lasting, old] = [aTicketRow(), aTicketRow(), aTicketRow(), aTicketRow()];
      await storage.transact('sync', (tx) => tx.putRows([lasting, old].map((row) => written('ticket', row))));
      const told = await storage.transact('sync', async (tx) => {
        await tx.putRows([stays, gone].map((row) => written('ticket', row)));
        await tx.putRows([written('ticket', { ...stays, subject: 'depois' })]);
        await tx.putRows([written('message', aMessageRow(lasting.id))]);
        await tx.deleteTickets([gone.id, old.id]);
        return tx.ticketsNow([stays.id, gone.id, lasting.id, old.id, randomUUID()]);
      });
      expect(told.map(({ id, queue, lane, row: { subject } }) => [id, queue, lane, subject])).toEqual([
        [stays.id, stays.queueId, 0, 'depois'],
        [lasting.id, lasting.queueId, 0, lasting.subject],
      ]);
    });

    test('a change of the workspace is seen at once over every connection', async () => {
      const { storage, again } = await opened();
      const other = await again();
      const save =
        (called: string) =>
        (tx: StorageTx): Promise<void> =>
          tx.putRows([written('user', { ...people.n1, name: called })]);
      const names = (tx: StorageTx): Promise<string[]> =>
        tx.workspaceRows(['user']).then((rows) => rows.map(({ row }) => (row as User).name));
      await storage.transact('sync', save('antes'));
      expect([await read(storage, names), await read(other, names)]).toEqual([['antes'], ['antes']]);
      await other.transact('sync', save('depois'));
      expect([await read(storage, names), await read(other, names)]).toEqual([['depois'], ['depois']]);
      await failing(other, save('nunca'));
      expect([await read(storage, names), await read(other, names)]).toEqual([['depois'], ['depois']]);
    });

    test('a ticket that is deleted takes its parts along and no others', async () => {
      const { storage } = await opened();
      const [gone, stays] = [aTicketRow(), aTicketRow()];
      const parts = [gone, gone, stays].map(({ id }) => aMessageRow(id));
      await storage.transact('sync', async (tx) => {
        await tx.putRows([gone, stays].map((row: AnyRow) => written('ticket', row)));
        await tx.putRows(parts.map((row) => written('message', row)));
        await tx.deleteTickets([gone.id, randomUUID()]);
      });
      const refs = [gone, stays].map(ticketRef).concat(parts.map(messageRef));
      const left = [undefined, stays, undefined, undefined, parts[2]];
      expect(await read(storage, (tx) => tx.getRows(refs))).toEqual(left);
    });

    test('the tickets and the rows of the workspace are told by where they are, parts with their tickets', async () => {
      const { storage } = await opened();
      const ticket = aTicketRow();
      expect(await read(storage, (tx) => tx.hasRows())).toBe(false);
      await storage.transact('sync', (tx) =>
        tx.putRows([written('ticket', ticket), written('message', aMessageRow(ticket.id)), written('user', people.n1)]),
      );
      const own = await read(storage, (tx) => tx.ownRows());
      expect(own.map(refKey).toSorted()).toEqual([refKey(ticketRef(ticket)), `user:${people.n1.id}`].toSorted());
      expect(await read(storage, (tx) => tx.hasRows())).toBe(true);
    });

    test('the rows that there are, asked for in the transaction that writes them, are those it leaves', async () => {
      const { storage } = await opened();
      const [kept, gone, added] = [aTicketRow(), aTicketRow(), aTicketRow()];
      await storage.transact('sync', (tx) => tx.putRows([written('ticket', kept), written('ticket', gone)]));
      const own = await read(storage, async (tx) => {
        await tx.putRows([written('ticket', added)]);
        await tx.deleteTickets([gone.id]);
        return tx.ownRows();
      });
      expect(own.map(refKey).toSorted()).toEqual([kept, added].map((row) => refKey(ticketRef(row))).toSorted());
    });

    test('marks add up over transactions and connections, without those of one that failed, until they are cleared', async () => {
      const { storage, again } = await opened();
      const other = await again();
      await storage.transact('sync', (tx) => tx.addMarks({ seen: ['a', 'b'], gone: [] }));
      await failing(storage, (tx) => tx.addMarks({ seen: ['never'], gone: ['b'] }));
      await other.transact('sync', (tx) => tx.addMarks({ seen: ['c'], gone: ['a'] }));
      expect([...(await read(storage, (tx) => tx.marks()))].toSorted()).toEqual(['b', 'c']);
      await storage.transact('sync', (tx) => tx.clearMarks());
      expect((await read(other, (tx) => tx.marks())).size).toBe(0);
    });

    test('what was brought back comes client by client in order', async () => {
      const { storage } = await opened();
      const rows = [aRecoveredRow(1, 2), aRecoveredRow(0, 10), aRecoveredRow(0, 9), aRecoveredRow(1, 1)];
      await storage.transact('act', (tx) => tx.putRecovered(rows));
      await storage.transact('sync', (tx) => tx.deleteRecovered([{ place: 1, seq: 1 }]));
      const left = await read(storage, (tx) => tx.recovered());
      expect(left.map(({ place, seq }) => [place, seq])).toEqual([
        [0, 9],
        [0, 10],
        [1, 2],
      ]);
    });

    test('a row that is changed after it was stored is stored as it was', async () => {
      const { storage } = await opened();
      const ticket = { ...aTicketRow(), subject: 'antes' } as Ticket & { subject: string };
      await storage.transact('act', (tx) => tx.putRows([written('ticket', ticket)]));
      ticket.subject = 'depois';
      const [found] = await read(storage, (tx) => tx.getRows([ticketRef(ticket)]));
      expect((found as Ticket).subject).toBe('antes');
      // Nor does what was read change what is stored.
      (found as { subject: string }).subject = 'nunca';
      const [again] = await read(storage, (tx) => tx.getRows([ticketRef(ticket)]));
      expect((again as Ticket).subject).toBe('antes');
    });

    test('any sequence of operations, some of them in transactions that fail, ends as in plain maps', async () => {
      await fc.assert(
        fc.asyncProperty(anyOperations, async ({ transactions, refs }) => {
          const { storage, again, close } = await open();
          try {
            const connections = [storage, await again()];
            const model = new MemoryStorage();
            for (const { operations, fails, connection } of transactions) {
              const real = connections[connection] ?? storage;
              expect(await play(real, operations, fails)).toEqual(await play(model, operations, fails));
            }
            expect(await everything(storage, refs)).toEqual(await everything(model, refs));
          } finally {
            close();
          }
        }),
        { numRuns: Number(process.env['PATAMAR_STORAGE_RUNS'] ?? 60) },
      );
    });
  });
}

/** What the operations of one transaction answer; `undone` for one that fails at its end. */
async function play(storage: Storage, operations: readonly Operation[], fails: boolean): Promise<unknown> {
  try {
    // Files leave with their tickets, and an act does not wait for files: only a sync deletes tickets.
    const isSync = operations.some(({ kind }) => kind === 'deleteTickets');
    return await storage.transact(isSync ? 'sync' : 'act', async (tx) => {
      const answers: unknown[] = [];
      for (const operation of operations) answers.push(await perform(tx, operation));
      if (fails) throw new Stop('on purpose');
      return answers;
    });
  } catch (error) {
    if (error instanceof Stop) return 'undone';
    throw error;
  }
}
