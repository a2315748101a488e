import { PGlite } from '@electric-sql/pglite';

// A program of its own: `node create-pglite.ts <folder>` makes an empty database and ends. See `createInOwnProcess`.
const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder to create the database in');
const pglite = await PGlite.create(folder);
await pglite.close();
