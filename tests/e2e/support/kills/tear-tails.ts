import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The header of a LevelDB record: checksum (4 bytes), length (2), type (1). */
const HEADER_BYTES = 7;

/**
 * Leaves in a profile's IndexedDB what a kill between LevelDB's two writes of a record leaves: a header at the end of the
 * newest log, without what it announces (google/leveldb#1287). The header is that of the log's first record.
 */
export function tearTails(userData: string): void {
  const root = path.join(userData, 'IndexedDB');
  for (const folder of readdirSync(root).filter((name) => name.endsWith('.leveldb'))) {
    const logs = readdirSync(path.join(root, folder)).filter((name) => /^\d+\.log$/.test(name));
    const newest = logs.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
    if (newest === undefined) continue;
    const file = path.join(root, folder, newest);
    const header = readFileSync(file).subarray(0, HEADER_BYTES);
    if (header.length === HEADER_BYTES) appendFileSync(file, header);
  }
}
