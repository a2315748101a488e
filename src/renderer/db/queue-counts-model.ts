import type { ConsoleDb } from './console-db.ts';
import { PacedWork } from './paced-work.ts';
import { ReadModel } from './read-model.ts';
import { sentBy } from './ticket-order.ts';
import { between, queueIds } from './ticket-range.ts';

/** How many tickets are where: at work per queue, mine, in all, and escalated by this account and not accepted. */
export type QueueCounts = {
  readonly byQueue: ReadonlyMap<string, number>;
  readonly mine: number;
  readonly all: number;
  readonly sent: number;
};

const NONE: QueueCounts = { byQueue: new Map(), mine: 0, all: 0, sent: 0 };
/** Counting costs what reading costs: at most this often. */
const EVERY_MS = 1_000;

/** The counts of the navigation, counted by the indexes of the database. */
export class QueueCountsModel extends ReadModel<QueueCounts> {
  readonly #counting: PacedWork;

  constructor(db: ConsoleDb, userId: string) {
    const count = (): Promise<QueueCounts> => countAll(db, userId);
    super(NONE, count);
    this.#counting = new PacedWork(async () => this.set(await count()), EVERY_MS);
  }

  /** Counts again, now or soon: at once after a quiet time, and once for all the changes of a busy one. */
  override refresh(): void {
    this.#counting.ask();
  }
}

async function countAll(db: ConsoleDb, userId: string): Promise<QueueCounts> {
  const byQueue = await Promise.all(
    (await queueIds(db)).map(async (id): Promise<[string, number]> => [
      id,
      await between(db, '[queue+lane+order]', id, 0).count(),
    ]),
  );
  const mine = await between(db, '[holder+lane+order]', userId, 0).count();
  const sent = await db.tickets.where('waits').equals(sentBy(userId)).count();
  return { byQueue: new Map(byQueue), mine, all: byQueue.reduce((sum, [, count]) => sum + count, 0), sent };
}
