import type { Handover } from '../../shared/domain/parts.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { ConsoleDb } from './console-db.ts';
import { PacedWork } from './paced-work.ts';
import { ReadModel } from './read-model.ts';
import { CALL } from './ticket-order.ts';

/** A call to a supervisor that nobody has answered, on a ticket at work. `call` is null where its part is not here yet. */
export type OpenCall = { readonly ticket: Ticket; readonly call: Handover | null };

/** Calls come one by one; what changes besides is most of what changes. */
const EVERY_MS = 1_000;

/** The open calls to supervisors in the account's view, those first that have waited longest. Few: an index holds only them. */
export class CallsModel extends ReadModel<readonly OpenCall[]> {
  readonly #reading: PacedWork;

  constructor(db: ConsoleDb) {
    const read = (): Promise<readonly OpenCall[]> => readCalls(db);
    super([], read);
    this.#reading = new PacedWork(async () => this.set(await read()), EVERY_MS);
  }

  /** Reads again, now or soon: at once after a quiet time, and once for all the changes of a busy one. */
  override refresh(): void {
    this.#reading.ask();
  }
}

/** Since when a call waits, epoch ms; of one whose part is not here, since the last event of its ticket at the latest. */
export function waitsSinceMs({ ticket, call }: OpenCall): number {
  return call?.atMs ?? ticket.updatedAtMs;
}

async function readCalls(db: ConsoleDb): Promise<readonly OpenCall[]> {
  const records = await db.tickets.where('waits').equals(CALL).toArray();
  const bundles = await db.bundles.bulkGet(records.map(({ id }) => id));
  return records
    .map(({ row }, index) => {
      const part = bundles[index]?.parts.find((one) => one.kind === 'handover' && one.row.id === row.supervisorCallId);
      return { ticket: row, call: part === undefined ? null : (part.row as Handover) };
    })
    .toSorted((a, b) => waitsSinceMs(a) - waitsSinceMs(b) || (a.ticket.id < b.ticket.id ? -1 : 1));
}
