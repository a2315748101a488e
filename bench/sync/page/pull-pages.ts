import { getJson, postJson } from './harness.ts';
import { type Operation, PAGE, type TicketPage } from './ticket-records.ts';

/** One page of what has changed since a cursor. */
export async function pullPage(cursor: number): Promise<TicketPage> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its own server's rows; parsing them would be measured too.
  return (await getJson(`/pull?since=${cursor}&limit=${PAGE}`)) as TicketPage;
}

/**
 * Pulls page by page, the next one travelling while `write` puts one into the database; one write at a time.
 *
 * @returns the last cursor.
 */
export async function pullPages(cursor: number, write: (page: TicketPage) => Promise<unknown>): Promise<number> {
  let writing: Promise<unknown> = Promise.resolve();
  let next = pullPage(cursor);
  for (;;) {
    const page = await next;
    if (page.more) next = pullPage(page.cursor);
    await writing;
    writing = write(page);
    if (page.more) continue;
    await writing;
    return page.cursor;
  }
}

/** Sends actions; answers the number of the last one that the backend has done. */
export async function pushOperations(operations: readonly Operation[]): Promise<number> {
  await postJson('/push', { operations });
  return operations.at(-1)?.number ?? 0;
}
