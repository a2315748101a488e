import { randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startBackend } from '../../tests/e2e/support/backend.ts';
import { buildPages } from '../../tests/e2e/support/pages/build-pages.ts';
import { type PageServer, startPageServer } from '../../tests/e2e/support/pages/page-server.ts';
import { removeFolder } from '../../tests/e2e/support/remove-folder.ts';
import { spreadOf } from '../console/statistics.ts';
import type { BenchBackend } from './bench-backend.ts';
import type { Run } from './figures.ts';
import { type Account, type PageResult, pageResultSchema, type Part } from './messages.ts';
import { PatamarBackend, type RecordedPages } from './patamar-backend.ts';
import { PeerBackend } from './peer-backend.ts';
import { withPage } from './run-page.ts';
import { seedBackend, SUPERVISOR } from './seed-backend.ts';
import { type BenchTicket, type Cast, castOf, makeTickets, SHOWN_QUEUE_ID } from './tickets.ts';

/** What is compared: raw IndexedDB first, which everything else is measured against. */
export const PEERS = ['raw', 'dexie', 'rxdb', 'tinybase', 'patamar'] as const;
export type PeerName = (typeof PEERS)[number];

/** What of the work is done. */
export type Wanted = { readonly parts: readonly Part[]; readonly starts: number; readonly isHeap: boolean };

const WORK_WITHIN_MS = 600_000;
const START_WITHIN_MS = 90_000;

/** Pages, tickets and a seeded backend, and a way to run a peer on them. */
export class BenchSession {
  readonly #work: string;
  readonly #tickets: readonly BenchTicket[];
  readonly #cast: Cast;
  readonly #pages: RecordedPages = new Map();
  readonly #pullAheadMs: number[] = [];
  #server: PageServer | null = null;
  #backend: BenchBackend | null = null;
  #result = Promise.withResolvers<PageResult>();

  private constructor(work: string, tickets: readonly BenchTicket[]) {
    this.#work = work;
    this.#tickets = tickets;
    this.#cast = castOf(tickets);
  }

  /** Makes everything ready in the folder `work`; the backend's data only where Patamar is among the peers. */
  static async open(work: string, count: number, peers: readonly PeerName[]): Promise<BenchSession> {
    const nowMs = Date.now();
    const session = new BenchSession(work, makeTickets(count, nowMs));
    const folder = path.join(work, 'pages');
    const page = (peer: PeerName): string => path.join(import.meta.dirname, 'page', `${peer}.ts`);
    await buildPages(Object.fromEntries(peers.map((peer) => [peer, page(peer)])), folder);
    session.#server = await startPageServer(folder, (request, response) => session.#handle(request, response));
    if (peers.includes('patamar')) await seedBackend(path.join(work, 'seeded'), session.#tickets, nowMs);
    return session;
  }

  /** The size of a ticket as JSON, on average. */
  get bytesPerTicket(): number {
    const sample = this.#tickets.slice(0, 1_000);
    return Math.round(sample.reduce((sum, ticket) => sum + JSON.stringify(ticket).length, 0) / sample.length);
  }

  /**
   * Patamar's first pull from the backend itself, which makes each page as it is asked for; the pages are recorded for the
   * runs that follow. ms.
   */
  async recordPull(): Promise<number> {
    const { work } = await this.run('patamar', 0, { parts: [], starts: 0, isHeap: false }, true);
    return work.pullMs ?? Number.NaN;
  }

  /** Runs a peer on a fresh profile and, in the case of Patamar, a fresh copy of the backend's data. */
  async run(peer: PeerName, repetition: number, wanted: Wanted, isRecording = false): Promise<Run> {
    if (peer !== 'patamar') {
      this.#backend = new PeerBackend(this.#tickets, this.#cast);
      return this.#measure(peer, repetition, wanted);
    }
    const dataDir = path.join(this.#work, `data-${randomUUID()}`);
    await cp(path.join(this.#work, 'seeded'), dataDir, { recursive: true });
    const env = { PATAMAR_SAMPLE: '0', PATAMAR_SIGN_INS_PER_MINUTE: '10000', PATAMAR_LOG_LEVEL: 'warn' };
    const backend = await startBackend({ dataDir, env });
    try {
      const ours = new PatamarBackend(backend.url, this.#cast, this.#pages, isRecording);
      this.#backend = ours;
      const run = await this.#measure(peer, repetition, wanted);
      this.#pullAheadMs.push(...ours.pullAheadMs);
      return run;
    } finally {
      await backend.stop();
      await removeFolder(dataDir);
    }
  }

  /** How long the backend took to answer a pull of a hundred changes, ms; null when none was pulled. */
  get changesFromBackendMs(): number | null {
    return this.#pullAheadMs.length === 0 ? null : spreadOf(this.#pullAheadMs).p50;
  }

  async close(): Promise<void> {
    await this.#server?.stop();
  }

  async #measure(peer: PeerName, repetition: number, { parts, starts, isHeap }: Wanted): Promise<Run> {
    const userData = path.join(this.#work, `profile-${randomUUID()}`);
    await mkdir(userData);
    try {
      const work = await this.#launch(peer, userData, `phase=work&parts=${parts.join(',')}`, WORK_WITHIN_MS);
      const diskMb = sizeOf(path.join(userData, 'IndexedDB')) / 2 ** 20;
      const startsMs: number[] = [];
      for (let start = 0; start < starts; start += 1) {
        const { startMs } = await this.#launch(peer, userData, 'phase=start&parts=', START_WITHIN_MS);
        if (startMs !== undefined) startsMs.push(startMs);
      }
      const heap = isHeap ? await this.#launch(peer, userData, 'phase=heap&parts=', START_WITHIN_MS) : null;
      return { peer, repetition, work, startsMs, heap, diskMb };
    } finally {
      await removeFolder(userData);
    }
  }

  async #launch(peer: PeerName, userData: string, query: string, withinMs: number): Promise<PageResult> {
    this.#result = Promise.withResolvers<PageResult>();
    const account: Account = { user: SUPERVISOR, queueId: SHOWN_QUEUE_ID };
    const pageUrl = `${this.#server?.url ?? ''}/${peer}.html?${query}&account=${encodeURIComponent(JSON.stringify(account))}`;
    const result = await withPage({ pageUrl, userData, withinMs }, this.#result.promise);
    if (result.failure !== undefined) throw new Error(`${peer}, ${query}: ${result.failure}`);
    if (result.wrong.length > 0)
      throw new Error(`${peer}, ${query}: not as at the backend: ${result.wrong.join(', ')}`);
    return result;
  }

  async #handle(...[request, response]: Parameters<BenchBackend['handle']>): Promise<unknown> {
    const backend = this.#backend;
    if (backend === null) return undefined;
    switch (request.url.pathname) {
      case '/bench/result':
        this.#result.resolve(pageResultSchema.parse(JSON.parse(request.body)));
        return {};
      case '/bench/free':
        return this.#cast.free;
      case '/bench/expect':
        return backend.expect();
      case '/bench/change':
        return { markerId: await backend.change() };
      case '/bench/ticket':
        return { assigneeId: await backend.holderOf(request.url.searchParams.get('id') ?? '') };
      default:
        return backend.handle(request, response);
    }
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const file = path.join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(file) : statSync(file).size);
  }, 0);
}
