import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { Logger } from 'pino';
import { StartError } from '../start-error.ts';
import { assertChannelName, queryable, transactions, type Database } from './database.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { DurableNodeFs, syncFolder, syncTree } from './pglite-durable-fs.ts';
import { startUpkeep } from './pglite-upkeep.ts';
import { preparedPglite } from './prepared-pglite.ts';
import type { Tables } from './tables.ts';
import { startWatchdog } from './watchdog.ts';

const LOCK_LOST_EXIT_CODE = 1;
const MEGABYTE = 1_048_576;
/** Less than this and the engine may hang while it opens, for want of a segment of its log. */
const MIN_FREE_TO_OPEN_BYTES = 64 * MEGABYTE;

const START_PARAMS = [
  // `-F` turns fsync off; fdatasync, the default method, is empty in its file system.
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['wal_sync_method=fsync', 'max_wal_size=64MB', 'min_wal_size=32MB', 'jit=off'].flatMap((param) => ['-c', param]),
];

type PgliteOptions = {
  /** The folder of the database itself; its parent holds the lock. */
  readonly folder: string;
  readonly minFreeBytes: number;
  /** See `startWatchdog`. */
  readonly watchdogMs: number;
};

/**
 * Opens the embedded database in a folder, creating it at first, for this process alone and with commits that are on
 * the disk when they return. Its four guards: an exclusive lock, a real fsync that is proven at each start, a watchdog
 * outside the process, and room (`freeBytes`, checkpoints).
 *
 * @throws StartError when the folder cannot be written, is another process's, is on a full disk, or the disk cannot
 * be relied upon.
 */
export async function openPglite(options: PgliteOptions, log: Logger): Promise<Database> {
  const parent = dirname(options.folder);
  const lock = takeFolder(parent);
  const watchdog = startWatchdog(options.watchdogMs);
  const release = (): void => {
    watchdog.stop();
    lock.release();
  };
  try {
    await assertRoomToOpen(parent);
    await createWhole(options.folder);
    const fs = new DurableNodeFs(options.folder);
    const pglite = await PGlite.create({ fs, startParams: START_PARAMS });
    await assertDurable(pglite, fs);
    const freeBytes = (): Promise<number> => freeBytesAt(parent);
    const stopUpkeep = startUpkeep(
      pglite,
      options.folder,
      async () => (await freeBytes()) >= options.minFreeBytes,
      log,
    );
    return await pgliteDatabase(pglite, freeBytes, async () => {
      await stopUpkeep();
      return release;
    });
  } catch (error) {
    release();
    throw error;
  }
}

/** A database in memory, gone when closed: for tests. `template` is a dump to start from, which is faster. */
export async function openPgliteInMemory(template?: Blob): Promise<Database> {
  const pglite = await PGlite.create(template === undefined ? {} : { loadDataDir: template });
  return pgliteDatabase(
    pglite,
    () => Promise.resolve(null),
    () => Promise.resolve(() => undefined),
  );
}

function takeFolder(parent: string): FolderLock {
  try {
    mkdirSync(parent, { recursive: true });
    const lock = lockFolder(parent, () => {
      process.stderr.write(`The lock of ${parent} was removed while the server ran, so it ended; start it again.\n`);
      process.exit(LOCK_LOST_EXIT_CODE);
    });
    if (lock.ok) return lock.value;
    const { pid, host } = lock.error.holder;
    throw new StartError(
      `Another Patamar server (process ${pid} on ${host.split(' ')[0]}) is using ${parent}: stop it, or set PATAMAR_DATA to another folder.`,
    );
  } catch (error) {
    if (error instanceof StartError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The data folder ${parent} cannot be written (${reason}): give this user the right to, or set PATAMAR_DATA to another folder.`,
      { cause: error },
    );
  }
}

async function assertRoomToOpen(parent: string): Promise<void> {
  const freeBytes = await freeBytesAt(parent);
  if (freeBytes >= MIN_FREE_TO_OPEN_BYTES) return;
  throw new StartError(
    `The disk of ${parent} has only ${Math.floor(freeBytes / MEGABYTE)} MB left: free at least ${MIN_FREE_TO_OPEN_BYTES / MEGABYTE} MB, then start again.`,
  );
}

/** Creates the database beside its place and moves it there when it is whole and on disk: a kill leaves no half one. */
async function createWhole(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const draft = `${folder}.creating`;
  rmSync(draft, { recursive: true, force: true });
  await createInOwnProcess(draft);
  syncTree(draft);
  renameSync(draft, folder);
  syncFolder(dirname(folder));
}

/**
 * Creating peaks at memory that the process would never give back, so that one which then imports a large log would
 * pass a gigabyte. Without V8's optimising compiler for WebAssembly it is 0.7 GB instead of 1.1, and no slower: the
 * code runs once.
 */
async function createInOwnProcess(folder: string): Promise<void> {
  const program = join(import.meta.dirname, 'create-pglite.ts');
  try {
    await promisify(execFile)(process.execPath, ['--liftoff-only', program, folder]);
  } catch (error) {
    throw new Error(`The embedded database could not be created in ${folder}`, { cause: error });
  }
}

/** A transactional message is the smallest commit that writes to the log; it must have reached the disk. */
async function assertDurable(pglite: PGlite, fs: DurableNodeFs): Promise<void> {
  const before = fs.syncs;
  await pglite.query(`select pg_logical_emit_message(true, 'patamar', 'is this on disk?')`);
  if (fs.syncs > before) return;
  await pglite.close();
  throw new StartError(
    'The embedded database does not write its commits to the disk (an unexpected version of PGlite): reinstall with npm ci, or set DATABASE_URL to a PostgreSQL.',
  );
}

async function freeBytesAt(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

async function pgliteDatabase(
  pglite: PGlite,
  freeBytes: Database['freeBytes'],
  beforeClose: () => Promise<() => void>,
): Promise<Database> {
  const prepared = await preparedPglite(pglite);
  const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: prepared.connection }) });
  const listeners = new Set<{ readonly channel: string; readonly onPayload: (payload: string) => void }>();
  return {
    ...queryable(kysely),
    engine: 'pglite',
    transaction: transactions(kysely),
    script: async (sql) => {
      // The simple protocol runs all statements of one text in one transaction, unless it opens its own.
      try {
        await pglite.exec(sql);
      } finally {
        await prepared.forget();
      }
    },
    // One process has this database, so that notices need not pass through it.
    listen: (channel, onPayload) => {
      assertChannelName(channel);
      const listener = { channel, onPayload };
      listeners.add(listener);
      return Promise.resolve(() => {
        listeners.delete(listener);
        return Promise.resolve();
      });
    },
    notify: (channel, payload) => {
      setImmediate(() => {
        for (const listener of listeners) if (listener.channel === channel) listener.onPayload(payload);
      });
      return Promise.resolve();
    },
    freeBytes,
    close: async () => {
      const release = await beforeClose();
      listeners.clear();
      await kysely.destroy();
      if (!pglite.closed) await pglite.close();
      release();
    },
  };
}
