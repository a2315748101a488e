import { err, ok, type Result } from '../../shared/lib/result.ts';
import { problemSchema } from '../../shared/protocol/problem.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/push.ts';
import type { TransportError } from '../../shared/sync/transport.ts';
import type { TokenAnswer } from './messages.ts';

/** Gives an access token, a newer one than `stale`. */
export type TokenSource = (stale: string | null) => Promise<TokenAnswer>;

/** Requests to the backend as who is signed in: with a token, and with a new one when the first is refused. */
export class AuthorizedFetch {
  readonly #backendUrl: string;
  readonly #tokens: TokenSource;
  #token: string | null = null;

  constructor(backendUrl: string, tokens: TokenSource) {
    this.#backendUrl = backendUrl;
    this.#tokens = tokens;
  }

  /** Sends a request; a body without a content type is JSON. Rejects when the backend cannot be reached. */
  async send(path: string, init: RequestInit): Promise<Result<Response, TransportError>> {
    this.#token ??= await this.#askToken(null);
    for (let attempt = 1; ; attempt += 1) {
      if (this.#token === null) return err({ kind: 'signed_out', detail: 'no session' });
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${this.#token}`);
      headers.set('patamar-protocol', String(PROTOCOL_VERSION));
      if (init.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
      const response = await fetch(`${this.#backendUrl}${path}`, { ...init, headers, cache: 'no-store' });
      if (response.ok) return ok(response);
      if (response.status !== 401 || attempt > 1) return err(await errorOf(response));
      this.#token = await this.#askToken(this.#token);
    }
  }

  async #askToken(stale: string | null): Promise<string | null> {
    const answer = await this.#tokens(stale);
    if (answer === 'unreachable') throw new Error('the backend could not be asked for a token');
    return answer === 'signed_out' ? null : answer.token;
  }
}

async function errorOf(response: Response): Promise<TransportError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = problemSchema.safeParse(body);
  const code = parsed.success ? parsed.data.code : 'unknown';
  const detail = parsed.success ? parsed.data.detail : `HTTP ${response.status}`;
  if (response.status === 401) return { kind: 'signed_out', detail };
  if (response.status === 426) return { kind: 'update', detail };
  const expected = parsed.success ? parsed.data['expected'] : undefined;
  const whole = parsed.success ? { problem: parsed.data } : {};
  const refused = { kind: 'refused', status: response.status, code, detail, ...whole } as const;
  return typeof expected === 'number' ? { ...refused, expected } : refused;
}

/** What a request that rejected says: the backend could not be reached. */
export function unreachable(error: unknown): TransportError {
  return { kind: 'unreachable', detail: error instanceof Error ? error.message : String(error) };
}

/** What an answer of a shape that this version does not know is. */
export function unexpected(what: string): TransportError {
  const detail = `the backend's answer to ${what} has another shape`;
  return { kind: 'refused', status: 500, code: 'unexpected_answer', detail };
}
