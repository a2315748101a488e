import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PINGS_PER_LIMIT = 10;

/** Stops the watching. */
export type Watchdog = { stop(): void };

/**
 * Starts a process that ends this one (SIGKILL, with a sentence on stderr) once its event loop has been stuck for
 * `limitMs`. It goes when this process goes. 0 watches nothing.
 */
export function startWatchdog(limitMs: number): Watchdog {
  if (limitMs === 0) return { stop: () => undefined };
  const program = join(import.meta.dirname, 'pglite-watchdog.ts');
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=32', '--disable-warning=ExperimentalWarning', program, String(process.pid), String(limitMs)],
    { stdio: ['pipe', 'ignore', 'inherit'], windowsHide: true },
  );
  // Neither the child nor its pipe keeps the server alive; a pipe that broke is seen by `exit` below.
  child.unref();
  child.stdin.on('error', () => undefined);
  const ping = setInterval(() => child.stdin.write('.'), limitMs / PINGS_PER_LIMIT);
  ping.unref();
  child.once('exit', () => clearInterval(ping));
  return {
    stop() {
      clearInterval(ping);
      child.stdin.end();
    },
  };
}
