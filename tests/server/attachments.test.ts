import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Attachment, FileFacts } from '../../src/shared/domain/attachment.ts';
import { MAX_PIECE_BYTES, MIN_PIECE_BYTES, type UploadStatus } from '../../src/shared/protocol/attachments.ts';
import { ANSWERS, aNewTicket, ID, type PersonName } from '../support/workspace.ts';
import type { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { startServer } from './support/test-server.ts';
import { startTwoBackends, type TwoBackends } from './support/two-backends.ts';
import { digestOf } from './support/whole-tickets.ts';

type Reply = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };

/** One person at the contents of attachments, over HTTP. */
class Contents {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  async status(id: string): Promise<Reply> {
    return this.#ask('GET', `/v1/attachments/${id}`);
  }

  async patch(
    id: string,
    offset: number | string,
    bytes: Uint8Array<ArrayBuffer> | string,
    type?: string,
  ): Promise<Reply> {
    return this.#ask('PATCH', `/v1/attachments/${id}?offset=${offset}`, {
      body: bytes,
      headers: { 'content-type': type ?? 'application/octet-stream' },
    });
  }

  async download(id: string, range?: string): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
    const response = await this.#fetch('GET', `/v1/attachments/${id}/content`, {
      headers: range === undefined ? {} : { range },
    });
    return {
      status: response.status,
      bytes: Buffer.from(await response.arrayBuffer()),
      headers: response.headers,
    };
  }

  /** Sends all of it from where the backend is. */
  async send(id: string, content: Uint8Array<ArrayBuffer>, pieceBytes = MAX_PIECE_BYTES): Promise<Reply> {
    let at = 0;
    for (;;) {
      const reply = await this.patch(id, at, content.subarray(at, at + pieceBytes));
      const { receivedBytes, storedAtMs } = reply.body as UploadStatus;
      if (reply.status !== 200 || storedAtMs !== null) return reply;
      at = receivedBytes;
    }
  }

  async #ask(method: string, path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await this.#fetch(method, path, init);
    return { status: response.status, body: (await response.json()) as Reply['body'], headers: response.headers };
  }

  #fetch(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#token}`, ...(init.headers as Record<string, string>) };
    return fetch(`${this.#url}${path}`, { ...init, method, headers });
  }
}

function factsOf(content: Uint8Array, overrides: Partial<FileFacts> = {}): FileFacts {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return {
    id: randomUUID(),
    name: 'tela.png',
    mediaType: 'image/png',
    sizeBytes: content.length,
    sha256,
    ...overrides,
  };
}

/** A ticket in the first queue of N1 with a note of n1's that brings files. */
async function attach(n1: PatchClient, ...files: readonly FileFacts[]): Promise<string> {
  const ticket = aNewTicket();
  const note = { ticketId: ticket.ticketId, messageId: randomUUID(), body: 'veja', attachments: files };
  const results = await n1.push({ name: 'ticket.create', args: ticket }, { name: 'ticket.note', args: note });
  expect(results.map(({ status }) => status)).toEqual(['applied', 'applied']);
  return ticket.ticketId;
}

async function contentsOf(backends: TwoBackends, name: PersonName, backend: 0 | 1 = 0): Promise<Contents> {
  return new Contents(backends.servers[backend].client.url, await backends.token(name));
}

const pieceCount = async ({ db }: TwoBackends): Promise<number> =>
  (await db.raw<{ n: number }>('select count(*) as n from attachment_piece'))[0]?.n ?? -1;

