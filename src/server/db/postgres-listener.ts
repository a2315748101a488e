import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { assertChannelName, type Database } from './database.ts';

const CHECK_EVERY_MS = 15_000;
const LONGEST_PAUSE_MS = 5_000;

type Subscription = {
  readonly channel: string;
  readonly onPayload: (payload: string) => void;
  readonly onReconnect: () => void;
};

/**
 * One connection for all LISTENs of a process, made again for as long as it takes. PostgreSQL keeps no notice for
 * who is away, so every new connection is announced to its subscribers.
 *
 *   connect -> LISTEN each channel -> announce (not the first time) -> hear ... -> lost -> pause -> connect
 */
export function postgresListener(url: string, log: Logger): Pick<Database, 'listen' | 'close'> {
  const subscriptions = new Set<Subscription>();
  const stop = new AbortController();
  let first: Promise<void> | null = null;
  let running: Promise<void> = Promise.resolve();
  let client: Client | null = null;

  async function connect(): Promise<Client> {
    const fresh = new Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
      application_name: 'patamar-listen',
    });
    fresh.on('error', (error) => log.debug({ err: error }, 'the listening connection failed'));
    fresh.on('notification', ({ channel, payload }) => {
      for (const each of subscriptions) if (each.channel === channel) each.onPayload(payload ?? '');
    });
    try {
      await fresh.connect();
      // At once with the list that is read below: who subscribes from here on asks for its channel itself.
      client = fresh;
      for (const channel of new Set([...subscriptions].map((each) => each.channel))) {
        await fresh.query(`listen ${channel}`);
      }
      return fresh;
    } catch (error) {
      client = null;
      await endSoon(fresh);
      throw error;
    }
  }

  /** Resolves when the connection is lost. A connection cut in silence shows only when it is asked something. */
  async function untilLost(current: Client): Promise<void> {
    const lost = new AbortController();
    current.once('end', () => lost.abort());
    const signal = AbortSignal.any([stop.signal, lost.signal]);
    while (!signal.aborted) {
      await delay(CHECK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await current.query('select 1').catch(() => lost.abort());
    }
    client = null;
    await endSoon(current);
  }

  async function keepConnected(initial: Client): Promise<void> {
    let pauseMs = 100;
    let current: Client | null = initial;
    while (!stop.signal.aborted) {
      if (current !== null) {
        pauseMs = 100;
        await untilLost(current);
        if (stop.signal.aborted) return;
        log.warn('the listening connection was lost; connecting again');
      }
      await delay(pauseMs, undefined, { signal: stop.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      if (stop.signal.aborted) return;
      current = await connect().catch(() => null);
      if (current !== null) for (const each of subscriptions) each.onReconnect();
    }
    await current?.end();
  }

  async function connectFirst(): Promise<void> {
    const initial = await connect();
    running = keepConnected(initial);
  }

  return {
    async listen(channel, onPayload, onReconnect) {
      assertChannelName(channel);
      const subscription = { channel, onPayload, onReconnect };
      subscriptions.add(subscription);
      try {
        first ??= connectFirst();
        await first;
        await client?.query(`listen ${channel}`);
      } catch (error) {
        subscriptions.delete(subscription);
        if (client === null) first = null;
        throw error;
      }
      return async () => {
        subscriptions.delete(subscription);
        const isHeard = [...subscriptions].some((each) => each.channel === channel);
        if (!isHeard) await client?.query(`unlisten ${channel}`);
      };
    },
    async close() {
      stop.abort();
      await running;
    },
  };
}

/** Closes a connection, without waiting for ever: one that was cut in silence never confirms it. */
async function endSoon(client: Client): Promise<void> {
  await Promise.race([client.end(), delay(1_000)]).catch(() => undefined);
}
