import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../../tests/e2e/support/project-root.ts';

/** The log of real incidents that the console is measured with. Its README tells its source and terms. */
export const LOG_FILE = path.join(PROJECT_ROOT, '../shared/data/bpi-challenge-2013-incidents.xes.gz');

/** Whether the log is there to measure with. */
export function hasLog(): boolean {
  return fs.existsSync(LOG_FILE);
}

/** Makes a data folder with the sample workspace and imports the log over it, by the program operators use. */
export async function importLog(dataDir: string): Promise<void> {
  const program = path.join(PROJECT_ROOT, 'src/server/import/main.ts');
  const child = spawn(process.execPath, [program, LOG_FILE, '--json'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, PATAMAR_DATA: dataDir, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the import ended with ${String(code)}:\n${complaint}`);
}
