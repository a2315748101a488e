import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { PROJECT_ROOT } from '../../tests/e2e/support/project-root.ts';
import { ELECTRON, ROOT_NEEDS } from '../../tests/e2e/support/spawned-console.ts';
import { installProbe } from './page-probe.ts';

/** What the debugging protocol says, as far as it is read here. */
const messageSchema = z.object({
  id: z.int().optional(),
  method: z.string().optional(),
  params: z
    .object({ sessionId: z.string().optional(), targetInfo: z.object({ type: z.string() }).optional() })
    .optional(),
  result: z.object({ result: z.object({ value: z.unknown() }).optional() }).optional(),
});
type Message = z.infer<typeof messageSchema>;

/**
 * Starts the console as a program of its own and measures until the first rows of "all tickets" are painted, ms from
 * the spawn. Not by Playwright, which holds the app back until it has attached: the stopwatch is put into the page over
 * the debugging protocol before the page runs.
 */
export async function measureColdStart(userData: string, backendUrl: string): Promise<number> {
  const spawnedAtMs = Date.now();
  const child = spawn(ELECTRON, [...ROOT_NEEDS, '--lang=pt-BR', '--remote-debugging-port=0', PROJECT_ROOT], {
    env: {
      ...process.env,
      LANGUAGE: 'pt_BR',
      LANG: 'pt_BR.UTF-8',
      PATAMAR_TEST: '1',
      PATAMAR_USER_DATA: userData,
      PATAMAR_BACKEND_URL: backendUrl,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const firstRowsAtMs = await askPage(await debuggerAddress(child));
    return firstRowsAtMs - spawnedAtMs;
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
}

async function debuggerAddress(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (child.stderr === null) throw new Error('the console has no stderr');
  createInterface({ input: child.stderr }).on('line', (line) => {
    const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (found !== undefined) resolve(found);
  });
  child.once('exit', () => reject(new Error('the console ended before it could be reached')));
  return promise;
}

/** Attaches to the page before it runs and answers when it has painted its first rows, epoch ms. */
async function askPage(address: string): Promise<number> {
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const answers = new Map<number, (message: Message) => void>();
  let ids = 0;
  const send = (method: string, params: object, sessionId?: string): Promise<Message> => {
    const id = (ids += 1);
    socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    return new Promise((done) => answers.set(id, done));
  };
  const follow = async (sessionId: string): Promise<void> => {
    const install = `window.patamarBench ?? (${installProbe.toString()})(); window.patamarBench.firstRowsAtMs()`;
    await send('Page.enable', {}, sessionId);
    await send('Page.addScriptToEvaluateOnNewDocument', { source: install }, sessionId);
    await send('Runtime.runIfWaitingForDebugger', {}, sessionId);
    // What is there may still be the empty document before the app's, whose answer never comes or is cut off.
    const expression = `location.protocol === 'app:' ? (() => { ${install.replace(/; (?=window)/, '; return ')} })() : null`;
    for (;;) {
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId);
      const value = answer.result?.result?.value;
      if (typeof value === 'number') return resolve(value);
      await new Promise((again) => setTimeout(again, 20));
    }
  };
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const message = messageSchema.parse(JSON.parse(data));
    if (message.id !== undefined) answers.get(message.id)?.(message);
    const { sessionId, targetInfo } = message.params ?? {};
    if (message.method !== 'Target.attachedToTarget' || sessionId === undefined) return;
    if (targetInfo?.type === 'page') follow(sessionId).catch(reject);
    else void send('Runtime.runIfWaitingForDebugger', {}, sessionId);
  });
  void send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  try {
    return await promise;
  } finally {
    socket.close();
  }
}
