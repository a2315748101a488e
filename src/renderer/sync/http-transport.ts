import { err, ok, type Result } from '../../shared/lib/result.ts';
import { problemSchema } from '../../shared/protocol/problem.ts';
import { pullEnvelopeSchema, type PullResponse } from '../../shared/protocol/pull.ts';
import { PROTOCOL_VERSION, pushResponseSchema } from '../../shared/protocol/push.ts';
import type { Transport, TransportError } from '../../shared/sync/transport.ts';
import type { TokenAnswer } from './messages.ts';
import { readEvents } from './read-events.ts';

/** Gives an access token, a newer one than `stale`. */
export type TokenSource = (stale: string | null) => Promise<TokenAnswer>;

/** A page of 4,000 rows over a weak line takes a while; a dead line must be noticed all the same. */
const TIMEOUT_MS = 60_000;
/** The backend's heartbeat comes every 15 s. */
const SILENCE_MS = 40_000;

/** The backend over HTTP, as `docs/` says: bearer tokens, problem JSON, server-sent events. */
export class HttpTransport implements Transport {
  readonly #backendUrl: string;
  readonly #tokens: TokenSource;
  readonly #closed = new AbortController();
  #token: string | null = null;

  constructor(backendUrl: string, tokens: TokenSource) {
    this.#backendUrl = backendUrl;
    this.#tokens = tokens;
  }

  async push(request: Parameters<Transport['push']>[0]): ReturnType<Transport['push']> {
    const answer = await this.#post('/v1/sync/push', request);
    if (!answer.ok) return answer;
    const parsed = pushResponseSchema.safeParse(answer.value);
    return parsed.success ? ok(parsed.data) : err(unexpected('push'));
  }

  async pull(request: Parameters<Transport['pull']>[0]): ReturnType<Transport['pull']> {
    const answer = await this.#post('/v1/sync/pull', request);
    if (!answer.ok) return answer;
    // The rows are the backend's, checked there as they were written: tens of thousands are not checked twice.
    const parsed = pullEnvelopeSchema.safeParse(answer.value);
    return parsed.success ? ok(parsed.data as PullResponse) : err(unexpected('pull'));
  }

  async live(onPoke: () => void): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE_MS);
    const beat = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
    };
    try {
      const signal = AbortSignal.any([this.#closed.signal, silence.signal]);
      const response = await this.#send('/v1/sync/live', { signal });
      if (!response.ok || response.value.body === null) return;
      await readEvents(response.value.body, beat, (name) => (name === 'poke' ? onPoke() : undefined));
    } catch {
      // A broken line is what this method ends with; the next round of the engine finds out why.
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#closed.abort();
  }

  async #post(path: string, body: unknown): Promise<Result<unknown, TransportError>> {
    try {
      const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const response = await this.#send(path, { method: 'POST', body: JSON.stringify(body), signal });
      if (!response.ok) return response;
      return ok(await response.value.json());
    } catch (error) {
      return err({ kind: 'unreachable', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Sends with a token, with a new one when the first is refused. Rejects when the backend cannot be reached. */
  async #send(path: string, init: RequestInit): Promise<Result<Response, TransportError>> {
    this.#token ??= await this.#askToken(null);
    for (let attempt = 1; ; attempt += 1) {
      if (this.#token === null) return err({ kind: 'signed_out', detail: 'no session' });
      const headers: Record<string, string> = {
        authorization: `Bearer ${this.#token}`,
        'patamar-protocol': String(PROTOCOL_VERSION),
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      };
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
  const refused = { kind: 'refused', status: response.status, code, detail } as const;
  return typeof expected === 'number' ? { ...refused, expected } : refused;
}

function unexpected(what: string): TransportError {
  return {
    kind: 'refused',
    status: 500,
    code: 'unexpected_answer',
    detail: `the backend's answer to ${what} has another shape`,
  };
}
