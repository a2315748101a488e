import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';
import { quietUntilMs } from '../shared/notifications/quiet-hours.ts';
import { type Zone, zoneOf } from '../shared/sla/zone.ts';
import { AlertGate } from './alert-gate.ts';
import { AlertSchedule } from './alert-schedule.ts';
import { FiredAlerts } from './fired-alerts.ts';
import { type MissedAlert, MissedAlerts } from './missed-alerts.ts';
import { showNativeAlert, tryNativeAlert } from './native-alerts.ts';
import type { SettingsFileStore } from './settings.ts';
import type { Texts } from './texts.ts';

export type DeskAlertsOptions = {
  readonly settings: SettingsFileStore;
  /** In the language of the moment. */
  readonly texts: () => Texts;
  /** A file of the profile. */
  readonly file: (name: string) => string;
  /** An alert was clicked; null where it names no single ticket. */
  readonly onClick: (ticketId: string | null) => void;
  /** The desktop could not show one. */
  readonly onFailed: (alert: { readonly id: string; readonly title: string; readonly body: string }) => void;
};

/** What is shown on the desktop, and when: what the page planned, as the person's preferences have it. */
export class DeskAlerts {
  readonly #options: DeskAlertsOptions;
  readonly #missed: MissedAlerts;
  readonly #gate: AlertGate;
  readonly schedule: AlertSchedule;
  #database: string | null;

  constructor(options: DeskAlertsOptions) {
    this.#options = options;
    const { settings, texts, file } = options;
    this.#database = settings.current().account?.databaseName ?? null;
    this.#missed = new MissedAlerts(file('missed-alerts.json'));
    const clock = { nowMs: () => Date.now(), after: afterMs };
    this.#gate = new AlertGate({
      ...clock,
      zone: ownZone,
      preferences: () => settings.current().notifications,
      missed: this.#missed,
      fire: ({ id, ticketId, title, body, urgency }) =>
        this.#show({ id, title, body }, ticketId, urgency === 'critical'),
      fireLate: (late) => this.#showTogether('late', texts().lateAlerts(late.length), late),
      fireMissed: (missed) => this.#showTogether('missed', texts().missedAlerts(missed.length), missed),
    });
    this.schedule = new AlertSchedule({
      ...clock,
      fired: new FiredAlerts(file('fired-alerts.json')),
      fire: (alert) => this.#gate.fire(alert),
      fireLate: (late) => this.#gate.fireLate(late),
    });
  }

  /** Looks again at what is due and what was missed: at the start, and whenever the clock may have changed. */
  check(): void {
    this.schedule.check();
    this.#gate.check();
  }

  /** The settings have changed: what was missed is told once nothing keeps it, and forgotten with its account. */
  settingsChanged(): void {
    const database = this.#options.settings.current().account?.databaseName ?? null;
    if (database !== this.#database) this.#missed.clear();
    this.#database = database;
    this.#gate.check();
  }

  /** Shows an alert at once, to see whether the system lets one through. */
  async test(): Promise<{ readonly outcome: 'shown' | 'blocked' | 'unsure'; readonly isQuiet: boolean }> {
    const { settings, texts, onClick } = this.#options;
    const { hasSound, quiet } = settings.current().notifications;
    const { title, body } = texts().testAlert;
    const outcome = await tryNativeAlert({
      title,
      body,
      isCritical: false,
      isSilent: !hasSound,
      onClick: () => onClick(null),
    });
    return { outcome, isQuiet: quietUntilMs(quiet, Date.now(), ownZone()) !== null };
  }

  #showTogether(what: 'late' | 'missed', title: string, alerts: readonly (MissedAlert | PlannedAlert)[]): void {
    const body = alerts
      .slice(0, 3)
      .map((alert) => alert.title)
      .join('\n');
    // One alone still leads to its ticket.
    const ticketId = alerts.length === 1 ? (alerts[0]?.ticketId ?? null) : null;
    this.#show({ id: `${what}:${Date.now()}`, title, body }, ticketId, false);
  }

  #show(
    alert: { readonly id: string; readonly title: string; readonly body: string },
    ticketId: string | null,
    isCritical: boolean,
  ): void {
    const { settings, onClick, onFailed } = this.#options;
    showNativeAlert({
      title: alert.title,
      body: alert.body,
      isCritical,
      isSilent: !settings.current().notifications.hasSound,
      onClick: () => onClick(ticketId),
      onFailed: () => onFailed(alert),
    });
  }
}

/** The zone this machine is in at the moment: who travels takes it along. */
function ownZone(): Zone {
  const zone = zoneOf(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? zoneOf('UTC');
  if (zone === null) throw new Error('this platform knows no time zone, not even UTC');
  return zone;
}

function afterMs(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
