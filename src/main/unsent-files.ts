import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fileSchema } from '../shared/domain/attachment.ts';
import type { KeptFile } from '../shared/ipc/contract.ts';
import { isMissing, syncFolder } from './atomic-file.ts';
import { databaseFileName } from './database-file-name.ts';

/** A file of ours is a line of JSON, which says what it is, and then the content. The line is far below this. */
const MAX_HEADER_BYTES = 4_096;
const LINE_END = 0x0a;
const FILE_NAME = /^[0-9a-f-]{36}$/;

const headerSchema = z.object({ ...fileSchema.shape, ticketId: z.uuid(), draftPlace: z.string() });

/**
 * The contents of files that are not sent, a second time outside IndexedDB, which Chromium can lose whole
 * (google/leveldb#1287). One file of the profile each, readable by its owner only, written aside and moved into place
 * when it is on the disk itself: it is there whole, or not at all.
 */
export class UnsentFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Keeps a content; one that is there already stays as it is. Rejects when the content is not what `file` says, and
   * with the system's error when the disk refuses: nothing of it is then there.
   */
  async keep(database: string, file: KeptFile, content: Uint8Array): Promise<void> {
    if (!isContentOf(file, content)) throw new Error(`the content of ${file.id} is not what was said`);
    const folder = this.#folderOf(database);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const target = path.join(folder, file.id);
    if ((await this.read(database, file.id)) !== null) return;
    const draft = `${target}.${process.pid}.new`;
    try {
      const handle = await open(draft, 'w', 0o600);
      try {
        await handle.writeFile(Buffer.concat([Buffer.from(`${JSON.stringify(file)}\n`), content]));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, target);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    syncFolder(folder);
  }

  /** What is kept of a database, oldest first; a file that is not ours is passed over. */
  async list(database: string): Promise<KeptFile[]> {
    const folder = this.#folderOf(database);
    const names = await readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const files: KeptFile[] = [];
    // UUIDv7: their order is that of their making.
    for (const name of names.filter((each) => FILE_NAME.test(each)).toSorted()) {
      const header = await readHeader(path.join(folder, name));
      if (header?.id === name) files.push(header);
    }
    return files;
  }

  /** A content; null when it is not there, or not any more what it was when it was kept. */
  async read(database: string, id: string): Promise<Uint8Array | null> {
    let bytes: Buffer;
    try {
      bytes = await readFile(path.join(this.#folderOf(database), id));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    const file = parseHeader(bytes);
    const content = bytes.subarray(bytes.indexOf(LINE_END) + 1);
    return file !== null && file.id === id && isContentOf(file, content) ? content : null;
  }

  /** Lets go of files. What is not there is no error. Rejects with the system's error when the disk refuses. */
  async drop(database: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) await rm(path.join(this.#folderOf(database), id), { force: true });
  }

  /** Removes all that is kept of a database. */
  async forget(database: string): Promise<void> {
    await rm(this.#folderOf(database), { recursive: true, force: true });
  }

  #folderOf(database: string): string {
    return path.join(this.#folder, databaseFileName(database));
  }
}

function isContentOf({ sizeBytes, sha256 }: KeptFile, content: Uint8Array): boolean {
  return content.length === sizeBytes && createHash('sha256').update(content).digest('hex') === sha256;
}

async function readHeader(file: string): Promise<KeptFile | null> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(MAX_HEADER_BYTES), position: 0 });
    return parseHeader(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function parseHeader(bytes: Buffer): KeptFile | null {
  const end = bytes.indexOf(LINE_END);
  if (end === -1 || end > MAX_HEADER_BYTES) return null;
  try {
    return headerSchema.safeParse(JSON.parse(bytes.toString('utf8', 0, end))).data ?? null;
  } catch {
    // Half a line, or none of ours.
    return null;
  }
}
