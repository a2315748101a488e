import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../shared/lib/parse-json.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { isAlive, ownIdentity, type ProcessIdentity } from './process-identity.ts';

const LOCK_NAME = 'lock.json';
const BEAT_EVERY_MS = 5_000;
/** How long a holder that cannot be seen from here (another machine or container) is believed without a beat. */
const BELIEVED_FOR_MS = 30_000;

const holderSchema = z.object({
  /** Names this holding of the lock; never used twice. */
  nonce: z.string(),
  pid: z.int(),
  startedAt: z.string().nullable(),
  boot: z.string(),
  host: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

export type FolderLock = { release(): void };
/** `held`: a live process has it. */
export type LockRefusal = { readonly code: 'held'; readonly holder: ProcessIdentity };

/**
 * Takes a folder for this process alone, until `release` or its death. Two processes on one embedded database lose
 * acknowledged rows without an error (226 of 300 in a test), so a lock is never taken from a live process; that of a
 * dead one is taken over. `onLost` is told if somebody removes the lock by hand: the process must end then.
 *
 * Taking over is safe against others who do the same at once: the successor of a holder links a file named after
 * the holder's nonce, which only one can; and whoever linked checks that the lock has not moved on meanwhile.
 *
 *   lock.json (dead, nonce a) <- lock.json.a (dead, nonce b) <- lock.json.b (we) ; we then replace lock.json
 *
 * Refused as `held`, with the holder.
 */
export function lockFolder(folder: string, onLost: () => void): Result<FolderLock, LockRefusal> {
  const path = join(folder, LOCK_NAME);
  const own: Holder = { nonce: randomUUID(), ...ownIdentity() };
  const draft = `${path}.draft-${own.nonce}`;
  writeFileSync(draft, JSON.stringify(own), { flush: true });
  try {
    for (;;) {
      if (publish(draft, path)) break;
      const head = readHolder(path);
      if (head === null) continue;
      const chain = [head];
      for (let next = successor(path, head); next !== null; next = successor(path, next)) chain.push(next);
      const last = chain[chain.length - 1] ?? head;
      if (isHeld(last, path)) return err({ code: 'held', holder: last });
      const claim = `${path}.${last.nonce}`;
      if (!publish(draft, claim)) continue;
      if (readHolder(path)?.nonce !== head.nonce) {
        rmSync(claim, { force: true });
        continue;
      }
      renameSync(draft, path);
      break;
    }
  } finally {
    rmSync(draft, { force: true });
  }
  sweep(folder);
  return ok(hold(path, own, onLost));
}

/** Puts a complete file in place under a name that must be free. A link, because a plain write shows half a file. */
function publish(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Who a lock file names; null when there is none. What cannot be read (a power cut) was nobody's. */
function readHolder(path: string): Holder | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const parsed = holderSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : { nonce: 'unreadable', pid: 0, startedAt: null, boot: '', host: '' };
}

function successor(path: string, holder: Holder): Holder | null {
  return readHolder(`${path}.${holder.nonce}`);
}

function isHeld(holder: Holder, path: string): boolean {
  if (holder.nonce === 'unreadable') return false;
  return isAlive(holder) ?? Date.now() - statSync(path).mtimeMs < BELIEVED_FOR_MS;
}

/** Removes what dead successors left. A claim in flight that goes with them finds the lock moved on, and gives up. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${LOCK_NAME}.`) && !name.includes('.draft-')) rmSync(join(folder, name), { force: true });
  }
}

function hold(path: string, own: Holder, onLost: () => void): FolderLock {
  const isOurs = (): boolean => readHolder(path)?.nonce === own.nonce;
  const beat = setInterval(() => {
    if (isOurs()) {
      const now = new Date();
      utimesSync(path, now, now);
      return;
    }
    clearInterval(beat);
    onLost();
  }, BEAT_EVERY_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (isOurs()) rmSync(path, { force: true });
    },
  };
}
