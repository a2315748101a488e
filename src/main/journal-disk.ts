import { closeSync, fdatasync, openSync, readFileSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { isMissing, writeAtomically } from './atomic-file.ts';
import type { JournalDisk } from './journal.ts';

/** A journal in a file of its own, readable by its owner only. `close` ends it; nothing may follow. */
export function fileDisk(file: string): JournalDisk & { close(): void } {
  let fd: number | null = null;
  const close = (): void => {
    if (fd !== null) closeSync(fd);
    fd = null;
  };
  return {
    read() {
      try {
        return readFileSync(file);
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    append(bytes) {
      fd ??= openSync(file, 'a', 0o600);
      // The system may take a part at a time.
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
    },
    async flush() {
      if (fd !== null) await promisify(fdatasync)(fd);
    },
    replace(bytes) {
      // The old file goes: what is appended next must not go there.
      close();
      writeAtomically(file, bytes, 0o600);
    },
    close,
  };
}
