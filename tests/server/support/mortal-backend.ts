import { join } from 'node:path';
import { runNode } from './child-process.ts';

const MAIN = join(import.meta.dirname, '../../../src/server/main.ts');

/** The backend as a process that is killed and started again. */
export class MortalBackend {
  url = '';
  readonly #environment: Readonly<Record<string, string>>;
  #kill: () => Promise<void> = () => Promise.resolve();

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  async start(): Promise<void> {
    const child = runNode([MAIN], {
      ...this.#environment,
      PATAMAR_PORT: '0',
      PATAMAR_SAMPLE: '0',
      PATAMAR_MIN_FREE_MB: '0',
      PATAMAR_LOG_LEVEL: 'silent',
    });
    this.#kill = async () => {
      child.process.kill('SIGKILL');
      await child.ended();
    };
    const [, url = ''] = await child.line(/answers at (http:\S+)/);
    this.url = url;
  }

  /** kill -9: no chance to finish anything. */
  async kill(): Promise<void> {
    await this.#kill();
  }
}
