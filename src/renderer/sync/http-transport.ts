import { parseJson } from '../../shared/lib/parse-json.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { presenceEventSchema } from '../../shared/protocol/presence.ts';
import { pullEnvelopeSchema, type PullResponse } from '../../shared/protocol/pull.ts';
import { pushResponseSchema } from '../../shared/protocol/push.ts';
import type { LiveListener, Transport, TransportError } from '../../shared/sync/transport.ts';
import { type AuthorizedFetch, unexpected, unreachable } from './authorized-fetch.ts';
import { readEvents, type ServerEvent } from './read-events.ts';

/** A page of 4,000 rows over a weak line takes a while; a dead line must be noticed all the same. */
const TIMEOUT_MS = 60_000;
/** The backend's heartbeat comes every 15 s. */
const SILENCE_MS = 40_000;

/** The backend over HTTP, as `docs/` says: bearer tokens, problem JSON, server-sent events. */
export class HttpTransport implements Transport {
  readonly #line: AuthorizedFetch;
  readonly #closed = new AbortController();

  constructor(line: AuthorizedFetch) {
    this.#line = line;
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

  async live(listener: LiveListener): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE_MS);
    const beat = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
    };
    try {
      const signal = AbortSignal.any([this.#closed.signal, silence.signal]);
      const response = await this.#line.send('/v1/sync/live', { signal });
      if (!response.ok || response.value.body === null) return;
      await readEvents(response.value.body, beat, (event) => hear(event, listener));
    } catch {
      // A broken line is what this method ends with; the next round of the engine finds out why.
    } finally {
      clearTimeout(timer);
    }
  }

  async presence(request: Parameters<Transport['presence']>[0]): ReturnType<Transport['presence']> {
    const answer = await this.#post('/v1/sync/presence', request);
    return answer.ok ? ok(undefined) : answer;
  }

  close(): void {
    this.#closed.abort();
  }

  async #post(path: string, body: unknown): Promise<Result<unknown, TransportError>> {
    try {
      const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const response = await this.#line.send(path, { method: 'POST', body: JSON.stringify(body), signal });
      if (!response.ok) return response;
      return ok(response.value.status === 204 ? null : await response.value.json());
    } catch (error) {
      return err(unreachable(error));
    }
  }
}

/** Passes an event on. One of a name or shape that this version does not know is a newer backend's, and let go. */
function hear({ name, data }: ServerEvent, { onPoke, onPresence }: LiveListener): void {
  if (name === 'poke') onPoke();
  if (name !== 'presence') return;
  const event = presenceEventSchema.safeParse(parseJson(data));
  if (event.success) onPresence(event.data);
}
