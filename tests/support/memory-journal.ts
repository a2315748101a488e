import { Journal, type JournalDisk } from '../../src/main/journal.ts';
import type { JournalPort } from '../../src/shared/sync/journal.ts';

/** A disk in memory that keeps a journal's bytes while the programs on it come and go. */
export class MemoryDisk implements JournalDisk {
  bytes: Uint8Array | null;
  /** How many bytes still fit; appending more writes those and fails, as a full disk does. */
  roomBytes = Number.POSITIVE_INFINITY;

  constructor(bytes: Uint8Array | null = null) {
    this.bytes = bytes;
  }

  read(): Uint8Array | null {
    return this.bytes;
  }

  append(bytes: Uint8Array): void {
    const part = bytes.subarray(0, Math.min(bytes.length, this.roomBytes));
    this.bytes = Buffer.concat([this.bytes ?? new Uint8Array(), part]);
    if (part.length < bytes.length) throw new Error('ENOSPC: no space left on device');
  }

  async flush(): Promise<void> {}

  replace(bytes: Uint8Array): void {
    this.bytes = bytes;
  }
}

/** The journal of a disk as main would open it. Nothing waits: what is appended is flushed at once. */
export function openJournal(disk: JournalDisk, maxBytes?: number): Journal {
  const after = (_delayMs: number, callback: () => void): void => callback();
  return new Journal(maxBytes === undefined ? { disk, after } : { disk, after, maxBytes });
}

/** Main's side of a database outside IndexedDB, in memory: the real journal, and the generation. */
export class MemoryMain {
  readonly disk = new MemoryDisk();
  generation: string | null = null;
  journal: Journal = openJournal(this.disk);

  /** Main is killed and started again. */
  restart(): void {
    this.journal = openJournal(this.disk);
  }

  readonly port: JournalPort = {
    append: async (clientId, rows) => this.journal.append(clientId, rows),
    acknowledge: async (clientId, seqs) => this.journal.acknowledge(clientId, seqs),
    read: async () => this.journal.read(),
    generation: async (next) => (this.generation = next ?? this.generation),
    forget: async () => {
      this.disk.bytes = null;
      this.generation = null;
      this.restart();
    },
  };
}
