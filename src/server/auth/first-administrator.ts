import { randomInt, randomUUID } from 'node:crypto';
import type { Organization, User } from '../../shared/domain/workspace.ts';
import { deriveId } from '../../shared/lib/derive-id.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { FirstAdministratorBody } from '../../shared/protocol/auth.ts';
import type { Database, Queryable, Tx } from '../db/database.ts';
import { hasAccounts, setPassword } from './accounts.ts';
import { isSame } from './tokens.ts';

const SECRET_NAME = 'setup_code';
/** Without letters and digits that are mistaken for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Writes the first rows of an empty workspace, inside a transaction, the way every synced row is written. */
export type CreateWorkspace = (
  tx: Tx,
  rows: { organization: Organization; user: User },
  nowMs: number,
) => Promise<void>;

export type SetupRefusal = { readonly code: 'done' | 'wrong_code'; readonly detail: string };

/**
 * The code that whoever sets up an empty backend must know, which is to read its log: made once, the same in all
 * processes and after a restart. Null as soon as anybody can sign in.
 */
export async function setupCode(db: Queryable): Promise<string | null> {
  if (await hasAccounts(db)) return null;
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const fresh = `${letters.slice(0, 4)}-${letters.slice(4)}`;
  await db.raw('insert into server_secret (name, value) values ($1, $2) on conflict do nothing', [
    SECRET_NAME,
    Buffer.from(fresh),
  ]);
  return readCode(db);
}

/**
 * Creates organization and first administrator of an empty backend, once. Answers the administrator's user id.
 * Refused as `done` when anybody can sign in already, and as `wrong_code`.
 */
export function createFirstAdministrator(
  db: Database,
  body: FirstAdministratorBody,
  createWorkspace: CreateWorkspace,
  nowMs: number,
): Promise<Result<string, SetupRefusal>> {
  return db.transaction(async (tx) => {
    // Locked, so that of two at once the second finds it gone.
    const code = await readCode(tx, 'for update');
    if (code === null || (await hasAccounts(tx))) return err({ code: 'done', detail: 'There is an administrator.' });
    if (!isSame(code, body.setupCode.trim().toUpperCase())) return err({ code: 'wrong_code', detail: 'Wrong code.' });
    const user: User = {
      id: deriveId(nowMs, randomUUID()),
      name: body.name,
      email: body.email,
      role: 'admin',
      tiers: [],
      queueIds: [],
      isActive: true,
    };
    const organization = { id: deriveId(nowMs, randomUUID()), name: body.organization, isSample: false };
    await createWorkspace(tx, { organization, user }, nowMs);
    await setPassword(tx, user.id, body.email, body.password);
    await tx.raw('delete from server_secret where name = $1', [SECRET_NAME]);
    return ok(user.id);
  });
}

async function readCode(db: Queryable, lock: 'for update' | '' = ''): Promise<string | null> {
  const [row] = await db.raw<{ value: Uint8Array }>(`select value from server_secret where name = $1 ${lock}`, [
    SECRET_NAME,
  ]);
  return row === undefined ? null : Buffer.from(row.value).toString();
}
