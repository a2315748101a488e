import { userSchema, type User } from '../../shared/domain/workspace.ts';
import type { Queryable } from '../db/database.ts';
import { hashPassword } from './passwords.ts';

export type Account = {
  readonly userId: string;
  readonly passwordHash: string;
  readonly isActive: boolean;
  /** Whether the password is one that an administrator was told: a new one is chosen at the next sign-in. */
  readonly isOneTime: boolean;
};

/**
 * Gives a person a way to sign in, or a new password and e-mail to one who has it. Sessions that are open stay open.
 * `email` is matched without regard to case. Rejects when another account has the e-mail (23505).
 */
export async function setPassword(db: Queryable, userId: string, email: string, password: string): Promise<void> {
  await putAccount(db, userId, email, await hashPassword(password), false);
}

/** The same with a password that is good for one sign-in, and hashed: a transaction must not wait for that. */
export async function putOneTimeAccount(db: Queryable, userId: string, email: string, hash: string): Promise<void> {
  await putAccount(db, userId, email, hash, true);
}

async function putAccount(
  db: Queryable,
  userId: string,
  email: string,
  passwordHash: string,
  isOneTime: boolean,
): Promise<void> {
  await db.raw(
    `insert into app_user (id, email, password_hash, is_one_time) values ($1, $2, $3, $4)
     on conflict (id) do update
       set email = excluded.email, password_hash = excluded.password_hash, is_one_time = excluded.is_one_time`,
    [userId, email.trim().toLowerCase(), passwordHash, isOneTime],
  );
}

/** The hash of a person's password; null for one without an account. */
export async function readPasswordHash(db: Queryable, userId: string): Promise<string | null> {
  const [row] = await db.raw<{ hash: string }>('select password_hash as hash from app_user where id = $1', [userId]);
  return row?.hash ?? null;
}

/**
 * Puts a new password in the place of the one with `oldHash`. Answers false, and changes nothing, when another one has
 * taken its place meanwhile. Sessions that are open stay open.
 */
export async function replacePassword(
  db: Queryable,
  userId: string,
  oldHash: string,
  password: string,
): Promise<boolean> {
  const rows = await db.raw(
    `update app_user set password_hash = $3, is_one_time = false where id = $1 and password_hash = $2 returning id`,
    [userId, oldHash, await hashPassword(password)],
  );
  return rows.length === 1;
}

/** Lets a person sign in, or no more; open sessions of one who may not end within seconds. */
export async function setAccountActive(db: Queryable, userId: string, isActive: boolean): Promise<void> {
  await db.raw('update app_user set is_active = $2 where id = $1', [userId, isActive]);
}

/** The account of an e-mail, or null. */
export async function findAccount(db: Queryable, email: string): Promise<Account | null> {
  const [row] = await db.raw<Account>(
    `select id as "userId", password_hash as "passwordHash", is_active as "isActive", is_one_time as "isOneTime"
     from app_user where email = $1`,
    [email.trim().toLowerCase()],
  );
  return row ?? null;
}

/** Whether anybody can sign in at all. */
export async function hasAccounts(db: Queryable): Promise<boolean> {
  const [row] = await db.raw<{ found: boolean }>('select exists (select from app_user) as found');
  return row?.found ?? false;
}

/**
 * The synced `user` row of a person who has an account.
 *
 * @throws Error naming the id when there is none: accounts and user rows are made together.
 */
export async function readUser(db: Queryable, userId: string): Promise<User> {
  const [found] = await db.raw<{ row: unknown }>(`select row from workspace_row where kind = 'user' and id = $1`, [
    userId,
  ]);
  if (found === undefined) throw new Error(`Account ${userId} has no user row`);
  return userSchema.parse(found.row);
}

/** All people of the workspace who can sign in, by name. */
export async function readPeople(db: Queryable): Promise<readonly User[]> {
  const rows = await db.raw<{ row: unknown }>(
    `select w.row from workspace_row w join app_user a on a.id = w.id
     where w.kind = 'user' and a.is_active order by w.row->>'name', w.id`,
  );
  return rows.map(({ row }) => userSchema.parse(row));
}

/** Whether this is a sample workspace: its organization row says so. */
export async function isSampleWorkspace(db: Queryable): Promise<boolean> {
  const [row] = await db.raw<{ sample: boolean }>(
    `select coalesce(bool_or((row->>'isSample')::boolean), false) as sample from workspace_row where kind = 'organization'`,
  );
  return row?.sample ?? false;
}
