import { randomInt } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPages } from '../pages/build-pages.ts';
import { type PageRequest, startPageServer } from '../pages/page-server.ts';
import { removeFolder } from '../remove-folder.ts';
import { ForgetfulBackend } from './forgetful-backend.ts';
import { type Found, foundSchema, type Kept, keptSchema, type Plan } from './kill-messages.ts';
import { killTickets, KILL_USER, killView } from './kill-view.ts';
import { type Guard, type KilledApp, launchToKill } from './killed-app.ts';
import { tearTails } from './tear-tails.ts';

export type KillOptions = {
  readonly rounds: number;
  /** The kill comes at a random moment within this long after the page has opened its database. */
  readonly withinMs: number;
  readonly without?: readonly Guard[];
  /** Also leaves, after each kill, what a kill between LevelDB's two writes of a record leaves. */
  readonly isTearing?: boolean;
  readonly onRound?: (round: KillRound) => void;
};

/** One launch: what it found of the rounds before, and when it was killed. */
export type KillRound = {
  readonly round: number;
  /** From the opening of the database; null for the last start, which only looks. */
  readonly killedAfterMs: number | null;
  /** Kept since the launch before. */
  readonly kept: number;
  readonly lost: number;
  readonly wasWiped: boolean;
};

export type KillReport = {
  readonly rounds: number;
  /** Actions of which the page was told that they are kept, and of which it told us before it was killed. */
  readonly kept: number;
  /** Of those: neither in the outbox, nor brought back from the journal, nor at the backend. */
  readonly lost: number;
  /** Starts that found another database than the one before. */
  readonly wiped: number;
  /** Actions that the journal brought back. */
  readonly recovered: number;
  readonly tornTails: number;
  /** Actions that reached the backend under two seqs, and seqs that never reached it. */
  readonly doubles: number;
  readonly gaps: number;
  readonly medianKilledAfterMs: number;
  readonly seconds: number;
};

const OPENS_WITHIN_MS = 90_000;

/**
 * Starts the real main process on a small page that acts without a pause on the console's database, kills it with all its
 * processes at a random moment, and starts it again on the same profile, over and over. Each start tells what is there
 * before it goes on, so a round costs one launch. To be run with a display; needs the built app (out/).
 */
export async function runKillRounds(options: KillOptions): Promise<KillReport> {
  const work = await mkdtemp(path.join(tmpdir(), 'patamar-kills-'));
  try {
    const pages = path.join(work, 'pages');
    await buildPages({ kills: path.join(import.meta.dirname, 'kill-page.ts') }, pages);
    return await killAgainAndAgain(options, pages, path.join(work, 'profile'));
  } finally {
    await removeFolder(work);
  }
}

async function killAgainAndAgain(options: KillOptions, pages: string, userData: string): Promise<KillReport> {
  const startedAtMs = performance.now();
  const rounds = new Rounds();
  const server = await startPageServer(pages, (request, response) => rounds.handle(request, response));
  const launch = (): KilledApp =>
    launchToKill({ pageUrl: `${server.url}/kills.html`, userData, without: options.without ?? [] });
  try {
    for (let round = 1; ; round += 1) {
      const opening = rounds.nextOpening();
      const app = launch();
      try {
        const seen = rounds.take(await orFailure(opening, app));
        const isLast = round > options.rounds;
        const killedAfterMs = randomInt(options.withinMs + 1);
        if (!isLast) await new Promise((resolve) => setTimeout(resolve, killedAfterMs));
        await app.kill();
        rounds.tornTails += app.tornTails();
        options.onRound?.({ round, killedAfterMs: isLast ? null : killedAfterMs, ...seen });
        if (isLast) break;
        rounds.moments.push(killedAfterMs);
        if (options.isTearing === true) tearTails(userData);
      } finally {
        await app.kill();
      }
    }
  } finally {
    await server.stop();
  }
  return rounds.report(options.rounds, (performance.now() - startedAtMs) / 1_000);
}

/** What the page found; rejects when it does not come to that. */
async function orFailure(opening: Promise<Found>, app: KilledApp): Promise<Found> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the page did not open its database')), OPENS_WITHIN_MS);
  try {
    return await Promise.race([opening, late, app.ended]);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${app.output()}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** What is known over all rounds, from what the page says. */
class Rounds {
  readonly #backend = new ForgetfulBackend(killView());
  readonly #plan: Plan = {
    databaseName: 'patamar:kills',
    user: KILL_USER,
    ticketIds: killTickets().map(({ id }) => id),
  };
  readonly moments: number[] = [];
  tornTails = 0;
  #opening = Promise.withResolvers<Found>();
  /** Said to be kept, and not looked for yet. */
  #unchecked: Kept[] = [];
  #kept = 0;
  #lost = 0;
  #wiped = 0;
  #recovered = 0;
  #generation: string | null = null;

  handle(request: PageRequest, response: Parameters<ForgetfulBackend['handle']>[1]): unknown {
    const { url, body } = request;
    switch (url.pathname) {
      case '/plan':
        return this.#plan;
      case '/found':
        this.#opening.resolve(foundSchema.parse(JSON.parse(body)));
        return {};
      case '/kept':
        this.#unchecked.push(keptSchema.parse(JSON.parse(body)));
        return {};
      case '/failed':
        this.#opening.reject(new Error(`the page failed: ${body}`));
        return {};
      default:
        return this.#backend.handle(request, response);
    }
  }

  nextOpening(): Promise<Found> {
    this.#opening = Promise.withResolvers<Found>();
    return this.#opening.promise;
  }

  /** Looks for everything that was kept before this start. */
  take({ generation, outbox, recovered }: Found): Pick<KillRound, 'kept' | 'lost' | 'wasWiped'> {
    const there = new Set([...outbox, ...recovered]);
    const kept = this.#unchecked.length;
    const lost = this.#unchecked.filter(({ id }) => !there.has(id) && !this.#backend.hasArrived(id)).length;
    const wasWiped = this.#generation !== null && this.#generation !== generation;
    this.#unchecked = [];
    this.#kept += kept;
    this.#lost += lost;
    this.#recovered += wasWiped ? recovered.length : 0;
    this.#wiped += Number(wasWiped);
    this.#generation = generation;
    return { kept, lost, wasWiped };
  }

  report(rounds: number, seconds: number): KillReport {
    const sorted = this.moments.toSorted((a, b) => a - b);
    return {
      rounds,
      kept: this.#kept,
      lost: this.#lost,
      wiped: this.#wiped,
      recovered: this.#recovered,
      tornTails: this.tornTails,
      doubles: this.#backend.doubles,
      gaps: this.#backend.gaps,
      medianKilledAfterMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
      seconds: Math.round(seconds),
    };
  }
}
