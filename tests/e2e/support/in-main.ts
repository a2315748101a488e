import { randomUUID } from 'node:crypto';
import type { ElectronApplication } from '@playwright/test';

type InMain<Arg, Outcome> = (electron: typeof Electron.CrossProcessExports, arg: Arg) => Outcome | Promise<Outcome>;

/**
 * Runs a function in Electron's main process, once, and answers with what it answers. Playwright's own way now and then says
 * on a busy machine that V8 has collected the promise of the answer, and not whether the function has run. Here main keeps the
 * answer, so that it can be asked for again.
 */
export async function inMain<Outcome, Arg = undefined>(
  app: ElectronApplication,
  run: InMain<Arg, Outcome>,
  arg?: Arg,
): Promise<Outcome> {
  const id = randomUUID();
  const text = `(electron, [id, arg]) => {
    const answers = (globalThis.answersOfMain ??= new Map());
    if (!answers.has(id)) answers.set(id, (${String(run)})(electron, arg));
    return answers.get(id);
  }`;
  // Playwright takes the text of a function, and this is it: a function can not be handed to another across processes.
  const runOnce = Object.assign((): Outcome => Reflect.get(globalThis, id) as Outcome, { toString: () => text });
  return whateverIsCollected(() => app.evaluate(runOnce, [id, arg]));
}

/** Asks main for something, and again when the promise of the answer was collected: only for what does no harm when done twice. */
export async function whateverIsCollected<Outcome>(ask: () => Promise<Outcome>): Promise<Outcome> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('garbage collected')) throw error;
    }
  }
}
