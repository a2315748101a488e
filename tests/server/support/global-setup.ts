import type { TestProject } from 'vitest/node';
import { makePgliteTemplate } from './pglite-template.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  // vitest's own way to type what a global set-up provides; a `type` cannot be merged.
  interface ProvidedContext {
    /** Address of a PostgreSQL that may create databases; null where it is not installed. */
    postgresUrl: string | null;
    /** A dump of an empty PGlite: loading it takes a tenth of creating one. */
    pgliteTemplate: string;
  }
}

/** Once per run: a PostgreSQL of our own, if the machine has one, and a template of PGlite. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('pgliteTemplate', await makePgliteTemplate());
  const postgres = await startPostgres();
  project.provide('postgresUrl', postgres?.url ?? null);
  if (postgres === null) {
    process.stdout.write('PostgreSQL is not installed here (apt install postgresql): the tests run on PGlite only.\n');
  }
  return async () => postgres?.stop();
}
