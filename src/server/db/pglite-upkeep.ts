import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Logger } from 'pino';

const CHECK_EVERY_MS = 2_000;
const VACUUM_EVERY_MS = 3_600_000;
/** Segments of 16 MB after which the log is folded into the tables. */
const MAX_WAL_SEGMENTS = 6;

/**
 * What a PostgreSQL server's background processes do and a single-user one leaves undone: checkpoints (without them
 * the log grows for ever whatever `max_wal_size` says: 17 segments against a limit of 4 were seen) and vacuum with
 * fresh statistics, hourly when there were writes. `hasRoom` holds back what writes much on a full disk.
 * Answers a function that stops it and waits for what is under way.
 */
export function startUpkeep(
  pglite: PGlite,
  folder: string,
  hasRoom: () => Promise<boolean>,
  log: Logger,
): () => Promise<void> {
  let checkpoints = 0;
  let vacuumedAtMs = Date.now();
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;

  async function check(): Promise<void> {
    const segments = (await readdir(join(folder, 'pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name));
    if (segments.length > MAX_WAL_SEGMENTS) {
      await pglite.query('checkpoint');
      checkpoints += 1;
    }
    if (Date.now() - vacuumedAtMs < VACUUM_EVERY_MS || !(await hasRoom())) return;
    vacuumedAtMs = Date.now();
    await pglite.query('vacuum (analyze)');
    log.debug({ checkpoints }, 'the embedded database was vacuumed');
  }

  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    running = check()
      .catch((error: unknown) => log.error({ err: error }, 'the upkeep of the embedded database failed'))
      .finally(() => {
        isRunning = false;
      });
  }, CHECK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}
