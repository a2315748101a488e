import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';
import { type NotificationPreferences, type Verdict, verdictOn } from '../shared/notifications/preferences.ts';
import { quietUntilMs } from '../shared/notifications/quiet-hours.ts';
import type { Zone } from '../shared/sla/zone.ts';
import type { MissedAlert } from './missed-alerts.ts';

// A timer does not see the machine's clock being set, nor count the time asleep: look again at least this often.
const LONGEST_WAIT_MS = 60_000;

/** What the gate needs of the world. */
export type GatePorts = {
  /** This machine's clock, epoch ms. */
  readonly nowMs: () => number;
  /** Where the person is. */
  readonly zone: () => Zone;
  /** Calls back once after `delayMs`; returns what cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  readonly preferences: () => NotificationPreferences;
  readonly missed: {
    all(): readonly MissedAlert[];
    add(alerts: readonly MissedAlert[]): void;
    drop(ids: readonly string[]): void;
    clear(): void;
  };
  /** Says whether it was put on the desktop. */
  readonly fire: (alert: PlannedAlert) => boolean;
  /** Never empty, like the next. */
  readonly fireLate: (alerts: readonly PlannedAlert[]) => void;
  /** These came due in quiet hours, which are over. */
  readonly fireMissed: (alerts: readonly MissedAlert[]) => void;
};

/**
 * Between the alerts that are due and the desktop: lets through what the person wants to be told, drops the kinds they do
 * not, and keeps what comes due in quiet hours, to be told once when those are over.
 */
export class AlertGate {
  readonly #ports: GatePorts;
  #cancelTimer: () => void = () => undefined;

  constructor(ports: GatePorts) {
    this.#ports = ports;
  }

  /** An alert is due. Says whether it was put on the desktop. */
  fire(alert: PlannedAlert): boolean {
    const verdict = this.#verdictOn(alert);
    if (verdict === 'hold') this.#hold([alert]);
    return verdict === 'tell' && this.#ports.fire(alert);
  }

  /** An alert insists: told again where it may be told now. */
  insist(alert: PlannedAlert): void {
    if (this.#verdictOn(alert) === 'tell') this.#ports.fire(alert);
  }

  /** The person knows these: of what was missed, they are no news any more. */
  acknowledge(ids: readonly string[]): void {
    this.#ports.missed.drop(ids);
  }

  /** These were due while the machine slept or was offline. Returns those that were put on the desktop. */
  fireLate(alerts: readonly PlannedAlert[]): readonly PlannedAlert[] {
    const wanted = (verdict: Verdict): PlannedAlert[] => alerts.filter((alert) => this.#verdictOn(alert) === verdict);
    const told = wanted('tell');
    if (told.length > 0) this.#ports.fireLate(told);
    const held = wanted('hold');
    if (held.length > 0) this.#hold(held);
    return told;
  }

  /** Tells what was missed when the quiet hours are over: at the start, after sleep, and when the preferences change. */
  check(): void {
    const { missed, preferences, nowMs, zone, after, fireMissed } = this.#ports;
    this.#cancelTimer();
    const kept = missed.all();
    if (kept.length === 0) return;
    const untilMs = quietUntilMs(preferences().quiet, nowMs(), zone());
    if (untilMs !== null) {
      this.#cancelTimer = after(Math.min(LONGEST_WAIT_MS, untilMs - nowMs()), () => this.check());
      return;
    }
    // Before they show: after a crash in between they are missed, never told twice.
    missed.clear();
    fireMissed(kept);
  }

  #verdictOn(alert: PlannedAlert): Verdict {
    const { preferences, nowMs, zone } = this.#ports;
    return verdictOn(alert, preferences(), nowMs(), zone());
  }

  #hold(alerts: readonly PlannedAlert[]): void {
    this.#ports.missed.add(alerts.map(({ id, ticketId, title }) => ({ id, ticketId, title })));
    this.check();
  }
}
