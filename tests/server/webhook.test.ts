import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startJobs } from '../../src/server/jobs/start-jobs.ts';
import { type Patience, startWebhookJob } from '../../src/server/jobs/webhook-job.ts';
import { putDeliveries } from '../../src/server/webhook/outbox.ts';
import { portOf } from './support/port-of.ts';
import { HOUR_MS, SlaDesk } from './support/sla-desk.ts';
import { engines, openTestDatabase, silent } from './support/test-database.ts';

const SECRET = 'a secret that both sides know';
/** As in operation, only quicker. */
const HASTY: Patience = { timeoutMs: 30_000, firstPauseMs: 5, longestPauseMs: 40, attempts: 6 };

type Headers = IncomingMessage['headers'];
type Received = { readonly headers: Headers; readonly body: string };
type Check = (secret: string, headers: Headers, body: string, nowMs: number) => boolean;

/** The check of the documentation, as receivers copy it. */
async function documentedCheck(): Promise<Check> {
  const page = readFileSync(join(import.meta.dirname, '../../docs/operating.md'), 'utf8');
  const [, code = ''] = /```js\n([^]*?)\n```/.exec(page) ?? [];
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { isFromPatamar: Check };
  return module.isFromPatamar;
}

/** A receiver over HTTP that answers as it is told, and keeps what came. */
async function aReceiver(
  answer: (response: ServerResponse, received: Received, count: number) => void,
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const one = { headers: request.headers, body: await text(request) };
    received.push(one);
    answer(response, one, received.length);
  }
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${portOf(server)}/hooks?key=hunter2`, received };
}

const take = (response: ServerResponse): void => void response.writeHead(204).end();
const idOf = ({ body }: Received): string => (JSON.parse(body) as { id: string }).id;

describe.each(engines)('the webhook on %s', (engine) => {
  /** An outbox with so many deliveries in it, and what is still there. */
  async function anOutbox(count: number) {
    const db = await openTestDatabase(engine);
    onTestFinished(() => db.close());
    const deliveries = Array.from({ length: count }, () => {
      const id = randomUUID();
      return { id, body: JSON.stringify({ id }) };
    });
    await db.transaction((tx) => putDeliveries(tx, deliveries, Date.now()));
    const rows = (): Promise<{ attempts: number; given_up_at_ms: number | null }[]> =>
      db.raw('select attempts, given_up_at_ms from webhook_outbox');
    const ids = deliveries.map(({ id }) => id).toSorted();
    const send = (url: string, options: { patience?: Patience; log?: typeof silent } = {}) => {
      const webhook = { url, secret: SECRET };
      const job = startWebhookJob({ db, webhook, nowMs: Date.now, log: silent, patience: HASTY, ...options });
      onTestFinished(() => job.stop());
      return job;
    };
    return { db, ids, rows, send };
  }

  test('hears of a step that is told: what, of which ticket, how late; signed as the documentation says', async () => {
    const desk = await SlaDesk.open(engine);
    const receiver = await aReceiver(take);
    const ticketId = await desk.create();
    desk.nowMs += 3 * HOUR_MS;
    await desk.act('ticket.claim', { ticketId }, 'n1');
    const config = { minFreeBytes: 0, webhook: { url: receiver.url, secret: SECRET } };
    const jobs = await startJobs({ db: desk.db, config, nowMs: () => desk.nowMs, log: silent });
    onTestFinished(() => jobs.stop());
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(2);
    const bodies = receiver.received.map(({ body }) => JSON.parse(body) as { type: string });
    const breach = bodies.find(({ type }) => type === 'sla.breached');
    expect(breach).toMatchObject({
      clock: 'firstResponse',
      percent: null,
      beforeMs: null,
      dueAt: '2026-11-26T13:00:00.001Z',
      firedAt: '2026-11-26T15:00:00.000Z',
      lateMs: 2 * HOUR_MS - 1,
      ticket: { id: ticketId, number: expect.any(Number), priority: 'P3', status: 'open', tier: 1 },
    });
    const isFromPatamar = await documentedCheck();
    for (const { headers, body } of receiver.received) {
      expect(headers['patamar-delivery']).toBe((JSON.parse(body) as { id: string }).id);
      expect(isFromPatamar(SECRET, headers, body, desk.nowMs)).toBe(true);
      expect(isFromPatamar('another secret', headers, body, desk.nowMs)).toBe(false);
      expect(isFromPatamar(SECRET, headers, `${body} `, desk.nowMs)).toBe(false);
      expect(isFromPatamar(SECRET, headers, body, desk.nowMs + HOUR_MS), 'an old one').toBe(false);
      const later = { ...headers, 'patamar-timestamp': String(desk.nowMs + 1) };
      expect(isFromPatamar(SECRET, later, body, desk.nowMs)).toBe(false);
    }
  });

  test('tries again what a receiver did not take, under the same id, until it takes it', async () => {
    const outbox = await anOutbox(20);
    const tries = new Map<string, number>();
    const receiver = await aReceiver((response, received) => {
      const count = (tries.get(idOf(received)) ?? 0) + 1;
      tries.set(idOf(received), count);
      if (count === 1) response.destroy();
      else if (count === 2) response.writeHead(500).end('x'.repeat(100_000));
      else if (count === 3) response.writeHead(302, { location: '/elsewhere' }).end();
      else take(response);
    });
    outbox.send(receiver.url);
    await expect.poll(async () => (await outbox.rows()).length, { timeout: 30_000 }).toBe(0);
    expect([...tries.keys()].toSorted()).toEqual(outbox.ids);
    expect(new Set(tries.values())).toEqual(new Set([4]));
  });

  test('gives up after the last try, says so in the log, and keeps what was not taken; neither address nor secret is logged', async () => {
    const lines: string[] = [];
    const log = pino(
      { level: 'debug' },
      new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(String(chunk)), done()) }),
    );
    const outbox = await anOutbox(1);
    const receiver = await aReceiver((response) => void response.writeHead(500).end());
    outbox.send(receiver.url, { log });
    await expect.poll(async () => (await outbox.rows())[0]?.given_up_at_ms, { timeout: 20_000 }).not.toBeNull();
    expect(receiver.received).toHaveLength(HASTY.attempts);
    expect(await outbox.rows()).toMatchObject([{ attempts: HASTY.attempts }]);
    expect(lines.filter((line) => line.includes('given up'))).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/hunter2|secret|127\.0\.0\.1/);
  });

  test('a receiver that never answers is cut off, and holds up neither what it answers nor the telling of steps', async () => {
    const outbox = await anOutbox(12);
    const stuck = new Set<string>(outbox.ids.slice(0, 4));
    const receiver = await aReceiver((response, received) => {
      if (!stuck.has(idOf(received))) take(response);
    });
    outbox.send(receiver.url, { patience: { ...HASTY, attempts: 2, timeoutMs: 2_000 } });
    await expect
      .poll(async () => (await outbox.rows()).filter((row) => row.given_up_at_ms !== null).length, { timeout: 20_000 })
      .toBe(4);
    expect(await outbox.rows(), 'the others arrived').toHaveLength(4);
  });

  test('what a process was sending when it ended is sent by the next', async () => {
    const outbox = await anOutbox(3);
    const receiver = await aReceiver((response, _received, count) => {
      if (count > 3) take(response);
    });
    const first = outbox.send(receiver.url, { patience: { ...HASTY, timeoutMs: 60_000 } });
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(3);
    await first.stop();
    expect(await outbox.rows()).toHaveLength(3);
    // Its lease is over.
    await outbox.db.raw('update webhook_outbox set next_at_ms = 0');
    outbox.send(receiver.url);
    await expect.poll(async () => (await outbox.rows()).length, { timeout: 20_000 }).toBe(0);
    expect(receiver.received.slice(3).map(idOf).toSorted()).toEqual(outbox.ids);
  });

  test('two processes send each once', async () => {
    const outbox = await anOutbox(60);
    const receiver = await aReceiver(take);
    outbox.send(receiver.url);
    outbox.send(receiver.url);
    await expect.poll(async () => (await outbox.rows()).length, { timeout: 30_000 }).toBe(0);
    expect(receiver.received.map(idOf).toSorted()).toEqual(outbox.ids);
  });
});
