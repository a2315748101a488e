// npm run dev: the backend, and the app with its sources watched.
import path from 'node:path';
import { debianLibs } from './debian-libs.mjs';
import { describe, electronRuntime } from './electron-runtime.mjs';
import { ROOT_SWITCHES } from './lib/app.mjs';
import { assertPlaceIsFree, backendIsReady, backendPlace, startBackend } from './lib/backend.mjs';
import { ROOT, run, say } from './lib/command-line.mjs';
import { runHere, stopGently } from './lib/processes.mjs';
import { withDisplay } from './lib/virtual-display.mjs';

await run(async () => {
  const place = backendPlace();
  await assertPlaceIsFree(place);
  const runtime = await electronRuntime();
  say(describe(runtime));
  debianLibs(['window'], runtime.executable);
  // The page comes from the dev server, an origin that only a backend in development lets in.
  process.env['PATAMAR_DEV'] = '1';
  const log = path.join(place.dataDir, 'backend.log');
  const backend = startBackend(place, log);
  try {
    await backendIsReady(place, backend, () => false);
    say(`The backend is on ${place.url}; its log is in ${log}.`);
    return await withDisplay((display) =>
      runHere(
        process.execPath,
        [path.join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', ...switches()],
        {
          cwd: ROOT,
          env: { ...process.env, ...runtime.env, ...display, PATAMAR_BACKEND_URL: place.url },
        },
      ),
    );
  } finally {
    await stopGently(backend.child, 10_000);
  }
});

function switches() {
  return ROOT_SWITCHES.length > 0 ? ['--noSandbox'] : [];
}
