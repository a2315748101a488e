import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xesTraceSchema, type XesTrace } from './xes-event.ts';

const WRITE_CHARS = 1_048_576;

/**
 * Checked incidents on their way from reading to writing, in a temporary file: the whole log is checked before the
 * first row is written, in bounded memory, and what is written is what was checked even if the source changes or was
 * a stream. Only this user can read it; `remove` deletes it.
 */
export class Spool {
  readonly #folder: string;
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #waitingChars = 0;

  private constructor(folder: string, file: FileHandle) {
    this.#folder = folder;
    this.#file = file;
  }

  static async create(): Promise<Spool> {
    const folder = await mkdtemp(join(tmpdir(), 'patamar-import-'));
    return new Spool(folder, await open(join(folder, 'incidents.ndjson'), 'w+', 0o600));
  }

  async write(trace: XesTrace): Promise<void> {
    const line = `${JSON.stringify(trace)}\n`;
    this.#waiting.push(line);
    this.#waitingChars += line.length;
    if (this.#waitingChars >= WRITE_CHARS) await this.#flush();
  }

  /** What was written, in its order; once. */
  async *read(): AsyncGenerator<XesTrace> {
    await this.#flush();
    for await (const line of this.#file.readLines({ start: 0, autoClose: false })) {
      yield xesTraceSchema.parse(JSON.parse(line));
    }
  }

  async remove(): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #flush(): Promise<void> {
    const text = this.#waiting.join('');
    this.#waiting = [];
    this.#waitingChars = 0;
    if (text !== '') await this.#file.appendFile(text);
  }
}
