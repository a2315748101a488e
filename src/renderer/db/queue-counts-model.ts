import type { ConsoleDb } from './console-db.ts';
import { ReadModel } from './read-model.ts';

/** How many tickets are where: at work per queue, mine and in all. */
export type QueueCounts = {
  readonly byQueue: ReadonlyMap<string, number>;
  readonly mine: number;
  readonly all: number;
};

const NONE: QueueCounts = { byQueue: new Map(), mine: 0, all: 0 };
const LOWEST = Number.NEGATIVE_INFINITY;
const HIGHEST = Number.POSITIVE_INFINITY;

/** The counts of the navigation, counted by the indexes of the database. */
export class QueueCountsModel extends ReadModel<QueueCounts> {
  constructor(db: ConsoleDb, userId: string) {
    super(NONE, async () => {
      const queues = await db.workspace.where('[kind+id]').between(['queue'], ['queue', '\uffff']).primaryKeys();
      const byQueue = await Promise.all(
        queues.map(async ([, id]): Promise<[string, number]> => [
          id,
          await db.tickets.where('[queue+lane+order]').between([id, 0, LOWEST], [id, 0, HIGHEST]).count(),
        ]),
      );
      const mine = await db.tickets
        .where('[holder+lane+order]')
        .between([userId, 0, LOWEST], [userId, 0, HIGHEST])
        .count();
      const all = await db.tickets.where('[lane+order]').between([0, LOWEST], [0, HIGHEST]).count();
      return { byQueue: new Map(byQueue), mine, all };
    });
  }
}
