import { closeSync, fsyncSync, ftruncateSync, openSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// Chromium opens LevelDB with reuse_logs: a log whose last record was cut short by a kill is read well once (the tail is
// ignored), but then appended to, so that the *next* start finds a broken record in the middle and throws the whole
// IndexedDB away (google/leveldb#1287). So such a tail is cut off before any window opens the database: it never was a
// complete write. The log's form: https://github.com/google/leveldb/blob/main/doc/log_format.md
const BLOCK_BYTES = 32_768;
const HEADER_BYTES = 7;
const FULL = 1;
const FIRST = 2;
const MIDDLE = 3;
const LAST = 4;

/** A log that was shortened: its lengths in bytes before and after. */
export type LogRepair = { readonly file: string; readonly fromBytes: number; readonly toBytes: number };

/**
 * Where the last complete logical record of a LevelDB log ends, in bytes; equals the length when nothing is torn. null for
 * what is not such a log: nobody should touch that.
 */
export function completeLength(log: Uint8Array): number | null {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  let at = 0;
  let completeUntil = 0;
  let isInsideRecord = false;
  while (at < log.length) {
    const left = BLOCK_BYTES - (at % BLOCK_BYTES);
    // The end of a block that is too short for a header is filled with zeros.
    if (left < HEADER_BYTES) {
      at += left;
      continue;
    }
    if (at + HEADER_BYTES > log.length) return completeUntil;
    const length = view.getUint16(at + 4, true);
    const type = view.getUint8(at + 6);
    if (type < FULL || type > LAST || length > left - HEADER_BYTES) return null;
    at += HEADER_BYTES + length;
    if (at > log.length) return completeUntil;
    isInsideRecord = type === FIRST || type === MIDDLE;
    if (!isInsideRecord) completeUntil = at;
  }
  return isInsideRecord ? completeUntil : log.length;
}

/**
 * Cuts the torn tails off the logs of every IndexedDB in a profile. To be called by the instance that holds the profile,
 * before its first window opens. A whole log is left alone byte for byte, and so is every file it does not know.
 */
export function repairIndexedDb(userData: string): LogRepair[] {
  const root = path.join(userData, 'IndexedDB');
  return namesIn(root)
    .filter((name) => name.endsWith('.leveldb'))
    .flatMap((folder) => namesIn(path.join(root, folder)).map((name) => path.join(root, folder, name)))
    .filter((file) => /^(?:\d+\.log|MANIFEST-\d+)$/.test(path.basename(file)))
    .flatMap((file) => repairLog(file) ?? []);
}

function repairLog(file: string): LogRepair | null {
  const log = readFileSync(file);
  const toBytes = completeLength(log);
  if (toBytes === null || toBytes >= log.length) return null;
  const fd = openSync(file, 'r+');
  try {
    ftruncateSync(fd, toBytes);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return { file, fromBytes: log.length, toBytes };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
