import { createHash } from 'node:crypto';

/** What a file or a folder about a database is called. */
export function databaseFileName(database: string): string {
  // The name for people; the hash because names may differ in what a file system cannot hold, or in case alone.
  const readable = database.replaceAll(/[^\w.-]/g, '_').slice(0, 80);
  const hash = createHash('sha256').update(database).digest('hex').slice(0, 16);
  return `${readable}-${hash}`;
}
