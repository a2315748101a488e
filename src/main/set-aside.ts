import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Enough to look into what happened; a database can be large. */
const MOST_KEPT = 2;

/**
 * Moves a profile's IndexedDB, which Chromium cannot open, to `set-aside/`, where the last two are kept. The next opening
 * makes a new one. Answers false when there was none.
 *
 * @throws the system's error when the disk refuses; nothing has then moved.
 */
export function setIndexedDbAside(userData: string, nowMs: number): boolean {
  const folder = path.join(userData, 'IndexedDB');
  if (!existsSync(folder)) return false;
  const asides = path.join(userData, 'set-aside');
  mkdirSync(asides, { recursive: true, mode: 0o700 });
  renameSync(folder, path.join(asides, `IndexedDB-${nowMs}`));
  const old = readdirSync(asides).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  for (const name of old.slice(0, -MOST_KEPT)) rmSync(path.join(asides, name), { recursive: true, force: true });
  return true;
}
