import type { ServerResponse } from 'node:http';
import type { PullResponse } from '../../../../src/shared/protocol/pull.ts';
import { type PushResponse, pushRequestSchema } from '../../../../src/shared/protocol/push.ts';
import { ANSWERED, type PageRequest } from '../pages/page-server.ts';

/**
 * What the kill rounds sync with: it speaks push and pull, remembers which action came under which client and seq, and does
 * nothing about any, so that rounds can follow one another for hours on a database that does not grow.
 */
export class ForgetfulBackend {
  /** By the id of the note each action wrote: under how many pairs of client and seq it came. */
  readonly #arrivals = new Map<string, Set<string>>();
  readonly #lastSeqs = new Map<string, number>();
  readonly #view: PullResponse['patch'];
  #gaps = 0;

  constructor(view: PullResponse['patch']) {
    this.#view = view;
  }

  /** How often a client went on with another seq than the next: what is between is nowhere. */
  get gaps(): number {
    return this.#gaps;
  }

  /** Actions that came under more than one client and seq: each would have been done twice. */
  get doubles(): number {
    return [...this.#arrivals.values()].filter(({ size }) => size > 1).length;
  }

  hasArrived(id: string): boolean {
    return this.#arrivals.has(id);
  }

  /** Answers a request of the sync protocol; undefined for any other. */
  handle({ url, body }: PageRequest, response: ServerResponse): unknown {
    if (url.pathname === '/v1/sync/push') return this.#push(body);
    if (url.pathname === '/v1/sync/pull') return this.#pull(body);
    if (url.pathname !== '/v1/sync/live') return undefined;
    response.writeHead(503).end();
    return ANSWERED;
  }

  #push(body: string): PushResponse {
    const { clientId, mutations } = pushRequestSchema.parse(JSON.parse(body));
    const known = this.#lastSeqs.get(clientId) ?? 0;
    if (mutations[0] !== undefined && mutations[0].seq > known + 1) this.#gaps += 1;
    for (const { seq, args } of mutations) {
      const { messageId } = args as { readonly messageId: string };
      const places = this.#arrivals.get(messageId) ?? new Set();
      this.#arrivals.set(messageId, places.add(`${clientId}:${seq}`));
    }
    const lastSeq = Math.max(known, mutations.at(-1)?.seq ?? 0);
    this.#lastSeqs.set(clientId, lastSeq);
    const results = mutations.map(({ seq }) => ({
      seq,
      status: seq > known ? ('applied' as const) : ('duplicate' as const),
    }));
    return { lastSeq, results, serverTimeMs: Date.now() };
  }

  #pull(body: string): PullResponse {
    const { clientId, cookie } = JSON.parse(body) as { readonly clientId: string; readonly cookie: string | null };
    const isNew = cookie === null;
    return {
      cookie: 'the only one',
      reset: isNew,
      patch: isNew ? this.#view : [],
      lastSeq: this.#lastSeqs.get(clientId) ?? 0,
      more: false,
      serverTimeMs: Date.now(),
    };
  }
}
