import { randomUUID } from 'node:crypto';
import { deriveId } from '../../shared/lib/derive-id.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { Database, Tx } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { hashToken, type Tokens } from './tokens.ts';

const DAY_MS = 86_400_000;
/** A session unused for so long is over: longer than a long holiday. */
const SESSION_MS = 90 * DAY_MS;
/** How long a replaced refresh token is still taken: an answer that is lost on a bad line must not end a session. */
const GRACE_MS = 30_000;
/** How long a session is believed to be alive without asking the database again. */
const BELIEVED_MS = 5_000;
const MAX_BELIEVED = 10_000;

export type OpenSession = { readonly userId: string; readonly sessionId: string; readonly refreshToken: string };
/** `unknown`: not ours, or of a session that is over. `reused`: an old token came back, so the session was ended. */
export type SessionRefusal = { readonly code: 'unknown' | 'reused'; readonly detail: string };

type SessionRow = {
  readonly user_id: string;
  readonly refresh_hash: Uint8Array;
  readonly previous_hashes: string;
  readonly rotated_at_ms: number;
};

/** The sessions of one process over a database. */
export type Sessions = {
  /** Opens a session for a person whose password was right. */
  start(userId: string, deviceName: string | null): Promise<OpenSession>;
  /** Takes a refresh token for the next one. A token that was replaced more than 30 s ago ends the session. */
  rotate(refreshToken: string): Promise<Result<OpenSession, SessionRefusal>>;
  /** Ends the session of a refresh token, current or not; does nothing when it is not ours. */
  end(refreshToken: string): Promise<void>;
  /** Ends a person's sessions, but for one where it is given; answers how many. */
  endAll(userId: string, exceptId?: string): Promise<number>;
  /** Whether a session is neither ended nor expired, and its user active; may be 5 s late. */
  isAlive(sessionId: string): Promise<boolean>;
};

/** Builds the sessions of a database. `nowMs` is the backend's clock. */
export function sessions(db: Database, tokens: Tokens, nowMs: () => number): Sessions {
  const believed = new Map<string, { readonly isAlive: boolean; readonly atMs: number }>();

  async function revoke(tx: Pick<Tx, 'raw'>, sessionId: string): Promise<void> {
    await tx.raw('update session set revoked_at_ms = coalesce(revoked_at_ms, $2) where id = $1', [sessionId, nowMs()]);
    believed.delete(sessionId);
  }

  async function rotateIn(
    tx: Tx,
    sessionId: string,
    refreshToken: string,
  ): Promise<Result<OpenSession, SessionRefusal>> {
    const atMs = nowMs();
    const row = await lockAliveSession(tx, sessionId, atMs);
    if (row === null) return err({ code: 'unknown', detail: `session ${sessionId} is over` });
    const hash = hex(hashToken(refreshToken));
    const isCurrent = hash === hex(row.refresh_hash);
    const isInGrace = row.previous_hashes.split(' ').includes(hash) && atMs - row.rotated_at_ms <= GRACE_MS;
    if (!isCurrent && !isInGrace) {
      await revoke(tx, sessionId);
      return err({ code: 'reused', detail: `an old token of session ${sessionId} came back` });
    }
    const next = tokens.makeRefresh(sessionId);
    // In grace the token that got lost joins the replaced ones, and the period is not drawn out.
    const previous = isCurrent ? hash : `${row.previous_hashes} ${hex(row.refresh_hash)}`;
    await tx.raw(
      `update session set refresh_hash = $2, previous_hashes = $3, rotated_at_ms = $4, expires_at_ms = $5 where id = $1`,
      [sessionId, hashToken(next), previous, isCurrent ? atMs : row.rotated_at_ms, atMs + SESSION_MS],
    );
    return ok({ userId: row.user_id, sessionId, refreshToken: next });
  }

  return {
    async start(userId, deviceName) {
      const atMs = nowMs();
      const sessionId = deriveId(atMs, randomUUID());
      const refreshToken = tokens.makeRefresh(sessionId);
      await db.raw(
        `insert into session (id, user_id, device_name, refresh_hash, created_at_ms, rotated_at_ms, expires_at_ms)
         values ($1, $2, $3, $4, $5, $5, $6)`,
        [sessionId, userId, deviceName, hashToken(refreshToken), atMs, atMs + SESSION_MS],
      );
      await db.raw('delete from session where user_id = $1 and expires_at_ms < $2', [userId, atMs]);
      return { userId, sessionId, refreshToken };
    },
    async rotate(refreshToken) {
      const sessionId = tokens.readRefresh(refreshToken);
      if (sessionId === null) return err({ code: 'unknown', detail: 'not a refresh token of ours' });
      return withRetry(() => db.transaction((tx) => rotateIn(tx, sessionId, refreshToken)));
    },
    async end(refreshToken) {
      const sessionId = tokens.readRefresh(refreshToken);
      if (sessionId !== null) await revoke(db, sessionId);
    },
    async endAll(userId, exceptId) {
      const atMs = nowMs();
      const ended = await db.raw<{ id: string }>(
        `update session set revoked_at_ms = $2 where user_id = $1 and revoked_at_ms is null and expires_at_ms > $2
           and id is distinct from $3::uuid returning id`,
        [userId, atMs, exceptId ?? null],
      );
      for (const { id } of ended) believed.delete(id);
      return ended.length;
    },
    async isAlive(sessionId) {
      const atMs = nowMs();
      const known = believed.get(sessionId);
      if (known !== undefined && Math.abs(atMs - known.atMs) < BELIEVED_MS) return known.isAlive;
      const [row] = await db.raw(
        `select s.id from session s join app_user u on u.id = s.user_id
         where s.id = $1 and s.revoked_at_ms is null and s.expires_at_ms > $2 and u.is_active`,
        [sessionId, atMs],
      );
      if (believed.size >= MAX_BELIEVED) believed.clear();
      believed.set(sessionId, { isAlive: row !== undefined, atMs });
      return row !== undefined;
    },
  };
}

async function lockAliveSession(tx: Tx, sessionId: string, atMs: number): Promise<SessionRow | null> {
  const [row] = await tx.raw<SessionRow>(
    `select s.user_id, s.refresh_hash, s.previous_hashes, s.rotated_at_ms
     from session s join app_user u on u.id = s.user_id
     where s.id = $1 and s.revoked_at_ms is null and s.expires_at_ms > $2 and u.is_active
     for update of s`,
    [sessionId, atMs],
  );
  return row ?? null;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
