import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Access tokens are short: what they say is checked against the session, but their answer is cached for seconds. */
export const ACCESS_TOKEN_S = 900;
const REFRESH_BYTES = 32;

const claimsSchema = z.object({ u: z.uuid(), s: z.uuid(), e: z.int() });
/** Who an access token was given to, in which session, and until when (epoch seconds). */
export type AccessClaims = { readonly userId: string; readonly sessionId: string; readonly expiresAtS: number };

/** Makes and reads the two kinds of token. Both are opaque to clients. */
export type Tokens = {
  /** `<claims>.<HMAC-SHA256>`, both base64url. */
  makeAccess(userId: string, sessionId: string, nowMs: number): string;
  /** The claims of a token that is ours and not past its time; null of any other. */
  readAccess(token: string, nowMs: number): AccessClaims | null;
  /** `<session>.<random>.<HMAC>`: signed, so that only a token that was really given out can end a session. */
  makeRefresh(sessionId: string): string;
  /** The session a refresh token was given out for, whether or not it is still good; null when it is not ours. */
  readRefresh(token: string): string | null;
};

/** Tokens signed with a secret. The two kinds are signed apart, so that one is never taken for the other. */
export function tokens(secret: Uint8Array): Tokens {
  const sign = (kind: 'access' | 'refresh', text: string): string =>
    createHmac('sha256', secret).update(`${kind}:${text}`).digest('base64url');

  /** The signed part of a token, or null when the signature is not ours. */
  function open(kind: 'access' | 'refresh', token: string): string | null {
    const cut = token.lastIndexOf('.');
    if (cut < 0) return null;
    const text = token.slice(0, cut);
    return isSame(token.slice(cut + 1), sign(kind, text)) ? text : null;
  }

  return {
    makeAccess(userId, sessionId, nowMs) {
      const claims = { u: userId, s: sessionId, e: Math.floor(nowMs / 1000) + ACCESS_TOKEN_S };
      const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return `${text}.${sign('access', text)}`;
    },
    readAccess(token, nowMs) {
      const text = open('access', token);
      if (text === null) return null;
      const { u, s, e } = claimsSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
      return e * 1000 > nowMs ? { userId: u, sessionId: s, expiresAtS: e } : null;
    },
    makeRefresh(sessionId) {
      const text = `${sessionId}.${randomBytes(REFRESH_BYTES).toString('base64url')}`;
      return `${text}.${sign('refresh', text)}`;
    },
    readRefresh(token) {
      return open('refresh', token)?.split('.')[0] ?? null;
    },
  };
}

/** What of a refresh token is stored. A plain SHA-256 is enough for 256 random bits. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** Compares without telling by its time where two texts differ. */
export function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
