// RxDB on its free IndexedDB storage (Dexie), with its replication: https://rxdb.info/replication.html
import { createRxDatabase, type RxCollection, type RxDocument } from 'rxdb/plugins/core';
import { replicateRxCollection, type Replication } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { BenchTicket } from '../tickets.ts';
import { drive } from './drive.ts';
import { account, getJson, postJson } from './harness.ts';
import { type LiveRows, SHOWN } from './live-rows.ts';
import type { Action, Peer } from './peer.ts';
import { changeOf, PAGE, PUSH, type TicketPage } from './ticket-records.ts';

const INDEX = ['queueId', 'lane', 'order'];

/** What is sorted by or looked up needs its bounds; the rest is as it comes. */
const schema = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: {
    id: { type: 'string', maxLength: 36 },
    queueId: { type: 'string', maxLength: 36 },
    lane: { type: 'integer', minimum: 0, maximum: 1, multipleOf: 1 },
    order: { type: 'integer', minimum: -9_999_999_999_999, maximum: 2_000_000_000_000_000, multipleOf: 1 },
    number: { type: 'integer' },
    subject: { type: 'string' },
    customerId: { type: ['string', 'null'] },
    channel: { type: 'string' },
    categoryId: { type: ['string', 'null'] },
    priority: { type: 'string' },
    tier: { type: 'integer' },
    status: { type: 'string' },
    assigneeId: { type: ['string', 'null'] },
    createdAtMs: { type: 'integer' },
    updatedAtMs: { type: 'integer' },
    firstRespondedAtMs: { type: ['integer', 'null'] },
    resolvedAtMs: { type: ['integer', 'null'] },
    resolution: { type: ['object', 'null'] },
    followUpAtMs: { type: ['integer', 'null'] },
    pauses: { type: 'array' },
    stays: { type: 'array' },
    pendingHandoverId: { type: ['string', 'null'] },
    lastMessageId: { type: ['string', 'null'] },
    lastCustomerMessageAtMs: { type: ['integer', 'null'] },
    attemptCounts: { type: 'array' },
    escalationCount: { type: 'integer' },
    returnCount: { type: 'integer' },
    reopenCount: { type: 'integer' },
    externalRef: { type: ['string', 'null'] },
  },
  required: ['id', ...INDEX],
  indexes: [INDEX],
};

class RxdbPeer implements Peer {
  #tickets: RxCollection<BenchTicket> | null = null;
  #replication: Replication | null = null;
  #userId = '';

  async open(rows: LiveRows): Promise<void> {
    const { user, queueId } = account();
    this.#userId = user.id;
    const db = await createRxDatabase<BenchTicket>({
      name: 'rxdb',
      storage: getRxStorageDexie(),
      multiInstance: false,
      eventReduce: true,
    });
    this.#tickets = (await db.addCollections({ tickets: { schema } })).tickets;
    const queue = { selector: { queueId, lane: 0 }, sort: [{ order: 'asc' }], limit: SHOWN, index: INDEX };
    this.#tickets.find(queue).$.subscribe((found) => rows.show(found));
  }

  async pullAll(): Promise<void> {
    this.#replication = replicateRxCollection<BenchTicket, { readonly cursor: number }>({
      collection: this.#opened(),
      replicationIdentifier: 'bench',
      live: true,
      waitForLeadership: false,
      pull: {
        batchSize: PAGE,
        async handler(checkpoint, limit) {
          const path = `/pull?since=${checkpoint?.cursor ?? 0}&limit=${limit}&deleted=1`;
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its own server's rows, as in pull-pages.ts.
          const { rows, cursor } = (await getJson(path)) as TicketPage;
          return { documents: rows, checkpoint: { cursor } };
        },
      },
      push: {
        batchSize: PUSH,
        async handler(rows) {
          const operations = rows.map(({ newDocumentState }) => ({
            id: newDocumentState.id,
            change: newDocumentState,
          }));
          await postJson('/push', { operations });
          return [];
        },
      },
    });
    await this.#replicating().awaitInitialReplication();
    await this.#replicating().awaitInSync();
  }

  async pull(): Promise<void> {
    this.#replicating().reSync();
    await this.#replicating().awaitInSync();
  }

  async act(action: Action): Promise<void> {
    const ticket: RxDocument<BenchTicket> | null = await this.#opened().findOne(action.id).exec();
    if (ticket === null) throw new Error(`no ticket ${action.id}`);
    await ticket.incrementalPatch(changeOf(action, ticket, this.#userId));
  }

  async setOffline(isOffline: boolean): Promise<void> {
    await (isOffline ? this.#replicating().pause() : this.#replicating().start());
  }

  async push(): Promise<void> {
    await this.#replicating().awaitInSync();
  }

  count(): Promise<number> {
    return this.#opened().count().exec();
  }

  #opened(): RxCollection<BenchTicket> {
    if (this.#tickets === null) throw new Error('not open');
    return this.#tickets;
  }

  #replicating(): Replication {
    if (this.#replication === null) throw new Error('nothing has been pulled');
    return this.#replication;
  }
}

void drive(new RxdbPeer());
