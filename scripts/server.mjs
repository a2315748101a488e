// npm run server: the backend alone, in this terminal.
import path from 'node:path';
import { assertPlaceIsFree, backendEnv, backendPlace } from './lib/backend.mjs';
import { ROOT, run } from './lib/command-line.mjs';
import { runHere } from './lib/processes.mjs';

await run(async () => {
  const place = backendPlace(0);
  await assertPlaceIsFree(place);
  return runHere(process.execPath, [path.join(ROOT, 'src/server/main.ts')], { cwd: ROOT, env: backendEnv(place) });
});