test.each(engines)(
  'a content of several pieces, sent across two backends, arrives whole and a colleague reads it, on %s',
  async (engine) => {
    const backends = await startTwoBackends(engine);
    const content = randomBytes(2.5 * MAX_PIECE_BYTES);
    const file = factsOf(content);
    const [n1, colleague] = [await backends.as('n1'), await backends.as('n1b', 1)];
    await attach(n1, file);
    await colleague.pull();
    expect(colleague.rows.get(`attachment:${file.id}`)).toMatchObject({ ...file, authorId: ID.n1, storedAtMs: null });
    const [one, other] = [await contentsOf(backends, 'n1', 0), await contentsOf(backends, 'n1', 1)];
    expect((await one.status(file.id)).body).toEqual({ receivedBytes: 0, sizeBytes: content.length, storedAtMs: null });
    const reader = await contentsOf(backends, 'n1b', 1);
    expect(JSON.parse((await reader.download(file.id)).bytes.toString())).toMatchObject({ code: 'attachment.pending' });

    await one.patch(file.id, 0, content.subarray(0, MAX_PIECE_BYTES));
    const half = await other.patch(file.id, MAX_PIECE_BYTES, content.subarray(MAX_PIECE_BYTES, 2 * MAX_PIECE_BYTES));
    expect(half.body).toMatchObject({ receivedBytes: 2 * MAX_PIECE_BYTES, storedAtMs: null });
    const last = await one.patch(file.id, 2 * MAX_PIECE_BYTES, content.subarray(2 * MAX_PIECE_BYTES));
    expect(last).toMatchObject({ status: 200, body: { receivedBytes: content.length } });
    expect(last.body['storedAtMs']).toBeGreaterThan(0);
    await colleague.pull();
    expect(colleague.rows.get(`attachment:${file.id}`)).toMatchObject({ storedAtMs: last.body['storedAtMs'] });

    const whole = await reader.download(file.id);
    expect(whole.status).toBe(200);
    expect(whole.bytes.equals(content)).toBe(true);
    // Across the border between two pieces, and the end.
    for (const [from, to] of [
      [MAX_PIECE_BYTES - 5, MAX_PIECE_BYTES + 5],
      [content.length - 3, content.length],
    ] as const) {
      const part = await reader.download(file.id, `bytes=${from}-${to - 1}`);
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${content.length}`);
      expect(part.bytes.equals(content.subarray(from, to))).toBe(true);
    }
    const beyond = await reader.download(file.id, `bytes=${content.length}-`);
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${content.length}`);
  },
);

test.each(engines)('whatever a file claims to be, it leaves as bytes to be saved, on %s', async (engine) => {
  const backends = await startTwoBackends(engine);
  const content = new TextEncoder().encode('<script>alert(1)</script>');
  const file = factsOf(content, { name: `"x'; a=*().html`, mediaType: 'text/html' });
  await attach(await backends.as('n1'), file);
  const n1 = await contentsOf(backends, 'n1');
  await n1.send(file.id, content);
  const { headers } = await n1.download(file.id);
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%22x%27%3B%20a%3D%2a%28%29.html");
});

test.each(engines)('a piece goes in where the content goes on and nowhere else, on %s', async (engine) => {
  const backends = await startTwoBackends(engine);
  const content = randomBytes(3 * MIN_PIECE_BYTES);
  const file = factsOf(content);
  await attach(await backends.as('n1'), file);
  const n1 = await contentsOf(backends, 'n1');
  const first = content.subarray(0, MIN_PIECE_BYTES);
  await n1.patch(file.id, 0, first);
  for (const offset of [0, 1, MIN_PIECE_BYTES + 1]) {
    expect(await n1.patch(file.id, offset, first)).toMatchObject({
      status: 409,
      body: { code: 'attachment.offset', expected: MIN_PIECE_BYTES },
    });
  }
  const before = await digestOf(backends.db);
  const wrong: [string, Promise<Reply>, number, string][] = [
    ['too small', n1.patch(file.id, MIN_PIECE_BYTES, content.subarray(0, 1)), 400, 'validation'],
    ['empty', n1.patch(file.id, MIN_PIECE_BYTES, new Uint8Array()), 400, 'validation'],
    ['beyond the end', n1.patch(file.id, MIN_PIECE_BYTES, content), 400, 'validation'],
    ['too large', n1.patch(file.id, 0, new Uint8Array(MAX_PIECE_BYTES + 1)), 413, 'too_large'],
    ['JSON', n1.patch(file.id, MIN_PIECE_BYTES, '{}', 'application/json'), 415, 'unsupported_media'],
    [
      'a form',
      n1.patch(file.id, MIN_PIECE_BYTES, 'a=1', 'application/x-www-form-urlencoded'),
      415,
      'unsupported_media',
    ],
    ['at no byte', n1.patch(file.id, '-1', first), 400, 'validation'],
    ['at half a byte', n1.patch(file.id, '1.5', first), 400, 'validation'],
    ['at a byte far off', n1.patch(file.id, '99999999999999999999', first), 400, 'validation'],
    ['of a path', n1.patch('..%2F..%2Fetc%2Fpasswd', 0, first), 400, 'validation'],
    ['of nothing', n1.patch(randomUUID(), 0, first), 404, 'not_found'],
  ];
  for (const [what, asked, status, code] of wrong) {
    const reply = await asked;
    expect({ what, status: reply.status, code: reply.body['code'] }).toEqual({ what, status, code });
  }
  expect(await digestOf(backends.db)).toBe(before);
  const done = await n1.patch(file.id, MIN_PIECE_BYTES, content.subarray(MIN_PIECE_BYTES));
  expect(done.body['storedAtMs']).toBeGreaterThan(0);
  // What is there already takes nothing, and says so.
  expect((await n1.patch(file.id, 0, first)).body).toEqual(done.body);
  expect((await n1.download(file.id)).bytes.equals(content)).toBe(true);
});

