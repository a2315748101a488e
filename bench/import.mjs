// node bench/import.mjs [log]: imports a log into a fresh embedded database, and once more, in the program that operators
// run; prints JSON. The memory is the largest of that process, the creation of the database included.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = path.join(import.meta.dirname, '..');
const LOG = process.argv[2] ?? path.join(ROOT, '../shared/data/bpi-challenge-2013-incidents.xes.gz');

if (!fs.existsSync(LOG)) {
  process.stderr.write(`There is no log ${LOG}: name one as the argument.\n`);
  process.exit(1);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'patamar-bench-'));
try {
  // The first start makes the database and the sample, as a first start of the server does.
  const first = await importOnce();
  const again = await importOnce();
  process.stdout.write(`${JSON.stringify({ bench: 'import', first, again }, null, 2)}\n`);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function importOnce() {
  // The child says what it used when it ends, on a channel of its own.
  const say = `process.on('exit', () => require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)));`;
  const preload = path.join(folder, 'measure.cjs');
  fs.writeFileSync(preload, say);
  const startedAtMs = performance.now();
  const child = spawn(
    process.execPath,
    ['--require', preload, path.join(ROOT, 'src/server/import/main.ts'), LOG, '--json'],
    {
      env: { ...process.env, PATAMAR_DATA: path.join(folder, 'data'), DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    },
  );
  const [stdout, maxRssKb] = await Promise.all([text(child.stdout), text(child.stdio[3]), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`The import ended with ${child.exitCode}`);
  const { tickets, events, imported, alreadyThere, seconds } = JSON.parse(stdout);
  return {
    tickets,
    events,
    imported,
    alreadyThere,
    importSeconds: seconds,
    eventsPerSecond: Math.round(events / seconds),
    processSeconds: Math.round(performance.now() - startedAtMs) / 1000,
    maxRssMb: Math.round(Number(maxRssKb) / 1024),
  };
}
