import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PROJECT_ROOT } from '../project-root.ts';
import { ELECTRON, ROOT_NEEDS } from '../spawned-console.ts';

/** A guard that the built main process has against a lost database, and that can be taken away here. */
export type Guard = 'repair' | 'journal';

export type KilledApp = {
  /** Rejects when the app ends by itself. */
  readonly ended: Promise<never>;
  /** Ends every process of the app at the same moment. Harmless when it has ended already. */
  kill(): Promise<void>;
  /** How many torn ends of logs main found at its start. */
  tornTails(): number;
  /** What main has said, for an error to print. */
  output(): string;
};

/** Starts the built main process (out/main/index.cjs) with a page of the harness in the place of its own. */
export function launchToKill(options: {
  readonly pageUrl: string;
  readonly userData: string;
  readonly without: readonly Guard[];
}): KilledApp {
  const { pageUrl, userData, without } = options;
  const folder = without.length === 0 ? PROJECT_ROOT : path.join(import.meta.dirname, 'unguarded');
  const child = spawn(ELECTRON, [...ROOT_NEEDS, '--disable-gpu', folder], {
    env: {
      ...process.env,
      ELECTRON_RENDERER_URL: pageUrl,
      PATAMAR_USER_DATA: userData,
      PATAMAR_HIDDEN: '1',
      PATAMAR_TEST: '1',
      PATAMAR_WITHOUT: without.join(','),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    // The leader of a group of its own, which is killed whole.
    detached: true,
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)));
  const exit = once(child, 'exit');
  const ended = exit.then((): never => {
    throw new Error('the app ended by itself');
  });
  // It ends in every round; only who races with it wants to know.
  ended.catch(() => undefined);
  return {
    ended,
    async kill() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-child.pid, 'SIGKILL');
      await exit;
    },
    tornTails: () => output.split('cut a torn write off').length - 1,
    output: () => output,
  };
}
