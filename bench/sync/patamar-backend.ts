import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { ticketSchema, type Ticket } from '../../src/shared/domain/ticket.ts';
import { signInAnswerSchema } from '../../src/shared/protocol/auth.ts';
import { ApiPerson, SAMPLE_PASSWORD } from '../../tests/e2e/support/api.ts';
import { ANSWERED, type PageRequest } from '../../tests/e2e/support/pages/page-server.ts';
import { type BenchBackend, CHANGED_AT_ONCE, MARKERS } from './bench-backend.ts';
import type { Expectation } from './messages.ts';
import { SUPERVISOR } from './seed-backend.ts';
import { type Cast, runningOrder, SHOWN_QUEUE_ID } from './tickets.ts';

const requestSchema = z.looseObject({ cookie: z.string().nullable(), limit: z.int().optional() });
const cookieSchema = z.object({ cookie: z.string() });

/** Pages of a first pull as the backend gave them, by what was asked. */
export type RecordedPages = Map<string, string>;

/**
 * The way to the real backend. Everything goes through to it, push, pull and sign-in alike, but for two things. Pages that
 * will be asked for (those of a first pull, recorded once, and the one that brings a hundred changes) are fetched before,
 * and given word for word: what is measured of a pull is then this side of the wire, as with the others, whose rows are
 * text already. And no poke is passed on: the page itself says when to pull.
 */
export class PatamarBackend implements BenchBackend {
  readonly #url: string;
  readonly #cast: Cast;
  readonly #pages: RecordedPages;
  readonly #isRecording: boolean;
  #person: ApiPerson | null = null;
  /** What the page asked last, and the cookie it got: what it will ask next. */
  #lastPull: { readonly request: PageRequest; readonly cookie: string } | null = null;
  readonly #ahead = new Map<string, string>();
  #pullAheadMs: number[] = [];
  #changes = 0;
  #isOffline = false;
  #expectation: Expectation | null = null;

  constructor(url: string, cast: Cast, pages: RecordedPages, isRecording: boolean) {
    this.#url = url;
    this.#cast = cast;
    this.#pages = pages;
    this.#isRecording = isRecording;
  }

  async handle(request: PageRequest, response: ServerResponse): Promise<unknown> {
    const { pathname } = request.url;
    if (pathname === '/bench/token') return { token: await this.#signIn() };
    if (pathname === '/bench/offline') {
      this.#isOffline = z.object({ isOffline: z.boolean() }).parse(JSON.parse(request.body)).isOffline;
      return {};
    }
    if (!pathname.startsWith('/v1/')) return undefined;
    if (this.#isOffline) {
      response.destroy();
      return ANSWERED;
    }
    if (pathname === '/v1/sync/live') return this.#keepOpen(response);
    if (pathname === '/v1/sync/push') this.#expectation = null;
    if (pathname === '/v1/sync/pull') return this.#pull(request, response);
    await this.#pass(request, response);
    return ANSWERED;
  }

  async expect(): Promise<Expectation> {
    this.#expectation ??= expectationOf(await this.#tickets());
    return this.#expectation;
  }

  async change(): Promise<string> {
    const person = await this.#someone();
    const markerId = this.#cast.head[MARKERS[this.#changes] ?? 0] ?? '';
    const others = this.#cast.changed.slice(this.#changes * CHANGED_AT_ONCE).slice(0, CHANGED_AT_ONCE - 1);
    this.#changes += 1;
    this.#expectation = null;
    for (const ticketId of others) await applied(person, 'ticket.claim', { ticketId });
    const pause = { status: 'waiting_customer', reason: 'Aguarda o cliente.', followUpAtMs: null };
    await applied(person, 'ticket.setStatus', { ticketId: markerId, ...pause });
    await this.#pullAhead();
    return markerId;
  }

  /** How long the backend took for each pull of a hundred changes, ms. */
  get pullAheadMs(): readonly number[] {
    return this.#pullAheadMs;
  }

  async holderOf(id: string): Promise<string | null> {
    return (await this.#tickets()).find((ticket) => ticket.id === id)?.assigneeId ?? null;
  }

  async #pull(request: PageRequest, response: ServerResponse): Promise<unknown> {
    const key = keyOf(request);
    const known = this.#ahead.get(key) ?? this.#pages.get(key);
    // As of now, or the page would take the age of a recording for a wrong clock.
    if (known !== undefined) {
      this.#remember(request, known);
      return known.replace(/"serverTimeMs":\d+/, `"serverTimeMs":${Date.now()}`);
    }
    const text = await this.#pass(request, response);
    if (text === null) return ANSWERED;
    if (this.#isRecording) this.#pages.set(key, text);
    this.#remember(request, text);
    return ANSWERED;
  }

  #remember(request: PageRequest, text: string): void {
    this.#lastPull = {
      request,
      cookie: cookieSchema.parse(JSON.parse(text.replace(/"patch":.*/s, '"patch":0}'))).cookie,
    };
  }

