// npm start: builds when needed, starts the backend, opens the app on it, and ends both together.
import path from 'node:path';
import { debianLibs } from './debian-libs.mjs';
import { describe, electronRuntime } from './electron-runtime.mjs';
import { ROOT_SWITCHES, startApp } from './lib/app.mjs';
import { assertPlaceIsFree, backendIsReady, backendPlace, startBackend } from './lib/backend.mjs';
import { buildWhenNeeded } from './lib/build.mjs';
import { run, say } from './lib/command-line.mjs';
import { ended, stopGently } from './lib/processes.mjs';
import { hasDisplay, virtualDisplay } from './lib/virtual-display.mjs';

const STOP_GRACE_MS = 15_000;

await run(async () => {
  const place = backendPlace();
  await assertPlaceIsFree(place);
  const runtime = await electronRuntime();
  say(describe(runtime));
  debianLibs(['window'], runtime.executable);
  buildWhenNeeded();
  return serveAndShow(place, runtime);
});

/** Runs backend and app until one of them ends or somebody asks to stop. Returns the exit code. */
async function serveAndShow(place, runtime) {
  const asked = signals();
  const backend = startBackend(place, path.join(place.dataDir, 'backend.log'));
  let app = null;
  let display = null;
  try {
    say(`Starting the backend on ${place.url}, data in ${place.dataDir}.`);
    await backendIsReady(place, backend, asked.isAsked);
    if (asked.isAsked()) return 0;
    const env = { PATAMAR_BACKEND_URL: place.url };
    if (!hasDisplay()) {
      display = await virtualDisplay();
      const screenshot = path.join(place.dataDir, 'screenshot.png');
      Object.assign(env, display.env, { PATAMAR_SCREENSHOT: screenshot });
      say(`No display here: the window is on a virtual screen, and a fresh picture of it is kept in ${screenshot}.`);
    }
    if (ROOT_SWITCHES.length > 0) say('Running as root, so without the sandbox: do this in containers only.');
    app = startApp(runtime.executable, env, path.join(place.dataDir, 'app.log'));
    say('Patamar is open. Quit it (Ctrl+Q, or in the tray) or press Ctrl-C here to end.');
    return await firstToEnd(app, backend, asked, place);
  } finally {
    // The app first: it may have something left to say to the backend.
    if (app !== null) await stopGently(app, STOP_GRACE_MS);
    await stopGently(backend.child, STOP_GRACE_MS);
    await display?.stop();
  }
}

async function firstToEnd(app, backend, asked, place) {
  const who = await Promise.race([
    ended(app).then(() => 'app'),
    ended(backend.child).then(() => 'backend'),
    asked.promise,
  ]);
  if (who === 'asked') say('Stopping.');
  if (who === 'app' && app.exitCode === 0) say('The window was closed; stopping the backend.');
  if (who === 'asked' || (who === 'app' && app.exitCode === 0)) return 0;
  const { code, signal } = await ended(who === 'app' ? app : backend.child);
  const how = signal === null ? `code ${code}` : signal;
  const log = path.join(place.dataDir, who === 'app' ? 'app.log' : 'backend.log');
  const words = who === 'backend' ? backend.complaint().split('\n').at(-1) : '';
  say(`The ${who} ended unexpectedly (${how})${words ? `: ${words}` : ''}. Its log is in ${log}; run npm start again.`);
  return 1;
}

/** `isAsked()` and `promise` tell of the first signal to stop. */
function signals() {
  const { promise, resolve } = Promise.withResolvers();
  let isAsked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      isAsked = true;
      resolve('asked');
    });
  }
  return { promise, isAsked: () => isAsked };
}
