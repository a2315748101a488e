import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { pushResponseSchema, type PushedMutation, type PushResult } from '../../../src/shared/protocol/push.ts';
import type { NamedAction } from '../../support/any-mutation.ts';
import { type Answer, httpClient } from './test-server.ts';

/** A batch with the answer that its client took. */
export type Acknowledged = { readonly mutations: readonly PushedMutation[]; readonly results: readonly PushResult[] };

/** A client that pushes batch after batch and sends each again, unchanged, until it is answered. */
export class RetryingClient {
  readonly clientId: string = randomUUID();
  readonly acknowledged: Acknowledged[] = [];
  /** How many requests had no answer, or the answer of a backend that is not well. */
  failures = 0;
  readonly #backend: () => { readonly url: string; readonly token: string };
  #lastSeq = 0;

  constructor(backend: () => { readonly url: string; readonly token: string }) {
    this.#backend = backend;
  }

  /** Pushes actions until they are answered. */
  async push(actions: readonly NamedAction[]): Promise<void> {
    const mutations = actions.map(({ name, args }, index) => ({
      seq: this.#lastSeq + 1 + index,
      name,
      args,
      performedAtMs: Date.now(),
    }));
    const results = await this.send(mutations);
    this.#lastSeq += mutations.length;
    this.acknowledged.push({ mutations, results });
  }

  /** Sends a batch, whether or not it was answered before, until it is. */
  async send(mutations: readonly PushedMutation[]): Promise<readonly PushResult[]> {
    for (;;) {
      const { url, token } = this.#backend();
      const sent = httpClient(url).post('/v1/sync/push', { clientId: this.clientId, mutations }, token);
      const answer: Answer | null = await sent.catch(() => null);
      if (answer?.status === 200) return pushResponseSchema.parse(answer.body).results;
      if (answer !== null && answer.status < 500) throw new Error(`push: ${JSON.stringify(answer.body)}`);
      this.failures += 1;
      // A backend that is starting again: the pause of a client, shortened.
      await delay(20);
    }
  }
}

/** The results of a batch as a repeat of it is answered: each with the refusal it had, or none. */
export function asRepeats({ mutations, results }: Acknowledged): PushResult[] {
  return results.map(({ seq, error }, index): PushResult => ({
    seq,
    status: 'duplicate',
    name: mutations[index]?.name ?? '',
    ...(error === undefined ? {} : { error }),
  }));
}
