import { backoffMs } from './backoff.ts';
import type { EngineEnvironment, Sleep } from './engine.ts';
import { PieceSize, uploadAll, type Uploading } from './uploads.ts';

/** Without a reason to look it looks this often. */
const IDLE_MS = 60_000;

export type UploadLoopOptions = Omit<Uploading, 'isStopped'> & {
  readonly environment: Pick<EngineEnvironment, 'random' | 'sleep'>;
};

/** Sends contents beside the engine, so that neither waits for the other: whenever there may be one, one at a time. */
export class UploadLoop {
  readonly #options: UploadLoopOptions;
  readonly #size = new PieceSize();
  #isStopped = false;
  #wanted = false;
  #idle: Sleep | null = null;

  constructor(options: UploadLoopOptions) {
    this.#options = options;
  }

  /** There may be something to send: look now, or again when one is being sent. */
  kick(): void {
    this.#wanted = true;
    this.#idle?.wake();
  }

  /** Ends `run` after the piece that is on its way. */
  stop(): void {
    this.#isStopped = true;
    this.#idle?.wake();
  }

  /** Sends until it is stopped. Rejects when the database fails. */
  async run(): Promise<void> {
    const { environment, ...uploading } = this.#options;
    let failures = 0;
    while (!this.#isStopped) {
      this.#wanted = false;
      const failure = await uploadAll({ ...uploading, isStopped: () => this.#isStopped }, this.#size);
      failures = failure === null ? 0 : failures + 1;
      if (this.#isStopped) return;
      // What failed waits, unless it is asked for anew meanwhile.
      if (this.#wanted && failures === 0) continue;
      this.#idle = environment.sleep(failures === 0 ? IDLE_MS : backoffMs(failures, environment.random()));
      await this.#idle.over;
    }
  }
}
