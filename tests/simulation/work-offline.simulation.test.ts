import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { ConsoleDb } from '../../src/renderer/db/console-db.ts';
import { IndexedDbStorage } from '../../src/renderer/db/indexed-db-storage.ts';
import { err, ok } from '../../src/shared/lib/result.ts';
import { SyncEngine } from '../../src/shared/sync/engine.ts';
import type { Transport } from '../../src/shared/sync/transport.ts';
import { people } from '../support/workspace.ts';

Object.assign(globalThis, { IDBKeyRange });

const LOST = err({ kind: 'unreachable', detail: 'the network is cut' } as const);
const PAGE = { cookie: 'c', reset: false, patch: [], lastSeq: 0, more: false, serverTimeMs: 1_000 };

/** A running engine on a line that a test cuts, whose sleeps last until it is woken. */
async function anEngine(): Promise<{
  engine: SyncEngine;
  line: { isCut: boolean; tries: number };
  rests: () => Promise<void>;
}> {
  const line = { isCut: true, tries: 0 };
  const attempt = (): boolean => {
    line.tries += 1;
    return line.isCut;
  };
  const transport: Transport = {
    push: async () => (attempt() ? LOST : ok({ lastSeq: 0, results: [], serverTimeMs: 1_000 })),
    pull: async () => (attempt() ? LOST : ok(PAGE)),
    presence: async () => ok(undefined),
    live: () => new Promise(() => undefined),
    close: () => undefined,
  };
  let sleeping = 0;
  const db = new ConsoleDb(randomUUID(), { indexedDB: new IDBFactory(), IDBKeyRange });
  const engine = new SyncEngine({
    storage: new IndexedDbStorage(db, () => 1_000),
    transport,
    identity: { user: people.n1 },
    environment: {
      nowMs: () => 1_000,
      random: () => 0.5,
      newId: randomUUID,
      sleep() {
        const { promise, resolve } = Promise.withResolvers<void>();
        sleeping += 1;
        let isAwake = false;
        return {
          over: promise,
          wake() {
            if (!isAwake) sleeping -= 1;
            isAwake = true;
            resolve();
          },
        };
      },
    },
    onChange: () => undefined,
    onStatus: () => undefined,
    onClock: () => undefined,
    onAnswered: () => undefined,
    onRenewed: async () => undefined,
  });
  void engine.run();
  const rests = async (): Promise<void> => {
    await expect.poll(() => sleeping).toBe(1);
  };
  await rests();
  return { engine, line, rests };
}

test('an agent who acts offline does not have the line tried at each act, and a reason to look does', async () => {
  const { engine, line, rests } = await anEngine();
  expect(line.tries).toBe(1);
  for (let acts = 0; acts < 20; acts += 1) engine.tellWork();
  await rests();
  expect(line.tries).toBe(1);
  engine.kick();
  await expect.poll(() => line.tries).toBe(2);
  await rests();
  line.isCut = false;
  engine.kick();
  await expect.poll(() => line.tries).toBe(3);
  await rests();
  // The line is well: work is sent as it comes.
  engine.tellWork();
  await expect.poll(() => line.tries).toBe(4);
  engine.stop();
});
