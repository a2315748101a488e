import type { Collection } from 'dexie';
import type { BoardSlice } from '../../shared/ipc/page-window.ts';
import type { TicketQuery } from '../../shared/search/ticket-query.ts';
import { isBefore } from '../../shared/sync/ordered-window.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import { beginNative } from './begin-native.ts';
import { type ConsoleDb, META_KEY, metaOf, type MetaRecord } from './console-db.ts';
import { firstOfRanges } from './first-of-ranges.ts';
import { answerOf } from './idb-request.ts';
import { CALL, sentBy } from './ticket-order.ts';

/** Which tickets a list shows, of those that the indexes of the database have in order. */
export type IndexedView =
  | { readonly kind: 'queue'; readonly queueId: string }
  | { readonly kind: 'mine' }
  /** On which a call to a supervisor waits, in some queues; in all where none is named. */
  | { readonly kind: 'calls'; readonly queueIds: readonly string[] }
  /** That this account has escalated and nobody has accepted. */
  | { readonly kind: 'sent' }
  | { readonly kind: 'all' };
/** Which tickets a list shows of the open ones, all of which are in memory then: those behind a figure of the wallboard, those of a customer. */
export type OpenView =
  | { readonly kind: 'board'; readonly slice: BoardSlice }
  | { readonly kind: 'customer'; readonly customerId: string };
/** Which tickets a list shows; also those that a search finds. */
export type QueueView = IndexedView | OpenView | { readonly kind: 'search'; readonly query: TicketQuery };

/** Whether a list has the tickets that ended, too. */
export function hasEndedOnes(view: QueueView): boolean {
  return view.kind === 'queue' || view.kind === 'mine' || view.kind === 'all' || view.kind === 'search';
}

/** Whether a list is of the open tickets in memory. */
export function isInMemory(view: QueueView): view is OpenView {
  return view.kind === 'board' || view.kind === 'customer';
}

export type Lane = 'open' | 'ended';

type OrderIndex = '[queue+lane+order]' | '[holder+lane+order]';

/** The tickets of a view, in order, as the database has them. */
export type TicketRange = {
  readonly has: (record: TicketRecord) => boolean;
  /** The first of them, and the revision of the database they were read at. */
  readonly first: (limit: number) => Promise<{ readonly rows: readonly TicketRecord[]; readonly revision: number }>;
  readonly count: () => Promise<number>;
};

/** The tickets of a view in a lane. All tickets are read queue by queue and put together: an index less to write. */
export function rangeOf(db: ConsoleDb, view: IndexedView, lane: Lane, userId: string): TicketRange {
  const number = lane === 'open' ? 0 : 1;
  const inQueue = (queueId: string): Collection<TicketRecord, string> =>
    between(db, '[queue+lane+order]', queueId, number);
  switch (view.kind) {
    case 'queue':
      return {
        has: (record) => record.queue === view.queueId && record.lane === number,
        first: (limit) => firstAtRevision(db, '[queue+lane+order]', view.queueId, number, limit),
        count: () => inQueue(view.queueId).count(),
      };
    case 'mine': {
      const mine = (): Collection<TicketRecord, string> => between(db, '[holder+lane+order]', userId, number);
      return {
        has: (record) => record.holder === userId && record.lane === number,
        first: (limit) => firstAtRevision(db, '[holder+lane+order]', userId, number, limit),
        count: () => mine().count(),
      };
    }
    case 'calls': {
      const { queueIds: among } = view;
      return waiting(db, CALL, ({ queue }) => number === 0 && (among.length === 0 || among.includes(queue)));
    }
    case 'sent':
      return waiting(db, sentBy(userId), () => number === 0);
    case 'all':
      return {
        has: (record) => record.lane === number,
        first: (limit) =>
          atRevision(db, async () => {
            const ranges = (await queueIds(db)).map((id) => (count: number) => inQueue(id).limit(count).toArray());
            return firstOfRanges(ranges, limit);
          }),
        async count() {
          const counts = await Promise.all((await queueIds(db)).map((id) => inQueue(id).count()));
          return counts.reduce((sum, count) => sum + count, 0);
        },
      };
  }
}

/**
 * The first records of an index with some first values, and the revision they are of. On IndexedDB itself and in one
 * round: it is what stands between a change of the list, or the start, and the screen.
 */
async function firstAtRevision(
  db: ConsoleDb,
  index: OrderIndex,
  first: string,
  lane: 0 | 1,
  limit: number,
): Promise<{ readonly rows: readonly TicketRecord[]; readonly revision: number }> {
  const tx = await beginNative(db, ['tickets', 'meta'], 'readonly');
  const range = IDBKeyRange.bound([first, lane, Number.NEGATIVE_INFINITY], [first, lane, Number.POSITIVE_INFINITY]);
  const [rows, meta] = await Promise.all([
    answerOf<TicketRecord[]>(tx.objectStore('tickets').index(index).getAll(range, limit)),
    answerOf<MetaRecord | undefined>(tx.objectStore('meta').get(META_KEY)),
  ]);
  return { rows, revision: metaOf(meta).revision };
}

/** The tickets on which something waits, and that are wanted: few, and put in order here. */
function waiting(db: ConsoleDb, what: string, isWanted: (record: TicketRecord) => boolean): TicketRange {
  const has = (record: TicketRecord): boolean => record.waits?.includes(what) === true && isWanted(record);
  const all = (): Collection<TicketRecord, string> => db.tickets.where('waits').equals(what).filter(has);
  return {
    has,
    first: (limit) =>
      atRevision(db, async () => (await all().toArray()).toSorted((a, b) => (isBefore(a, b) ? -1 : 1)).slice(0, limit)),
    count: () => all().count(),
  };
}

/** Reads tickets together with the revision of the database they are of. */
export async function atRevision<Rows>(
  db: ConsoleDb,
  read: () => PromiseLike<Rows>,
): Promise<{ readonly rows: Rows; readonly revision: number }> {
  return db.transaction('r', [db.tickets, db.workspace, db.meta], async () => {
    const rows = await read();
    return { rows, revision: (await db.remembered()).revision };
  });
}

/** Every queue the machine knows, active or not. */
export async function queueIds(db: ConsoleDb): Promise<string[]> {
  const keys = await db.workspace.where('[kind+id]').between(['queue'], ['queue', '\uffff']).primaryKeys();
  return keys.map(([, id]) => id);
}

/** The records of an index with some first values, in order; those from an order on, where one is given. */
export function between(
  db: ConsoleDb,
  index: OrderIndex,
  first: string,
  lane: 0 | 1,
  fromOrder: number = Number.NEGATIVE_INFINITY,
): Collection<TicketRecord, string> {
  const lowest = [first, lane, fromOrder];
  const highest = [first, lane, Number.POSITIVE_INFINITY];
  return db.tickets.where(index).between(lowest, highest, true, true);
}

/** The records at work whose nearest deadline is from `fromMs` on and before `untilMs`, the nearest first. */
export function openUntil(
  db: ConsoleDb,
  index: OrderIndex,
  first: string,
  fromMs: number,
  untilMs: number,
): Collection<TicketRecord, string> {
  return db.tickets.where(index).between([first, 0, fromMs], [first, 0, untilMs], true, false);
}
