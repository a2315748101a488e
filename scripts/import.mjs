// npm run import -- <arguments>: the backend's importer, with its own arguments, streams and exit code.
import path from 'node:path';
import { ROOT, run } from './lib/command-line.mjs';
import { runHere } from './lib/processes.mjs';

await run(async (args) =>
  // npm has moved to the project's folder; file names are meant from where the command was given.
  runHere(process.execPath, [path.join(ROOT, 'src/server/import/main.ts'), ...args], {
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
  }),
);
