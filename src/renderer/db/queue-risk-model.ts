import type { ConsoleDb } from './console-db.ts';
import { ReadModel } from './read-model.ts';
import { openUntil, queueIds } from './ticket-range.ts';

/** How many open tickets are past a deadline, and how many come to one within the hour: both up to `MOST_AT_RISK`. */
export type Risk = { readonly breached: number; readonly due: number };

/** The risk of each queue, of what the account holds and of all; by queue only where there is any. */
export type QueueRisks = {
  readonly byQueue: ReadonlyMap<string, Risk>;
  readonly mine: Risk;
  readonly all: Risk;
};

/** More are said as "99+": nobody acts on the difference, and so no queue costs more than this to look at. */
export const MOST_AT_RISK = 100;

const NO_RISK: Risk = { breached: 0, due: 0 };
const NONE: QueueRisks = { byQueue: new Map(), mine: NO_RISK, all: NO_RISK };
const DUE_WITHIN_MS = 60 * 60_000;
/** Deadlines pass without a change. */
const LOOK_EVERY_MS = 15_000;
/** Changes come in bursts. */
const REST_MS = 1_000;

/**
 * The risk of the queues, read off the front of the indexes: "most urgent first" begins with what is breached and goes on
 * with what is due, so a look reads the keys of what is at risk and of nothing else, and no record.
 */
export class QueueRiskModel extends ReadModel<QueueRisks> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restsUntilMs = 0;

  /** `nowMs`: the backend's time. */
  constructor(db: ConsoleDb, userId: string, nowMs: () => number) {
    super(NONE, async () => {
      const atMs = nowMs();
      const mine = await riskOf(db, '[holder+lane+order]', userId, atMs);
      const byQueue = new Map<string, Risk>();
      for (const id of await queueIds(db)) {
        const risk = await riskOf(db, '[queue+lane+order]', id, atMs);
        if (risk.breached + risk.due > 0) byQueue.set(id, risk);
      }
      return { byQueue, mine, all: sumOf([...byQueue.values()]) };
    });
  }

  /** Looks now and from then on, also when nothing changes; until `stop`. */
  override refresh(): void {
    super.refresh();
    this.#restsUntilMs = performance.now() + REST_MS;
    this.#lookIn(LOOK_EVERY_MS);
  }

  /** Something has changed: looks at once after a quiet time, and once for all the changes of a busy one. */
  note(): void {
    const restMs = this.#restsUntilMs - performance.now();
    if (restMs <= 0) this.refresh();
    else this.#lookIn(restMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #lookIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), ms);
  }
}

async function riskOf(
  db: ConsoleDb,
  index: '[queue+lane+order]' | '[holder+lane+order]',
  first: string,
  nowMs: number,
): Promise<Risk> {
  const keys = (fromMs: number, untilMs: number): PromiseLike<string[]> =>
    openUntil(db, index, first, fromMs, untilMs).limit(MOST_AT_RISK).primaryKeys();
  const [breached, due] = await Promise.all([
    keys(Number.NEGATIVE_INFINITY, nowMs),
    keys(nowMs, nowMs + DUE_WITHIN_MS),
  ]);
  return { breached: breached.length, due: due.length };
}

function sumOf(risks: readonly Risk[]): Risk {
  const sum = (of: keyof Risk): number =>
    Math.min(
      MOST_AT_RISK,
      risks.reduce((total, risk) => total + risk[of], 0),
    );
  return { breached: sum('breached'), due: sum('due') };
}
