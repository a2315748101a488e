import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mutations } from '../../../src/shared/mutations/registry.ts';
import { openTestDatabase } from '../../server/support/test-database.ts';
import { seedWorkspace } from '../../support/workspace.ts';
import type { Naive } from './machine.ts';
import { anySchedule, type Schedule } from './schedule.ts';
import { StagedDatabase } from './staged-database.ts';
import { Tally } from './tally.ts';
import { type Beginning, START_MS, tell, World } from './world.ts';

export type Search = {
  readonly runs: number;
  readonly maxSteps?: number;
  readonly seed?: number;
  readonly path?: string;
  readonly naive?: Naive;
  /** Where each schedule begins; see `beginOn`. */
  readonly beginning?: Beginning;
  /** Changes each schedule to one of more of a hazard. */
  readonly sharpen?: (schedule: Schedule) => Schedule;
  /** Whether to look for a smaller schedule that fails too. */
  readonly shrinks?: boolean;
};

/** How long a smaller schedule is looked for. */
const SHRINKS_FOR_MS = 120_000;

/** A database on which schedules can be played, with the test workspace in it. */
export async function openStage(): Promise<StagedDatabase> {
  const db = await openTestDatabase('pglite');
  await seedWorkspace(db, START_MS);
  // A statement is planned once, not each time it is asked: the tables of a schedule stay small.
  await db.raw('set plan_cache_mode = force_generic_plan');
  return new StagedDatabase(db);
}

/** Has every machine do its first sync, once for all schedules that are played on a stage. */
export async function beginOn(db: StagedDatabase): Promise<Beginning> {
  await db.begin();
  const nothing = { skews: [], pageLimit: 1_000, isJournalDeaf: false, steps: [] };
  const beginning = await new World(db, nothing, new Tally()).begin();
  await db.keep();
  return beginning;
}

/** Plays one schedule from a fresh start; nothing of it stays. @throws what went wrong, with the story. */
export async function playOnce(
  db: StagedDatabase,
  schedule: Schedule,
  tally: Tally,
  { naive = {}, beginning = null }: { readonly naive?: Naive; readonly beginning?: Beginning | null } = {},
): Promise<void> {
  await db.begin();
  const world = new World(db, schedule, tally, naive);
  try {
    await world.play(beginning);
  } catch (error) {
    throw tell(world, error);
  } finally {
    await db.undo();
  }
}

/**
 * Plays random schedules until one breaks an invariant, and then ever smaller ones that break it too.
 *
 * @returns what was seen, and the failure of the smallest with its story and how to play it again; null when all held.
 */
export async function searchForFailure(
  db: StagedDatabase,
  { runs, maxSteps = 40, seed, path, naive, beginning, sharpen = (schedule) => schedule, shrinks = true }: Search,
): Promise<{ tally: Tally; tried: number; failure: string | null }> {
  const tally = new Tally();
  let failedAtMs: number | null = null;
  const property = fc.asyncProperty(anySchedule(maxSteps).map(sharpen), async (schedule) => {
    // What is not tried any more counts as sound: the smallest so far is told.
    if (failedAtMs !== null && performance.now() - failedAtMs > SHRINKS_FOR_MS) return;
    tally.count('schedule');
    try {
      await playOnce(db, schedule, tally, { ...(naive && { naive }), ...(beginning && { beginning }) });
    } catch (error) {
      if (failedAtMs === null && shrinks) process.stderr.write(`Found, looking for a smaller one: ${String(error)}\n`);
      failedAtMs ??= performance.now();
      throw error;
    }
  });
  const details = await fc.check(property, {
    numRuns: runs,
    endOnFailure: !shrinks || path !== undefined,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  });
  const { failed, errorInstance, numRuns, numShrinks, seed: usedSeed, counterexamplePath } = details;
  if (!failed) return { tally, tried: numRuns, failure: null };
  const reason =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  const again = `PATAMAR_SIM_SEED=${usedSeed} PATAMAR_SIM_PATH=${counterexamplePath} npm run test:sim -- sync`;
  const failure = `${reason}\n\nFound in schedule ${numRuns}, shrunk ${numShrinks} times. To play it again:\n  ${again}`;
  return { tally, tried: numRuns, failure };
}

/** How many schedules are played by a file; a long run plays more (docs/sync.md). */
const RUNS = Math.ceil(Number(process.env['PATAMAR_SIM_RUNS'] ?? 2_000) / 2);
/** What a run must have been about, in thousandths of its schedules, lest it prove nothing. */
const AT_LEAST: Readonly<Record<string, number>> = {
  'kept ': 4_000,
  'kept along with it': 400,
  'act along with it refused': 100,
  'act along with it killed': 20,
  'decided: refused': 100,
  'act killed': 100,
  'sync killed': 100,
  'backend killed': 100,
  restored: 5,
  'thawed: lead lost': 5,
  'undo kept': 50,
};

/** Tests that every schedule ends well. */
export function proveSync(half: string): void {
  let db: StagedDatabase;
  let beginning: Beginning;
  beforeAll(async () => {
    db = await openStage();
    beginning = await beginOn(db);
  });
  afterAll(() => db.close());

  const title =
    'whatever the network, clocks, crashes, windows and rights do, nothing is lost or done twice, and all agree';
  test(
    `${title}: ${half}`,
    async () => {
      const seed = process.env['PATAMAR_SIM_SEED'];
      const path = process.env['PATAMAR_SIM_PATH'];
      const search = { runs: RUNS, beginning, ...(seed === undefined ? {} : { seed: Number(seed) }) };
      const { tally, failure } = await searchForFailure(db, path === undefined ? search : { ...search, path });
      if (process.env['PATAMAR_SIM_TALLY'] === '1') process.stdout.write(`${tally.toString()}\n`);
      if (failure !== null) throw new Error(failure);
      if (RUNS < 500 || path !== undefined) return;
      for (const [what, times] of Object.entries(AT_LEAST)) {
        expect(tally.sum(what), what).toBeGreaterThanOrEqual((times * RUNS) / 1_000);
      }
      const isDone = (name: string): boolean => tally.of(`applied ${name}`) + tally.of(`program did ${name}`) > 0;
      expect([...mutations.keys()].filter((name) => !isDone(name))).toEqual([]);
    },
    24 * 3_600_000,
  );
}
