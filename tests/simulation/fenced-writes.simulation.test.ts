import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { ConsoleDb } from '../../src/renderer/db/console-db.ts';
import { IndexedDbStorage } from '../../src/renderer/db/indexed-db-storage.ts';
import { ok } from '../../src/shared/lib/result.ts';
import type { PullResponse } from '../../src/shared/protocol/pull.ts';
import { applyPage } from '../../src/shared/sync/apply-page.ts';
import { applyRecovered, refuseRecovered, renewRecovered } from '../../src/shared/sync/apply-recovered.ts';
import { applyResults } from '../../src/shared/sync/apply-results.ts';
import { SyncEngine } from '../../src/shared/sync/engine.ts';
import { LeadLost } from '../../src/shared/sync/lead.ts';
import { beginNewLife } from '../../src/shared/sync/new-life.ts';
import type { Storage } from '../../src/shared/sync/storage.ts';
import { sweepAll } from '../../src/shared/sync/sweep.ts';
import type { Transport } from '../../src/shared/sync/transport.ts';
import { aNewTicket, people } from '../support/workspace.ts';

Object.assign(globalThis, { IDBKeyRange });

const CLIENT_ID = randomUUID();
const identity = { user: people.n1 };
const action = { name: 'ticket.create', args: aNewTicket(), performedAtMs: 1_000 };
const page: PullResponse = {
  cookie: 'later',
  reset: false,
  patch: [{ op: 'put', table: 'user', row: people.n1 }],
  lastSeq: 1,
  more: false,
  serverTimeMs: 5_000_000,
};

let db: ConsoleDb;
let storage: Storage;
beforeEach(async () => {
  db = new ConsoleDb('client', { indexedDB: new IDBFactory(), IDBKeyRange });
  storage = new IndexedDbStorage(db, () => 0);
  await storage.transact('sync', async (tx) => {
    await tx.putMeta({ clientId: CLIENT_ID, leaderEpoch: 7, sweep: 'sweeping' });
    await tx.addOutbox({ ...action, outcome: null, isCovered: false });
    await tx.putRecovered([{ ...action, place: 0, clientId: randomUUID(), seq: 1 }]);
  });
});

async function everything(): Promise<unknown> {
  return Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()]));
}

const result = { seq: 1, status: 'applied' } as const;
const late = { leaderEpoch: 6, nowMs: 5_000_000, onChange: () => undefined };
const recovered = { ...action, place: 0, clientId: CLIENT_ID, seq: 1 };

test.each<[string, () => Promise<unknown>]>([
  ['a page', () => applyPage(storage, identity, page, late)],
  ['answers', () => applyResults(storage, identity, [result], late)],
  ['answers to what was brought back', () => applyRecovered(storage, [recovered], [result], late)],
  [
    'refusals of what was brought back',
    () => refuseRecovered(storage, [recovered], { code: 'limit', message: '' }, late),
  ],
  [
    'a new client of what was brought back',
    () => renewRecovered(storage, recovered, { ...late, newClientId: CLIENT_ID }),
  ],
  [
    'a new life',
    () => beginNewLife(storage, identity, { clientId: CLIENT_ID, knownSeq: 0 }, { ...late, newClientId: randomUUID() }),
  ],
  [
    'a sweep',
    () =>
      sweepAll(
        storage,
        identity,
        late.leaderEpoch,
        () => undefined,
        () => false,
      ),
  ],
])('%s of an engine that was replaced changes nothing', async (_what, write) => {
  const before = await everything();
  await expect(write()).rejects.toThrow(LeadLost);
  expect(await everything()).toEqual(before);
});

function anEngine(transport: Pick<Transport, 'push' | 'pull'>): SyncEngine {
  return new SyncEngine({
    storage,
    transport: {
      ...transport,
      live: async () => undefined,
      presence: async () => ({ ok: true, value: undefined }),
      close: () => undefined,
    },
    identity,
    environment: {
      nowMs: () => 1_000,
      random: () => 0.5,
      newId: randomUUID,
      sleep: () => ({ over: Promise.resolve(), wake: () => undefined }),
    },
    onChange: () => undefined,
    onStatus: () => undefined,
    onClock: () => undefined,
    onAnswered: () => undefined,
    onRenewed: async () => undefined,
  });
}

test.each(['push', 'pull'] as const)(
  'an engine replaced during a %s writes neither its answer nor the time in it',
  async (where) => {
    await storage.transact('sync', async (tx) => {
      await tx.deleteRecovered([{ place: 0, seq: 1 }]);
      await tx.putMeta({ sweep: null });
    });
    let before: unknown;
    const replace = async (exchange: string): Promise<void> => {
      if (exchange !== where) return;
      await anEngine(transport).takeLead();
      before = await everything();
    };
    const transport: Pick<Transport, 'push' | 'pull'> = {
      push: async () => {
        await replace('push');
        return ok({ lastSeq: 1, results: [result], serverTimeMs: 1_000 });
      },
      pull: async () => {
        await replace('pull');
        return ok(page);
      },
    };
    const frozen = anEngine(transport);
    await frozen.takeLead();
    await expect(frozen.syncOnce()).rejects.toThrow(LeadLost);
    expect(await everything()).toEqual(before);
  },
);
