import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a window manager on this test's screen for as long as `body` takes; `home` is where it looks for settings. */
export async function withWindowManager<T>(home: string, body: () => Promise<T>): Promise<T> {
  const manager = spawn('blackbox', [], { env: { ...process.env, HOME: home }, stdio: 'ignore' });
  const ended = once(manager, 'exit').then(() => {
    throw new Error('the window manager has ended: is there another one on this screen?');
  });
  try {
    return await Promise.race([body(), ended]);
  } finally {
    if (manager.exitCode === null && manager.signalCode === null && manager.pid !== undefined) {
      ended.catch(() => undefined);
      manager.kill();
      await once(manager, 'exit');
    }
  }
}
