import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';

const MINUTE_MS = 60_000;
/** An alert later than this tells an agent nothing that the queue does not. */
export const LATE_AFTER_MS = 10 * MINUTE_MS;
// A timer does not see the machine's clock being set, nor count the time asleep: look again at least this often.
const LONGEST_WAIT_MS = 15_000;

/** What the schedule needs of the world. */
export type SchedulePorts = {
  /** This machine's clock, epoch ms. */
  nowMs(): number;
  /** Calls back once after `delayMs`; returns what cancels it. */
  after(delayMs: number, callback: () => void): () => void;
  readonly fired: { has(id: string): boolean; add(ids: readonly string[]): void };
  /** An alert is due. */
  fire(alert: PlannedAlert): void;
  /** These came due so long ago that only their number is still news: the machine was asleep. Never empty. */
  fireLate(alerts: readonly PlannedAlert[]): void;
};

/** The alerts to come, with one timer for the nearest. An alert fires at most once, whatever is planned again. */
export class AlertSchedule {
  readonly #ports: SchedulePorts;
  #pending: readonly PlannedAlert[] = [];
  #cancelTimer: () => void = () => undefined;

  constructor(ports: SchedulePorts) {
    this.#ports = ports;
  }

  /** Replaces the plan and fires what is due in it. Returns how many are still to come. */
  plan(alerts: readonly PlannedAlert[]): number {
    // First the old plan: what came due while the machine slept is still in it, whatever the page plans on waking.
    this.#fireDue();
    const nowMs = this.#ports.nowMs();
    const isNews = (alert: PlannedAlert): boolean => nowMs - alert.atMs <= LATE_AFTER_MS;
    this.#pending = firstOfEachId(alerts).filter((alert) => isNews(alert) && !this.#ports.fired.has(alert.id));
    this.check();
    return this.#pending.length;
  }

  /** Fires what is due now and sets the timer anew: after sleep, and whenever the clock may have changed. */
  check(): void {
    this.#cancelTimer();
    this.#fireDue();
    if (this.#pending.length === 0) return;
    const nextAtMs = Math.min(...this.#pending.map((alert) => alert.atMs));
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, nextAtMs - this.#ports.nowMs()));
    this.#cancelTimer = this.#ports.after(waitMs, () => this.check());
  }

  #fireDue(): void {
    const nowMs = this.#ports.nowMs();
    const due = this.#pending.filter((alert) => alert.atMs <= nowMs).toSorted((a, b) => a.atMs - b.atMs);
    if (due.length === 0) return;
    this.#pending = this.#pending.filter((alert) => alert.atMs > nowMs);
    // Before they show: after a crash in between an alert is missed once, never shown twice.
    this.#ports.fired.add(due.map((alert) => alert.id));
    const late = due.filter((alert) => nowMs - alert.atMs > LATE_AFTER_MS);
    if (late.length > 0) this.#ports.fireLate(late);
    for (const alert of due) if (!late.includes(alert)) this.#ports.fire(alert);
  }
}

function firstOfEachId(alerts: readonly PlannedAlert[]): PlannedAlert[] {
  return [...new Map(alerts.toReversed().map((alert) => [alert.id, alert])).values()];
}
