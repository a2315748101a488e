import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export type Child = {
  readonly process: ChildProcess;
  /** Waits for a line on stdout that matches, and answers the match. @throws Error when the process ends before. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits for the end. `code` is null when a signal ended it. */
  ended(): Promise<{ code: number | null; signal: string | null; stderr: string }>;
};

/** Runs a program with Node. Kill it with `process.kill`; tests do so for what they started. */
export function runNode(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Child {
  const child = spawn(process.execPath, args, {
    // Not vitest's own variables, which change what libraries do.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  const heard = new Set<() => void>();
  const hear = (chunk?: Buffer): void => {
    stdout += chunk?.toString() ?? '';
    for (const listener of heard) listener();
  };
  child.stdout.on('data', hear);
  const stderr = text(child.stderr);
  const exit = once(child, 'exit');
  void exit.then(() => hear());
  return {
    process: child,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(stdout);
          const isOver = child.exitCode !== null || child.signalCode !== null;
          if (match === null && !isOver) return;
          heard.delete(look);
          if (match !== null) resolve(match);
          else
            void stderr.then((said) =>
              reject(new Error(`It ended without saying ${pattern.source}: ${stdout}${said}`)),
            );
        };
        heard.add(look);
        look();
      }),
    ended: async () => {
      await exit;
      return { code: child.exitCode, signal: child.signalCode, stderr: await stderr };
    },
  };
}
