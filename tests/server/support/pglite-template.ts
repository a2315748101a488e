import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'node_modules/.cache/patamar');

/**
 * What costs a database in memory processor time and gives it nothing: 128 MB of buffers, cleared when it opens and looked
 * through when a table is emptied, and care for a power cut.
 */
const SETTINGS = { shared_buffers: '16MB', synchronous_commit: 'off', full_page_writes: 'off' };

/** The path of a dump of an empty database, kept between runs for the installed version of PGlite. */
export async function makePgliteTemplate(): Promise<string> {
  const manifest = readFileSync(join(ROOT, 'node_modules/@electric-sql/pglite/package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  const path = join(FOLDER, `pglite-${version}-${Object.values(SETTINGS).join('-')}.tar`);
  if (existsSync(path)) return path;
  await mkdir(FOLDER, { recursive: true });
  const pglite = await PGlite.create();
  for (const [name, value] of Object.entries(SETTINGS)) await pglite.exec(`alter system set ${name} = '${value}'`);
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, new Uint8Array(await dump.arrayBuffer()));
  await rename(draft, path);
  return path;
}
