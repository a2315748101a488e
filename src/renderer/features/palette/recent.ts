import { z } from 'zod';
import { signedInConsole } from '../../db/current-console.ts';

const MOST = 12;
const recentSchema = z.array(z.string()).max(MOST);

/** Kept beside the account's database and not in it: it can be lost without regret, and the palette has it before it opens. */
function key(): string {
  return `patamar.recent:${signedInConsole().databaseName}`;
}

/** What this account has last used from the palette on this machine, by the ids of its items, the newest first. */
export function recentIds(): readonly string[] {
  try {
    return recentSchema.parse(JSON.parse(localStorage.getItem(key()) ?? '[]'));
  } catch {
    // Written by another version, or cut off: it begins anew.
    return [];
  }
}

/** Remembers that an item was used. */
export function noteRecent(id: string): void {
  const next = [id, ...recentIds().filter((known) => known !== id)].slice(0, MOST);
  try {
    localStorage.setItem(key(), JSON.stringify(next));
  } catch {
    // The disk is full: the order of the palette is nothing to stop anybody for.
  }
}