test.each(engines)('a content with another hash is dropped and begins anew, on %s', async (engine) => {
  const backends = await startTwoBackends(engine);
  const content = randomBytes(2 * MIN_PIECE_BYTES);
  const file = factsOf(content);
  await attach(await backends.as('n1'), file);
  const n1 = await contentsOf(backends, 'n1');
  const forged = Buffer.from(content);
  forged[7] = (forged[7] ?? 0) ^ 1;
  expect(await n1.send(file.id, forged, MIN_PIECE_BYTES)).toMatchObject({
    status: 422,
    body: { code: 'attachment.hash' },
  });
  expect((await n1.status(file.id)).body).toMatchObject({ receivedBytes: 0, storedAtMs: null });
  expect(await pieceCount(backends)).toBe(0);
  expect((await n1.send(file.id, content)).body['storedAtMs']).toBeGreaterThan(0);
  expect((await n1.download(file.id)).bytes.equals(content)).toBe(true);
});

test.each(engines)('who does not see a ticket learns nothing of its files, on %s', async (engine) => {
  const backends = await startTwoBackends(engine);
  const content = randomBytes(100);
  const file = factsOf(content, { name: 'segredo.pdf' });
  const later = factsOf(content);
  const ticketId = await attach(await backends.as('n1'), file, later);
  const [n1, n3, n1b] = await Promise.all((['n1', 'n3', 'n1b'] as const).map((name) => contentsOf(backends, name)));
  await n1?.send(file.id, content);
  const nowhere = await n3?.status(randomUUID());
  for (const asked of [n3?.status(file.id), n3?.patch(file.id, 0, content), n3?.patch(later.id, 0, content)]) {
    const reply = await asked;
    expect({ status: reply?.status, body: reply?.body }).toEqual({ status: 404, body: nowhere?.body });
  }
  const refused = await n3?.download(file.id);
  expect(refused?.status).toBe(404);
  expect(refused?.bytes.toString()).not.toContain('segredo');
  // A colleague reads, but only the author sends.
  expect((await n1b?.download(file.id))?.bytes.equals(content)).toBe(true);
  expect(await n1b?.patch(later.id, 0, content)).toMatchObject({ status: 403, body: { code: 'forbidden' } });

  // The ticket goes where its author has no queue: the file follows, and is out of their sight once the ticket is accepted.
  const handoverId = randomUUID();
  const escalation = {
    ticketId,
    handoverId,
    fromTier: 1,
    toQueueId: ID.queue2,
    formId: ID.form12,
    formVersion: 1,
    answers: ANSWERS,
  };
  const [escalated] = await (await backends.as('n1')).push({ name: 'ticket.escalate', args: escalation });
  expect(escalated?.status).toBe('applied');
  expect((await n1?.download(file.id))?.status).toBe(200);
  await (await backends.as('n2')).push({ name: 'ticket.accept', args: { ticketId, handoverId } });
  expect((await n1?.send(later.id, content))?.body['storedAtMs']).toBeGreaterThan(0);
  expect((await n1?.status(later.id))?.status).toBe(200);
  expect((await n1?.download(later.id))?.status).toBe(404);
  expect((await (await contentsOf(backends, 'n2')).download(later.id)).bytes.equals(content)).toBe(true);
  const nobody = new Contents(backends.servers[0].client.url, 'x');
  for (const reply of [await nobody.status(file.id), await nobody.patch(file.id, 0, content)]) {
    expect(reply.status).toBe(401);
  }
});