  /** Asks what the page will ask next. */
  async #pullAhead(): Promise<void> {
    if (this.#lastPull === null) return;
    const { request, cookie } = this.#lastPull;
    const next = { ...request, body: JSON.stringify({ ...requestSchema.parse(JSON.parse(request.body)), cookie }) };
    const startedAtMs = performance.now();
    const answer = await this.#fetch(next);
    if (!answer.ok) throw new Error(`the pull ahead failed: ${answer.status}`);
    this.#ahead.set(keyOf(next), await answer.text());
    this.#pullAheadMs.push(performance.now() - startedAtMs);
  }

  /** Passes a request on, and the answer back; the text of one that is well. */
  async #pass(request: PageRequest, response: ServerResponse): Promise<string | null> {
    const answer = await this.#fetch(request);
    const text = await answer.text();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
    response.end(text);
    return answer.ok ? text : null;
  }

  #fetch({ method, url, headers, body }: PageRequest): Promise<Response> {
    const passed = ['authorization', 'content-type', 'patamar-protocol'].flatMap((name): [string, string][] => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    });
    return fetch(`${this.#url}${url.pathname}${url.search}`, {
      method,
      headers: passed,
      ...(method === 'GET' ? {} : { body }),
    });
  }

  /** A live stream on which nothing is said. */
  #keepOpen(response: ServerResponse): typeof ANSWERED {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
    response.on('close', () => clearInterval(beat));
    response.write(': beat\n\n');
    return ANSWERED;
  }

  async #tickets(): Promise<readonly Ticket[]> {
    const rows = await (await this.#someone()).rows('ticket');
    return rows.map((row) => ticketSchema.parse(row));
  }

  async #someone(): Promise<ApiPerson> {
    this.#person ??= await ApiPerson.signIn(this.#url, SUPERVISOR.email);
    return this.#person;
  }

  async #signIn(): Promise<string> {
    const response = await fetch(`${this.#url}/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: SUPERVISOR.email, password: SAMPLE_PASSWORD }),
    });
    return signInAnswerSchema.parse(await response.json()).accessToken;
  }
}

function keyOf({ body }: PageRequest): string {
  const { cookie, limit } = requestSchema.parse(JSON.parse(body));
  return `${cookie ?? ''}:${limit ?? ''}`;
}

async function applied(person: ApiPerson, name: string, args: object): Promise<void> {
  const result = await person.act(name, args);
  if (result?.status !== 'applied') throw new Error(`${name} was not applied: ${JSON.stringify(result)}`);
}

/** The first rows of the queue on screen: those at work whose clock runs, by their deadline. */
function expectationOf(tickets: readonly Ticket[]): Expectation {
  const top = tickets
    .flatMap((ticket) => {
      const isShown = ticket.queueId === SHOWN_QUEUE_ID && ticket.status === 'open';
      return isShown ? [{ id: ticket.id, order: orderOf(ticket) }] : [];
    })
    .toSorted((a, b) => a.order - b.order)
    .slice(0, 50)
    .map(({ id }) => id);
  return { count: tickets.length, top };
}

/** Its deadline, moved by what its clock stood still. */
function orderOf(ticket: Ticket): number {
  const pausedMs = ticket.pauses.reduce(
    (sum, { fromMs, toMs }) => sum + ((toMs ?? Number.POSITIVE_INFINITY) - fromMs),
    0,
  );
  return runningOrder(ticket) + pausedMs;
}
