import { randomBytes } from 'node:crypto';
import type { Queryable } from '../db/database.ts';

const SECRET_BYTES = 32;

/** A secret of this database by name, 32 random bytes made at its first use; the same in all processes. */
export async function serverSecret(db: Queryable, name: string): Promise<Uint8Array> {
  await db.raw('insert into server_secret (name, value) values ($1, $2) on conflict do nothing', [
    name,
    randomBytes(SECRET_BYTES),
  ]);
  const [row] = await db.raw<{ value: Uint8Array }>('select value from server_secret where name = $1', [name]);
  if (row === undefined) throw new Error(`The secret ${name} is gone`);
  return row.value;
}
