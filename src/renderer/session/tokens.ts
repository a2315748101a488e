import { clearSecret, loadSecret, saveSecret } from '../../shared/ipc/contract.ts';
import { type SignInAnswer, signInAnswerSchema } from '../../shared/protocol/auth.ts';
import { call } from '../lib/bridge.ts';
import type { TokenAnswer } from '../sync/messages.ts';

/**
 * The tokens of one account. The refresh token lies with main, sealed by the system; the access token only here.
 * One window at a time renews, since each renewal makes the token before it void.
 */
export class SessionTokens {
  readonly #backendUrl: string;
  readonly #secretName: string;
  readonly #onEnd: () => void;
  #access: string | null = null;

  constructor(backendUrl: string, userId: string, onEnd: () => void) {
    this.#backendUrl = backendUrl;
    this.#secretName = `session:${userId}`;
    this.#onEnd = onEnd;
  }

  /** Takes the tokens of a sign-in. `allowPlain`: the agent agreed to keep them without a system keyring. */
  async take(answer: SignInAnswer, allowPlain: boolean): Promise<void> {
    this.#access = answer.accessToken;
    await this.#store({ refreshToken: answer.refreshToken, allowPlain });
  }

  /** An access token, a newer one than `stale`. */
  readonly get = async (stale: string | null): Promise<TokenAnswer> => {
    if (this.#access !== null && this.#access !== stale) return { token: this.#access };
    return navigator.locks.request(`patamar-renew:${this.#secretName}`, () => this.#renew());
  };

  /** Ends the session on both sides, as far as the backend can be reached, and forgets it here. */
  async end(): Promise<void> {
    const kept = await this.#load();
    this.#access = null;
    await call(clearSecret, { name: this.#secretName });
    if (kept !== null) await this.#post('/v1/auth/sign-out', { refreshToken: kept.refreshToken }).catch(() => null);
  }

  async #renew(): Promise<TokenAnswer> {
    const kept = await this.#load();
    if (kept === null) return this.#isOver();
    const response = await this.#post('/v1/auth/refresh', { refreshToken: kept.refreshToken }).catch(() => null);
    if (response === null || response.status >= 500 || response.status === 429) return 'unreachable';
    if (!response.ok) return this.#isOver();
    const answer = signInAnswerSchema.parse(await response.json());
    await this.take(answer, kept.allowPlain);
    return { token: answer.accessToken };
  }

  #isOver(): TokenAnswer {
    this.#access = null;
    this.#onEnd();
    return 'signed_out';
  }

  async #load(): Promise<Kept | null> {
    const { value } = await call(loadSecret, { name: this.#secretName });
    return value === null ? null : (JSON.parse(value) as Kept);
  }

  async #store(kept: Kept): Promise<void> {
    await call(saveSecret, { name: this.#secretName, value: JSON.stringify(kept), allowPlain: kept.allowPlain });
  }

  #post(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.#backendUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
  }
}

type Kept = { readonly refreshToken: string; readonly allowPlain: boolean };
