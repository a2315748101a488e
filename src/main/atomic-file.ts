import { closeSync, fchmodSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { log, reason } from './log.ts';

/**
 * Puts `text` in the place of a file's content: after a crash or a power cut the old or the new one is there, whole.
 * `mode` is the file's permission bits, from the moment the bytes are there.
 *
 * @throws the system's error when the disk refuses; the old content is then untouched.
 */
export function writeAtomically(file: string, text: string | Uint8Array, mode = 0o600): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    const fd = openSync(draft, 'w', mode);
    try {
      fchmodSync(fd, mode);
      writeFileSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(path.dirname(file));
}

/** Makes the rename itself last. Windows has no such call, and journals it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** What a JSON file of ours holds, or null when it is not there or is not what `schema` expects (said in the log). */
export function readJson<T>(file: string, schema: z.ZodType<T>): T | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) log(`${path.basename(file)} cannot be read (${reason(error)})`);
    return null;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    log(`${path.basename(file)} is not in the form this version writes; starting without it`);
    return null;
  }
}

/** Whether an error says that a file is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
