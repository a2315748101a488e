import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Whether a child is still there. */
export function isRunning(child) {
  return child.exitCode === null && child.signalCode === null;
}

/** Resolves with `{ code, signal }` when a child has ended, also when it already had. */
export async function ended(child) {
  if (isRunning(child)) await once(child, 'exit');
  return { code: child.exitCode, signal: child.signalCode };
}

/** Asks a child to end, and ends it by force when it has not gone within `graceMs`. Resolves when it is gone. */
export async function stopGently(child, graceMs) {
  if (!isRunning(child)) return;
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
  child.kill('SIGTERM');
  await ended(child);
  clearTimeout(force);
}

/** Runs a program in this terminal and resolves with its exit code; a program killed by a signal counts as 1. */
export async function runHere(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const forward = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  try {
    const [code] = await once(child, 'exit');
    return code ?? 1;
  } finally {
    for (const signal of signals) process.off(signal, forward);
  }
}
