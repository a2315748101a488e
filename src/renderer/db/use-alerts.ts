import { type Collection, liveQuery } from 'dexie';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useNowMinuteMs } from '../lib/use-now.ts';
import type { AlertRecord } from './alert-record.ts';
import { backendNowMs } from './backend-clock.ts';
import type { ConsoleDb } from './console-db.ts';
import { signedInConsole } from './current-console.ts';
import type { OpenConsole } from './open-console.ts';

export { type AlertRecord, standingOf } from './alert-record.ts';

/** Read at a time: more than anybody sees at once, and soon read. */
const PAGE = 300;
const MINUTE_MS = 60_000;

/** The alerts of an account's log that have been read, the newest first. */
export type AlertLog = { readonly alerts: readonly AlertRecord[]; readonly hasMore: boolean };

/** The alerts of an account's log as every window sees them, page by page; null until the first has been read. */
class AlertLogModel {
  readonly #listeners = new Set<() => void>();
  readonly #opened: OpenConsole;
  #log: AlertLog | null = null;
  #limit = PAGE;
  #subscription: { unsubscribe(): void } | null = null;

  constructor(opened: OpenConsole) {
    this.#opened = opened;
  }

  readonly get = (): AlertLog | null => this.#log;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#subscription === null) this.#read();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#subscription?.unsubscribe();
      this.#subscription = null;
    };
  };

  /** Reads one page more, unless one is on its way or there is none. */
  readonly showMore = (): void => {
    if (this.#log?.hasMore !== true || this.#log.alerts.length < this.#limit) return;
    this.#limit += PAGE;
    this.#read();
  };

  /** Back to the first page: whoever looked through older ones has left. */
  readonly showFirst = (): void => {
    if (this.#limit === PAGE) return;
    this.#limit = PAGE;
    if (this.#subscription !== null) this.#read();
  };

  #read(): void {
    const { db } = this.#opened;
    const limit = this.#limit;
    const newest = () =>
      db.alerts
        .orderBy('atMs')
        // oxlint-disable-next-line unicorn/no-array-reverse -- Dexie's: the newest come first.
        .reverse()
        .limit(limit + 1)
        .toArray();
    this.#subscription?.unsubscribe();
    this.#subscription = liveQuery(newest).subscribe((alerts) => {
      this.#log = { alerts: alerts.slice(0, limit), hasMore: alerts.length > limit };
      for (const each of this.#listeners) each();
    });
  }
}

/** One for each account that signs in. */
const models = new WeakMap<OpenConsole, AlertLogModel>();

function modelOf(opened: OpenConsole): AlertLogModel {
  const model = models.get(opened) ?? new AlertLogModel(opened);
  models.set(opened, model);
  return model;
}

const NOTHING_READ: AlertLog = { alerts: [], hasMore: false };

/**
 * What this account was told of in the last days, the newest first, as far as it has been read; `isReady` is false before
 * the first page. `showMore` reads another page; when the screen goes, older pages are let go of.
 */
export function useAlertLog(): AlertLog & { readonly isReady: boolean; readonly showMore: () => void } {
  const model = modelOf(signedInConsole());
  const log = useSyncExternalStore(model.subscribe, model.get);
  useEffect(() => model.showFirst, [model]);
  return { ...(log ?? NOTHING_READ), isReady: log !== null, showMore: model.showMore };
}

/** How many of all alerts wait for this person, read or not; of those that pass, where `passes` is given. */
export function useNewAlertCount(passes?: (alert: AlertRecord) => boolean): number {
  const { db } = signedInConsole();
  const nowMs = useNowMinuteMs();
  const [count, setCount] = useState(0);
  useEffect(() => {
    const read = () => {
      // One that was put off waits again within the minute; one that came due in it is there already.
      const waiting = waitingUntil(db, nowMs + MINUTE_MS);
      return passes === undefined ? waiting.count() : waiting.filter(passes).count();
    };
    const subscription = liveQuery(read).subscribe(setCount);
    return () => subscription.unsubscribe();
  }, [db, nowMs, passes]);
  return count;
}

/** All alerts that wait for this person now and pass, read or not. */
export function readNewAlerts(passes: (alert: AlertRecord) => boolean): Promise<AlertRecord[]> {
  const { db } = signedInConsole();
  return waitingUntil(db, backendNowMs()).filter(passes).toArray();
}

function waitingUntil(db: ConsoleDb, untilMs: number): Collection<AlertRecord, string> {
  return db.alerts.where('waitsFromMs').belowOrEqual(untilMs);
}
