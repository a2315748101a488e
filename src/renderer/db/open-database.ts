import { Dexie } from 'dexie';
import { ConsoleDb } from './console-db.ts';

/** An antivirus or a backup lets go of a file within this long; a broken file does not mend. */
const TRY_AGAIN_AFTER_MS = [0, 250, 1_000] as const;
/** An opening that takes longer is being held up by another window, or by a slow disk. */
const SILENT_AFTER_MS = 1_500;
/** A failure that took this long is the store's own last word (it tries by itself): to try again only takes as long again. */
const LAST_WORD_AFTER_MS = 3_000;
/** What a store says that is broken, against one that is full or busy. */
const BROKEN = new Set(['UnknownError', 'NotReadableError', 'DataError', 'InvalidStateError']);
const PROBE = 'patamar-probe';

/**
 * Opens an account's database, whatever state a crash, a full disk or a hand in the profile has left it in:
 *
 *   silent for 1.5 s     the other windows are asked to close their connections (they open again at their next use)
 *   fails                tried three times in all
 *   still broken         alone: it is deleted and made anew. With every other database of this profile: `setAside` has
 *                        the files moved away (answering whether there were any), and it is made anew
 *
 * A new one is empty: what was unsent comes back from the journal (establish.ts).
 *
 * @throws the database's own error when it is full, or still cannot be opened; nothing has then been deleted.
 */
export async function openDatabase(name: string, setAside: () => Promise<boolean>): Promise<ConsoleDb> {
  const first = await tryToOpen(name);
  if (first instanceof ConsoleDb) return first;
  if (!BROKEN.has(nameOf(first))) throw first;
  if (await canOpenOthers()) {
    const second = await tryToOpen(name);
    if (second instanceof ConsoleDb) return second;
    await Dexie.delete(name);
  } else if (!(await setAside())) throw first;
  const last = await tryToOpen(name);
  if (last instanceof ConsoleDb) return last;
  throw last;
}

/** Has a window's connection closed when another window's opening is held up; until the function it returns is called. */
export function closeWhenAsked(db: Dexie): () => void {
  const channel = new BroadcastChannel(channelName(db.name));
  channel.addEventListener('message', () => db.close({ disableAutoOpen: false }));
  return () => channel.close();
}

/**
 * Opens a database before it is this window's turn to look at it (open-console.ts); null where that fails: `openDatabase`
 * finds out why, in its turn, and sees to it.
 */
export async function openAhead(name: string): Promise<ConsoleDb | null> {
  const opened = await tryOnce(name);
  return opened instanceof ConsoleDb ? opened : null;
}

async function tryToOpen(name: string): Promise<unknown> {
  let failure: unknown = null;
  for (const afterMs of TRY_AGAIN_AFTER_MS) {
    if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
    const startedAtMs = performance.now();
    const opened = await tryOnce(name);
    if (opened instanceof ConsoleDb) return opened;
    failure = opened;
    if (performance.now() - startedAtMs > LAST_WORD_AFTER_MS) break;
  }
  return failure;
}

/** Answers the open database, or what is wrong. */
async function tryOnce(name: string): Promise<unknown> {
  const db = new ConsoleDb(name);
  const timer = setTimeout(() => askOthers(name), SILENT_AFTER_MS);
  try {
    await db.open();
    return db;
  } catch (error) {
    db.close();
    return error;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the profile's store works but for this one database. */
async function canOpenOthers(): Promise<boolean> {
  const probe = new Dexie(PROBE);
  probe.version(1).stores({ nothing: '' });
  try {
    await probe.open();
    await probe.delete();
    return true;
  } catch {
    // The answer is what was asked for; the caller has the reason from the database itself.
    return false;
  } finally {
    probe.close();
  }
}

function askOthers(name: string): void {
  const channel = new BroadcastChannel(channelName(name));
  channel.postMessage('close');
  channel.close();
}

function channelName(name: string): string {
  return `${name}:connection`;
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
