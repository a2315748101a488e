import type { Message } from '../../shared/domain/parts.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Database, Queryable, Tx } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { lexemeOf, writeWords } from './write-words.ts';

/** Tickets read again in one transaction, and so locked together: for some tens of milliseconds. */
const PER_TRANSACTION = 100;

/** Fewer tickets are read as fast as any index. */
const WORTH_ANALYSING = 500;

type Todo = { readonly kind: string; readonly id: string; readonly cursor: string | null };

/** What a batch came to: more to do, nothing left, or another process at it. */
export type ReadAgain = 'more' | 'done' | 'elsewhere';

/**
 * Reads the words of the next tickets that are to be read again, in id order, and writes down how far it came, in one
 * transaction: whoever goes on, after a crash too, goes on there.
 */
export function readAgainBatch(db: Database): Promise<ReadAgain> {
  return withRetry(() =>
    db.transaction(async (tx) => {
      // Words and how far it came are lost together if the machine is, and made again: not worth waiting for the disk.
      await tx.raw('set local synchronous_commit = off');
      const [todo] = await tx.raw<Todo>(
        `select kind, id, cursor_id as cursor from ticket_search_todo
         order by kind, id limit 1 for update skip locked`,
      );
      if (todo === undefined) return (await isReadingAgain(tx)) ? 'elsewhere' : 'done';
      const tickets = await nextTickets(tx, todo);
      const ids = tickets.map(({ id }) => id);
      const messages = await tx.raw<{ row: Message }>(
        `select row from ticket_part where kind = 'message' and ticket_id = any($1::uuid[])`,
        [ids],
      );
      await writeWords(
        tx,
        tickets,
        messages.map(({ row }) => row),
      );
      if (tickets.length < PER_TRANSACTION) {
        await tx.raw('delete from ticket_search_todo where kind = $1 and id = $2::uuid', [todo.kind, todo.id]);
      } else {
        const at = [todo.kind, todo.id, ids.at(-1)];
        await tx.raw('update ticket_search_todo set cursor_id = $3::uuid where kind = $1 and id = $2::uuid', at);
      }
      return 'more';
    }),
  );
}

/** Whether some tickets may not be found yet by all that they should be. */
export async function isReadingAgain(db: Queryable): Promise<boolean> {
  const [state] = await db.raw<{ is: boolean }>('select exists (select from ticket_search_todo) as is');
  return state?.is === true;
}

/** Locked against those who write them, in the order in which they lock. */
async function nextTickets(tx: Tx, { kind, id, cursor }: Todo): Promise<Ticket[]> {
  const isConcerned =
    kind === 'all' ? '' : 'and id in (select ticket_id from ticket_search where words @@ $2::tsquery)';
  const rows = await tx.raw<{ row: Ticket }>(
    `select row from ticket where ($1::uuid is null or id > $1::uuid) ${isConcerned}
     order by id limit ${PER_TRANSACTION} for share`,
    kind === 'all' ? [cursor] : [cursor, `'${lexemeOf(id)}'`],
  );
  return rows.map(({ row }) => row);
}

/**
 * Has the embedded database look at what it holds once there is twice as much of it: with no idea of how rare words are it
 * reads every ticket for one (1.2 s instead of 4 ms for 50,000), and nothing else of it does so in its first hour. Locks nobody out.
 */
export async function analyseWhenGrown(db: Database): Promise<void> {
  if (db.engine !== 'pglite') return;
  const [seen] = await db.raw<{ known: number; now: number }>(
    `select greatest(reltuples, 0)::int as known, (select count(*) from ticket_search)::int as now
     from pg_class where oid = 'ticket_search'::regclass`,
  );
  if (seen !== undefined && seen.now > WORTH_ANALYSING && seen.now > 2 * seen.known) {
    await db.raw('analyze ticket_search');
    await db.raw('analyze ticket (queue_id, status, is_ended, assignee_id)');
  }
}
