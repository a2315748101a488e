import { setImmediate as breathe } from 'node:timers/promises';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { Database } from '../db/database.ts';
import { assertRoom } from '../db/room.ts';
import { Problem } from '../problem.ts';
import { WorkspaceCache } from '../sync/workspace-cache.ts';
import { ImportError } from './import-error.ts';
import { type Plan, planTrace } from './plan.ts';
import { rehearse } from './rehearse.ts';
import { countImported, type ImportReport } from './report.ts';
import { Spool } from './spool.ts';
import { externalRefOf } from './workspace.ts';
import { prepareWorkspace, writePlans } from './write-plans.ts';
import { readXes, type XesTally } from './xes.ts';

/** Mutations per transaction: enough to be fast, few enough that agents at work are not held up. */
const PER_TRANSACTION = 500;

/** How far an import is. `reading` checks the whole file before `writing` begins; percent is of the phase. */
export type ImportProgress = {
  readonly phase: 'reading' | 'writing';
  readonly percent: number;
  readonly tickets: number;
  readonly events: number;
  readonly eventsPerSecond: number;
};

export type ImportRequest = {
  readonly source: AsyncIterable<Uint8Array>;
  /** The size of the source as it is given, for the progress; null when it is not known. */
  readonly bytes: number | null;
  /** Refuse fields that are not known, instead of leaving them out. */
  readonly isStrict: boolean;
  readonly nowMs: () => number;
  readonly minFreeBytes: number;
  readonly onProgress: (progress: ImportProgress) => void;
  /** Told of the scopes that a committed transaction touched. */
  readonly onCommit: (scopes: readonly string[]) => void;
};

type Read = { readonly refs: string[]; readonly products: Set<string>; events: number; bytes: number };

/**
 * Takes in an XES log of incidents. The whole file is read, checked and rehearsed by the rules before the first row
 * is written, so that a fault in it leaves nothing behind. Then tickets are written, each whole; one that is there is
 * passed over, so that an import that was killed is finished by running it again, and running it twice adds nothing.
 *
 * Refused with an ImportError that names the place in the file, or says how far the writing came.
 */
export async function importXes(db: Database, request: ImportRequest): Promise<Result<ImportReport, ImportError>> {
  const startedAtMs = performance.now();
  const spool = await Spool.create();
  const tally: XesTally = { leftOut: new Map() };
  try {
    const read = await readAll(request, spool, tally);
    const written = await writeAll(db, request, spool, read);
    const counts = await countImported(db, read.refs);
    return ok({
      ...counts,
      read: { tickets: read.refs.length, events: read.events, bytes: read.bytes },
      imported: { tickets: written.tickets, events: written.events },
      alreadyThere: written.alreadyThere,
      leftOut: { events: Math.max(0, read.events - counts.events), fields: [...tally.leftOut.values()] },
      seconds: Math.round(performance.now() - startedAtMs) / 1000,
    });
  } catch (error) {
    if (error instanceof ImportError) return err(error);
    throw error;
  } finally {
    await spool.remove();
  }
}

async function readAll(request: ImportRequest, spool: Spool, tally: XesTally): Promise<Read> {
  const read: Read = { refs: [], products: new Set(), events: 0, bytes: 0 };
  const rate = rateFrom(performance.now());
  const traces = readXes(counted(request.source, read), { isStrict: request.isStrict }, tally);
  for await (const trace of traces) {
    rehearse(planTrace(trace));
    await spool.write(trace);
    read.refs.push(externalRefOf(trace.name));
    read.events += trace.events.length;
    read.products.add(trace.events.at(-1)?.product ?? '');
    const percent = request.bytes === null ? 0 : Math.min(100, (100 * read.bytes) / request.bytes);
    request.onProgress({ phase: 'reading', percent, tickets: read.refs.length, ...rate(read.events) });
  }
  return read;
}

async function* counted(source: AsyncIterable<Uint8Array>, read: Read): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    read.bytes += chunk.byteLength;
    yield chunk;
    // A log in memory is read without a pause otherwise, and a server has others to answer.
    await breathe();
  }
}

async function writeAll(
  db: Database,
  request: ImportRequest,
  spool: Spool,
  read: Read,
): Promise<{ tickets: number; events: number; alreadyThere: number }> {
  const cache = new WorkspaceCache();
  const rate = rateFrom(performance.now());
  const sum = { tickets: 0, events: 0, alreadyThere: 0 };
  let seen = 0;
  try {
    if (read.refs.length > 0) request.onCommit(await prepareWorkspace(db, cache, read.products, request.nowMs()));
    for await (const plans of batches(spool)) {
      await assertRoom(db, request.minFreeBytes);
      const done = await writePlans(db, cache, plans, request.nowMs());
      request.onCommit(done.scopes);
      sum.tickets += done.tickets;
      sum.alreadyThere += done.alreadyThere;
      sum.events += done.events;
      seen += plans.reduce((events, plan) => events + (plan.mutations.at(-1)?.event ?? 0), 0);
      const tickets = sum.tickets + sum.alreadyThere;
      const percent = (100 * tickets) / read.refs.length;
      request.onProgress({ phase: 'writing', percent, tickets, ...rate(seen) });
      await breathe();
    }
  } catch (error) {
    throw interrupted(error, sum.tickets + sum.alreadyThere, read.refs.length);
  }
  return sum;
}

/** Incidents in groups of some 500 mutations; one incident is never divided. */
async function* batches(spool: Spool): AsyncGenerator<readonly Plan[]> {
  let plans: Plan[] = [];
  let mutations = 0;
  for await (const trace of spool.read()) {
    const plan = planTrace(trace);
    if (plans.length > 0 && mutations + plan.mutations.length > PER_TRANSACTION) {
      yield plans;
      plans = [];
      mutations = 0;
    }
    plans.push(plan);
    mutations += plan.mutations.length;
  }
  if (plans.length > 0) yield plans;
}

/** What stopped the writing, with how far it came. */
function interrupted(error: unknown, done: number, all: number): ImportError {
  const state = `${done} of ${all} incidents are in, each whole; run the same import again to go on`;
  if (error instanceof Problem && error.code === 'storage.full') {
    return new ImportError('no_room', `The disk is nearly full. ${state} when there is room.`, { cause: error });
  }
  if (error instanceof ImportError) {
    return new ImportError(error.code, `${error.message} ${state}.`, {
      ...error.extras,
      place: undefined,
      cause: error,
    });
  }
  const why = error instanceof Error ? error.message : String(error);
  return new ImportError('failed', `The database failed (${why}). ${state}.`, { cause: error });
}

function rateFrom(startMs: number): (events: number) => { events: number; eventsPerSecond: number } {
  return (events) => ({
    events,
    eventsPerSecond: Math.round((1000 * events) / Math.max(1, performance.now() - startMs)),
  });
}
