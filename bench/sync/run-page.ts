import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PROJECT_ROOT } from '../../tests/e2e/support/project-root.ts';
import { ELECTRON, ROOT_NEEDS } from '../../tests/e2e/support/spawned-console.ts';

// What Playwright switches off too: a timer of a page that nobody looks at runs once a second.
const SWITCHES = [
  '--disable-gpu',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--js-flags=--expose-gc',
  '--enable-precise-memory-info',
  // Scripts that come over HTTP are else fetched on another thread, and Chromium then does not use the code it has kept of
  // them (seen in a trace of Electron 33). The console's own come by its own scheme, and not that way.
  '--disable-features=BackgroundResourceFetch',
];
const ENDS_WITHIN_MS = 8_000;

/**
 * Opens a page in the console's own main process, in the place of the console's page, until `work` is done; then the app
 * is quit as an agent would quit it.
 *
 * @throws Error when the app ends by itself, or `work` takes longer than `withinMs`.
 */
export async function withPage<T>(
  options: { readonly pageUrl: string; readonly userData: string; readonly withinMs: number },
  work: Promise<T>,
): Promise<T> {
  const child = spawn(ELECTRON, [...ROOT_NEEDS, ...SWITCHES, PROJECT_ROOT], {
    env: {
      ...process.env,
      ELECTRON_RENDERER_URL: options.pageUrl,
      PATAMAR_USER_DATA: options.userData,
      PATAMAR_TEST: '1',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  const exit = once(child, 'exit');
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`no result within ${options.withinMs} ms\n${output}`)),
    options.withinMs,
  );
  try {
    const ended = exit.then((): never => {
      throw new Error(`the app ended by itself\n${output}`);
    });
    return await Promise.race([work, late, ended]);
  } finally {
    clearTimeout(timer);
    if (child.exitCode === null && child.signalCode === null) {
      const force = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
      child.kill('SIGTERM');
      await exit;
      clearTimeout(force);
    }
  }
}
