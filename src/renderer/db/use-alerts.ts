import { liveQuery } from 'dexie';
import { useSyncExternalStore } from 'react';
import { useNowMinuteMs } from '../lib/use-now.ts';
import { type AlertRecord, standingOf } from './alert-record.ts';
import { signedInConsole } from './current-console.ts';
import type { OpenConsole } from './open-console.ts';

export { type AlertRecord, standingOf } from './alert-record.ts';

/** As many as anybody goes through. */
const MOST_SHOWN = 500;

/** The alerts of an account's log, the newest first, as every window sees them; null until they have been read. */
class AlertLogModel {
  readonly #listeners = new Set<() => void>();
  readonly #opened: OpenConsole;
  #alerts: readonly AlertRecord[] | null = null;
  #subscription: { unsubscribe(): void } | null = null;

  constructor(opened: OpenConsole) {
    this.#opened = opened;
  }

  readonly get = (): readonly AlertRecord[] | null => this.#alerts;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    const { db } = this.#opened;
    this.#subscription ??= liveQuery(() => db.alerts.orderBy('atMs').toArray()).subscribe((alerts) => {
      this.#alerts = alerts.toReversed().slice(0, MOST_SHOWN);
      for (const each of this.#listeners) each();
    });
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#subscription?.unsubscribe();
      this.#subscription = null;
    };
  };
}

/** One for each account that signs in. */
const models = new WeakMap<OpenConsole, AlertLogModel>();

function modelOf(opened: OpenConsole): AlertLogModel {
  const model = models.get(opened) ?? new AlertLogModel(opened);
  models.set(opened, model);
  return model;
}

/** What this account was told of in the last days, the newest first; null until it has been read. */
export function useAlerts(): readonly AlertRecord[] | null {
  const model = modelOf(signedInConsole());
  return useSyncExternalStore(model.subscribe, model.get);
}

/** How many alerts wait for this person. */
export function useNewAlertCount(): number {
  const alerts = useAlerts();
  const nowMs = useNowMinuteMs();
  const userId = signedInConsole().identity.user.id;
  return (alerts ?? []).filter((alert) => standingOf(alert, userId, nowMs) === 'new').length;
}
