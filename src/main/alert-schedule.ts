import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';

const MINUTE_MS = 60_000;
/** An alert later than this tells an agent nothing that the queue does not. */
export const LATE_AFTER_MS = 10 * MINUTE_MS;
/** How often an alert that insists is told again. */
export const INSIST_EVERY_MS = 5 * MINUTE_MS;
// A timer does not see the machine's clock being set, nor count the time asleep: look again at least this often.
const LONGEST_WAIT_MS = 15_000;

/** What the schedule needs of the world. */
export type SchedulePorts = {
  /** This machine's clock, epoch ms. */
  readonly nowMs: () => number;
  /** Calls back once after `delayMs`; returns what cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** What has fired, in earlier runs too. */
  readonly fired: { has(id: string): boolean; add(ids: readonly string[]): void };
  /** What the person knows: it fires no more, and insists no more. */
  readonly acknowledged: { has(id: string): boolean; add(ids: readonly string[]): void };
  readonly snoozed: {
    untilMs(id: string): number | null;
    set(id: string, untilMs: number): void;
    drop(ids: readonly string[]): void;
  };
  /** An alert is due. */
  readonly fire: (alert: PlannedAlert) => void;
  /** An alert that has fired is still true and not acknowledged, and insists. */
  readonly insist: (alert: PlannedAlert) => void;
  /** These came due so long ago that only their number is still news: the machine slept or was offline. Never empty. */
  readonly fireLate: (alerts: readonly PlannedAlert[]) => void;
};

/** An alert that waits for its instant: the planned one, that of the snooze, or the next time it insists. */
type Armed = { readonly alert: PlannedAlert; readonly atMs: number; readonly insists: boolean };

/**
 * The plan, with one timer for what is nearest. An alert fires at most once, whatever is planned again, and once more for
 * each time it is put off; one that insists is told again until it is acknowledged or leaves the plan.
 */
export class AlertSchedule {
  readonly #ports: SchedulePorts;
  #planned = new Map<string, PlannedAlert>();
  #armed: readonly Armed[] = [];
  /** When those that insist are told again. */
  readonly #insistAtMs = new Map<string, number>();
  #isStale = false;
  #cancelTimer: () => void = () => undefined;

  constructor(ports: SchedulePorts) {
    this.#ports = ports;
  }

  /** Replaces the plan and fires what is due in it. Returns how many are still to come. */
  plan(alerts: readonly PlannedAlert[], isStale: boolean): number {
    // First the old plan: what came due while the machine slept is still in it, whatever the page plans on waking.
    this.#fireDue();
    const known = this.#planned;
    const isBack = this.#isStale && !isStale;
    this.#isStale = isStale;
    this.#planned = new Map();
    for (const alert of alerts) if (!this.#planned.has(alert.id)) this.#planned.set(alert.id, alert);
    for (const id of this.#insistAtMs.keys()) if (!this.#planned.has(id)) this.#insistAtMs.delete(id);
    // What only the backend knew of while this machine was out of its reach is news, however late.
    this.#arm((alert) => isBack && !known.has(alert.id));
    this.check();
    return this.#armed.filter(({ insists }) => !insists).length;
  }

  /** Whether this alert is in the newest plan. */
  isPlanned(id: string): boolean {
    return this.#planned.has(id);
  }

  /** Those of a ticket that have fired and that nobody has acknowledged. */
  unacknowledgedOf(ticketId: string): PlannedAlert[] {
    const { fired, acknowledged } = this.#ports;
    return [...this.#planned.values()].filter(
      (alert) => alert.ticketId === ticketId && fired.has(alert.id) && !acknowledged.has(alert.id),
    );
  }

  /** The person knows these. */
  acknowledge(ids: readonly string[]): void {
    const { acknowledged, snoozed } = this.#ports;
    acknowledged.add(ids);
    snoozed.drop(ids);
    const known = new Set(ids);
    for (const id of ids) this.#insistAtMs.delete(id);
    this.#armed = this.#armed.filter(({ alert }) => !known.has(alert.id));
    this.check();
  }

  /** Puts an alert off: it fires at that instant instead, where it is still planned then. */
  snooze(id: string, untilMs: number): void {
    const { acknowledged, snoozed } = this.#ports;
    if (acknowledged.has(id)) return;
    snoozed.set(id, untilMs);
    this.#insistAtMs.delete(id);
    const alert = this.#planned.get(id);
    this.#armed = this.#armed.filter((armed) => armed.alert.id !== id);
    if (alert !== undefined) this.#armed = [...this.#armed, { alert, atMs: untilMs, insists: false }];
    this.check();
  }

  /** Fires what is due now and sets the timer anew: after sleep, and whenever the clock may have changed. */
  check(): void {
    this.#cancelTimer();
    this.#fireDue();
    if (this.#armed.length === 0) return;
    const nextAtMs = Math.min(...this.#armed.map(({ atMs }) => atMs));
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, nextAtMs - this.#ports.nowMs()));
    this.#cancelTimer = this.#ports.after(waitMs, () => this.check());
  }

  #arm(isNewsThoughLate: (alert: PlannedAlert) => boolean): void {
    const { nowMs, fired, acknowledged, snoozed } = this.#ports;
    const now = nowMs();
    this.#armed = [...this.#planned.values()].flatMap((alert): Armed[] => {
      if (acknowledged.has(alert.id)) return [];
      const untilMs = snoozed.untilMs(alert.id);
      if (untilMs !== null) return [{ alert, atMs: untilMs, insists: false }];
      if (fired.has(alert.id))
        return alert.insists ? [{ alert, atMs: this.#nextInsistence(alert.id), insists: true }] : [];
      const isNews = now - alert.atMs <= LATE_AFTER_MS || isNewsThoughLate(alert);
      return isNews ? [{ alert, atMs: alert.atMs, insists: false }] : [];
    });
  }

  /** Never further away than one interval, whatever the clock was set to meanwhile. */
  #nextInsistence(id: string): number {
    const latestMs = this.#ports.nowMs() + INSIST_EVERY_MS;
    const atMs = Math.min(latestMs, this.#insistAtMs.get(id) ?? latestMs);
    this.#insistAtMs.set(id, atMs);
    return atMs;
  }

  #fireDue(): void {
    const { nowMs, fired, snoozed, fire, insist, fireLate } = this.#ports;
    const now = nowMs();
    this.#armed = this.#armed.map((armed) =>
      armed.insists ? { ...armed, atMs: this.#nextInsistence(armed.alert.id) } : armed,
    );
    const due = this.#armed.filter(({ atMs }) => atMs <= now).toSorted((a, b) => a.atMs - b.atMs);
    if (due.length === 0) return;
    const again = due
      .filter(({ alert }) => alert.insists)
      .map(({ alert }): Armed => {
        this.#insistAtMs.set(alert.id, now + INSIST_EVERY_MS);
        return { alert, atMs: now + INSIST_EVERY_MS, insists: true };
      });
    this.#armed = [...this.#armed.filter(({ atMs }) => atMs > now), ...again];
    const first = due.filter(({ insists }) => !insists);
    // Before they show: after a crash in between an alert is missed once, never shown twice.
    const ids = first.map(({ alert }) => alert.id);
    fired.add(ids);
    snoozed.drop(ids);
    const isLate = ({ atMs }: Armed): boolean => now - atMs > LATE_AFTER_MS;
    const late = first.filter(isLate);
    if (late.length > 0) fireLate(late.map(({ alert }) => alert));
    for (const armed of due) {
      if (armed.insists) insist(armed.alert);
      else if (!isLate(armed)) fire(armed.alert);
    }
  }
}