test.each(engines)('two that send the same content at once make one of it, on %s', async (engine) => {
  const backends = await startTwoBackends(engine);
  const content = randomBytes(6 * MIN_PIECE_BYTES + 11);
  const file = factsOf(content);
  const n1 = await backends.as('n1');
  await attach(n1, file);
  const senders = [await contentsOf(backends, 'n1', 0), await contentsOf(backends, 'n1', 1)];
  const send = async (sender: Contents): Promise<number> => {
    let at = 0;
    for (;;) {
      const { status, body } = await sender.patch(file.id, at, content.subarray(at, at + MIN_PIECE_BYTES));
      if (status === 200 && body['storedAtMs'] !== null) return Number(body['storedAtMs']);
      at = Number(status === 200 ? body['receivedBytes'] : body['expected']);
    }
  };
  const storedAtMs = await Promise.all(senders.map(send));
  expect(new Set(storedAtMs).size).toBe(1);
  expect((await senders[0]?.download(file.id))?.bytes.equals(content)).toBe(true);
  expect(await pieceCount(backends)).toBe(7);
  await n1.pull();
  expect(n1.rows.get(`attachment:${file.id}`) as unknown as Attachment).toMatchObject({ storedAtMs: storedAtMs[0] });
});

test.each(engines)(
  'a backend that ends in the middle, or before it has checked the whole, goes on from there, on %s',
  async (engine) => {
    const backends = await startTwoBackends(engine);
    const content = randomBytes(2 * MIN_PIECE_BYTES);
    const file = factsOf(content);
    await attach(await backends.as('n1'), file);
    const [first] = backends.servers;
    const sender = new Contents(first.client.url, await backends.token('n1'));
    await sender.patch(file.id, 0, content.subarray(0, MIN_PIECE_BYTES));
    const next = await startServer({ engine, db: backends.db });
    onTestFinished(() => next.close());
    const again = new Contents(next.client.url, await backends.token('n1'));
    expect((await again.status(file.id)).body).toMatchObject({ receivedBytes: MIN_PIECE_BYTES });
    // As it would be left by an end between the last piece and the check.
    await backends.db.raw('insert into attachment_piece (id, from_byte, to_byte, bytes) values ($1, $2, $3, $4)', [
      file.id,
      MIN_PIECE_BYTES,
      content.length,
      content.subarray(MIN_PIECE_BYTES),
    ]);
    await backends.db.raw('update attachment_content set received_bytes = $2 where id = $1', [file.id, content.length]);
    expect((await again.status(file.id)).body).toMatchObject({ receivedBytes: content.length, storedAtMs: null });
    const checked = await again.patch(file.id, content.length, new Uint8Array());
    expect(checked.body['storedAtMs']).toBeGreaterThan(0);
    expect((await again.download(file.id)).bytes.equals(content)).toBe(true);
  },
);

test('nothing is taken when the disk of the backend is nearly full', async () => {
  const backends = await startTwoBackends('pglite');
  const content = randomBytes(10);
  const file = factsOf(content);
  await attach(await backends.as('n1'), file);
  const full = await startServer({
    engine: 'pglite',
    db: { ...backends.db, freeBytes: () => Promise.resolve(1_000) },
    config: { minFreeBytes: 2_000 },
  });
  onTestFinished(() => full.close());
  const n1 = new Contents(full.client.url, await backends.token('n1'));
  expect(await n1.patch(file.id, 0, content)).toMatchObject({ status: 503, body: { code: 'storage.full' } });
  expect((await n1.status(file.id)).status).toBe(200);
});
