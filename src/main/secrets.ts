import { z } from 'zod';
import type { Kept } from '../shared/ipc/contract.ts';
import { readJson, writeAtomically } from './atomic-file.ts';
import { log, reason } from './log.ts';

/** The system's way to encrypt for this user, or none. */
export type Cipher = {
  isAvailable(): boolean;
  encrypt(text: string): Uint8Array;
  /** @throws when the bytes were encrypted by another user, machine or keyring. */
  decrypt(bytes: Uint8Array): string;
};

const entriesSchema = z.record(z.string(), z.object({ kept: z.enum(['keyring', 'plain']), data: z.string() }));
type Entries = z.infer<typeof entriesSchema>;

/** Session tokens by name, kept as safely as this system allows. The file is readable by its owner only. */
export class Secrets {
  readonly #file: string;
  readonly #cipher: Cipher;
  readonly #inMemory = new Map<string, string>();

  constructor(file: string, cipher: Cipher) {
    this.#file = file;
    this.#cipher = cipher;
  }

  /** Keeps a value in the place of the one before, and says where it is. See `saveSecret` for what is promised. */
  save(name: string, value: string, allowPlain: boolean): Kept {
    const kept = this.#cipher.isAvailable() ? 'keyring' : allowPlain ? 'plain' : 'memory';
    const entries = this.#read();
    const hadEntry = Object.hasOwn(entries, name);
    if (kept !== 'memory' && this.#writes({ ...entries, [name]: { kept, data: this.#seal(kept, value) } })) {
      this.#inMemory.delete(name);
      return kept;
    }
    this.#inMemory.set(name, value);
    // A token that was replaced must not come back after a restart: the backend ends a session whose old token it sees.
    if (hadEntry) this.#writes(without(entries, name));
    return 'memory';
  }

  /** The value last saved under that name; null when there is none or it can no longer be decrypted. */
  load(name: string): string | null {
    const remembered = this.#inMemory.get(name);
    if (remembered !== undefined) return remembered;
    const entries = this.#read();
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (entry === undefined) return null;
    if (entry.kept === 'plain') return entry.data;
    if (!this.#cipher.isAvailable()) return null;
    try {
      return this.#cipher.decrypt(Buffer.from(entry.data, 'base64'));
    } catch (error) {
      log(`a kept session cannot be decrypted (${reason(error)})`);
      return null;
    }
  }

  /** @throws the system's error when the disk refuses to forget. */
  clear(name: string): void {
    this.#inMemory.delete(name);
    const entries = this.#read();
    if (Object.hasOwn(entries, name)) this.#write(without(entries, name));
  }

  #seal(kept: 'keyring' | 'plain', value: string): string {
    return kept === 'plain' ? value : Buffer.from(this.#cipher.encrypt(value)).toString('base64');
  }

  #read(): Entries {
    return readJson(this.#file, entriesSchema) ?? {};
  }

  #write(entries: Entries): void {
    writeAtomically(this.#file, JSON.stringify(entries), 0o600);
  }

  #writes(entries: Entries): boolean {
    try {
      this.#write(entries);
      return true;
    } catch (error) {
      log(`sessions cannot be kept on disk (${reason(error)})`);
      return false;
    }
  }
}

function without(entries: Entries, name: string): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => key !== name));
}
