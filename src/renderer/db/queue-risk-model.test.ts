import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { AnyRow, TicketRecord } from '../../shared/sync/storage.ts';
import { ConsoleDb } from './console-db.ts';
import { QueueRiskModel } from './queue-risk-model.ts';

const NOW_MS = 1_700_000_000_000;
const MINUTE_MS = 60_000;

let models: QueueRiskModel[] = [];
afterEach(() => {
  for (const model of models) model.stop();
  models = [];
});

/** `count` tickets of a queue whose nearest deadline is so many minutes from now. */
function tickets(queue: string, inMinutes: number, count = 1, more: Partial<TicketRecord> = {}): TicketRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `${queue}:${inMinutes}:${index}:${more.lane ?? 0}`;
    return { id, row: { id } as Ticket, queue, lane: 0, order: NOW_MS + inMinutes * MINUTE_MS, ...more };
  });
}

/** The risk of queues `calm` and `late` with these tickets, seen by `me` at a moment that the test moves. */
async function theRisks(records: readonly TicketRecord[]) {
  const db = new ConsoleDb('risks', { indexedDB: new IDBFactory(), IDBKeyRange });
  for (const id of ['calm', 'late']) {
    await db.workspace.put({ kind: 'queue', id, row: { id } as unknown as AnyRow });
  }
  await db.tickets.bulkPut(records);
  const clock = { nowMs: NOW_MS };
  const model = new QueueRiskModel(db, 'me', () => clock.nowMs);
  models.push(model);
  const look = async (): Promise<QueueRiskModel> => {
    const before = model.get();
    model.refresh();
    await vi.waitFor(() => expect(model.get()).not.toBe(before));
    return model;
  };
  return { db, model, clock, look };
}

test('late is past its deadline, due within the hour; what ended, pauses or has time is neither', async () => {
  const { look } = await theRisks([
    ...tickets('late', -5, 3),
    ...tickets('late', 59, 2),
    ...tickets('late', 61),
    ...tickets('late', -5, 1, { lane: 1 }),
    ...tickets('calm', 0, 1, { order: 1e15 + MINUTE_MS }),
  ]);
  const { byQueue, all } = (await look()).get();
  expect([...byQueue]).toEqual([['late', { breached: 3, due: 2 }]]);
  expect(all).toEqual({ breached: 3, due: 2 });
});

test("the account's own risk is of the tickets it holds, in whatever queue", async () => {
  const { look } = await theRisks([
    ...tickets('late', -1, 1, { holder: 'me' }),
    ...tickets('calm', 30, 1, { holder: 'me' }),
    ...tickets('late', -2),
  ]);
  expect((await look()).get().mine).toEqual({ breached: 1, due: 1 });
});

test('a deadline that passes is seen without a change', async () => {
  const { look, clock } = await theRisks(tickets('late', 10));
  expect((await look()).get().all).toEqual({ breached: 0, due: 1 });
  clock.nowMs += 11 * MINUTE_MS;
  expect((await look()).get().all).toEqual({ breached: 1, due: 0 });
});

test('a look reads no record, and a hundred keys of a queue at the most', async () => {
  const { db, look } = await theRisks(tickets('late', -1, 140));
  const read = vi.fn<(row: unknown) => void>();
  db.tickets.hook('reading', (row) => {
    read(row);
    return row;
  });
  expect((await look()).get().byQueue.get('late')?.breached).toBe(100);
  expect(read).not.toHaveBeenCalled();
});

test('changes in a burst are looked at once at once, and once more after it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const { model } = await theRisks([]);
    const shown = vi.fn<() => void>();
    model.subscribe(shown);
    for (let change = 0; change < 50; change += 1) model.note();
    await vi.waitFor(() => expect(shown).toHaveBeenCalledTimes(1));
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.waitFor(() => expect(shown).toHaveBeenCalledTimes(2));
  } finally {
    vi.useRealTimers();
  }
});
