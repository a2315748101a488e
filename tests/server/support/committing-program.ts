/**
 * A program for tests: opens the embedded database in a folder and commits one row per line of stdin, answering its
 * number after the commit. `stick` on a line blocks its event loop for ever.
 */
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { openPglite } from '../../../src/server/db/pglite.ts';
import { StartError } from '../../../src/server/start-error.ts';

const [folder = '', watchdogMs = '0'] = process.argv.slice(2);

try {
  const db = await openPglite({ folder, minFreeBytes: 0, watchdogMs: Number(watchdogMs) }, pino({ level: 'silent' }));
  await db.script('create table if not exists kept (n int primary key)');
  process.stdout.write('open\n');
  for await (const line of createInterface(process.stdin)) {
    if (line === 'stick') for (;;);
    await db.raw('insert into kept values ($1)', [Number(line)]);
    process.stdout.write(`kept ${line}\n`);
  }
  await db.close();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(error.message);
  process.exit(1);
}
