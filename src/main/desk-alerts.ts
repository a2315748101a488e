import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';
import type { NotificationPreferences } from '../shared/notifications/preferences.ts';
import { quietUntilMs } from '../shared/notifications/quiet-hours.ts';
import { type Zone, zoneOf } from '../shared/sla/zone.ts';
import { AlertGate } from './alert-gate.ts';
import { AlertSchedule } from './alert-schedule.ts';
import { AlertScreen } from './alert-screen.ts';
import { MissedAlerts } from './missed-alerts.ts';
import { Mute } from './mute.ts';
import { showNativeAlert, tryNativeAlert } from './native-alerts.ts';
import type { Notice, NoticeAction } from './notice.ts';
import { RememberedIds } from './remembered-ids.ts';
import type { SettingsFileStore } from './settings.ts';
import { SnoozedAlerts } from './snoozed-alerts.ts';
import type { Texts } from './texts.ts';

/** A page that has not planned for this long knows nothing newer: it plans every five minutes, whatever happens. */
const PLAN_HOLDS_MS = 10 * 60_000;
const ALWAYS = { isOn: true, from: '00:00', to: '00:00', weekdays: [0, 1, 2, 3, 4, 5, 6] };

export type Acted = 'opened' | 'taken' | 'snoozed' | 'acknowledged';
const ACTED = { open: 'opened', take: 'taken', snooze: 'snoozed', acknowledge: 'acknowledged' } as const;

export type DeskAlertsOptions = {
  readonly settings: SettingsFileStore;
  /** In the language of the moment. */
  readonly texts: () => Texts;
  /** A file of the profile. */
  readonly file: (name: string) => string;
  /** Whether the person has this ticket before them. */
  readonly isInFront: (ticketId: string) => boolean;
  /** An alert was clicked; null where it names no single ticket. */
  readonly openTicket: (ticketId: string | null) => void;
  readonly openQueue: (queueId: string | null) => void;
  readonly onActed: (alert: PlannedAlert, action: Acted, untilMs: number | null) => void;
  /** A breach is told. */
  readonly onBreach: () => void;
  /** The alerts are muted now, or no longer. */
  readonly onMute: () => void;
  /** The desktop could not show one. */
  readonly onFailed: (alert: { readonly id: string; readonly title: string; readonly body: string }) => void;
};

/** What is shown on the desktop, and when: what the page planned, as the person's preferences have it. */
export class DeskAlerts {
  readonly #options: DeskAlertsOptions;
  readonly #missed: MissedAlerts;
  readonly #gate: AlertGate;
  readonly #schedule: AlertSchedule;
  readonly #screen: AlertScreen;
  readonly mute: Mute;
  #database: string | null;
  /** null until the page has planned: nothing of this run fires before. */
  #plan: { readonly isStale: boolean; readonly atMs: number } | null = null;

  constructor(options: DeskAlertsOptions) {
    this.#options = options;
    const { settings, texts, file, openTicket, openQueue } = options;
    this.#database = settings.current().account?.databaseName ?? null;
    this.#missed = new MissedAlerts(file('missed-alerts.json'));
    const clock = { nowMs: () => Date.now(), after: afterMs };
    this.mute = new Mute({
      ...clock,
      kept: { get: () => settings.mutedUntilMs(), set: (untilMs) => settings.rememberMute(untilMs) },
      onChange: () => {
        this.#gate.check();
        options.onMute();
      },
    });
    this.#screen = new AlertScreen({
      ...clock,
      texts,
      isStale: () => this.#plan !== null && (this.#plan.isStale || Date.now() - this.#plan.atMs > PLAN_HOLDS_MS),
      show: (notice) => this.#show(notice),
      act: (alert, action, untilMs) => this.#act(alert, action, untilMs),
      openTicket,
      openQueue,
    });
    this.#gate = new AlertGate({
      ...clock,
      zone: ownZone,
      preferences: () => this.#preferences(),
      missed: this.#missed,
      fire: (alert) => this.#tell(alert),
      fireLate: (late) => this.#screen.tellTogether('late', late),
      fireMissed: (missed) => this.#screen.tellTogether('missed', missed),
    });
    this.#schedule = new AlertSchedule({
      ...clock,
      fired: new RememberedIds(file('fired-alerts.json')),
      acknowledged: new RememberedIds(file('acknowledged-alerts.json')),
      snoozed: new SnoozedAlerts(file('snoozed-alerts.json'), Date.now()),
      fire: (alert) => this.#gate.fire(alert),
      insist: (alert) => this.#gate.insist(alert),
      fireLate: (late) => this.#gate.fireLate(late),
    });
  }

  /** The page's newest plan. Returns how many alerts are still to come. */
  plan(alerts: readonly PlannedAlert[], isStale: boolean): number {
    this.#plan = { isStale, atMs: Date.now() };
    const pendingCount = this.#schedule.plan(alerts, isStale);
    this.#screen.keepOnly((id) => this.#schedule.isPlanned(id));
    return pendingCount;
  }

  /** The person knows these, here or on another device. */
  acknowledge(ids: readonly string[]): void {
    this.#schedule.acknowledge(ids);
    this.#gate.acknowledge(ids);
    this.#screen.withdraw(ids);
  }

  /** Puts an alert off until then. */
  snooze(id: string, untilMs: number): void {
    this.#screen.withdraw([id]);
    this.#schedule.snooze(id, untilMs);
  }

  /** The person opens a ticket by the desktop: they know what it had to tell. */
  open(ticketId: string): void {
    this.#acknowledgeAs(this.#schedule.unacknowledgedOf(ticketId), 'opened');
    this.#options.openTicket(ticketId);
  }

  /** Looks again at what is due and what was missed: at the start, and whenever the clock may have changed. */
  check(): void {
    this.#schedule.check();
    this.#gate.check();
  }

  /** The settings have changed: what was missed is told once nothing keeps it, and forgotten with its account. */
  settingsChanged(): void {
    const database = this.#options.settings.current().account?.databaseName ?? null;
    if (database !== this.#database) {
      this.#missed.clear();
      this.#screen.clear();
    }
    this.#database = database;
    this.#gate.check();
  }

  /** Shows an alert at once, to see whether the system lets one through. */
  async test(): Promise<{ readonly outcome: 'shown' | 'blocked' | 'unsure'; readonly isQuiet: boolean }> {
    const { settings, texts, openTicket } = this.#options;
    const outcome = await tryNativeAlert({
      ...texts().testAlert,
      id: 'test',
      ticketId: null,
      isCritical: false,
      isSilent: !settings.current().notifications.hasSound,
      actions: [],
      labels: texts().actions,
      onAction: () => openTicket(null),
      onGone: () => undefined,
    });
    return { outcome, isQuiet: quietUntilMs(this.#preferences().quiet, Date.now(), ownZone()) !== null };
  }

  /** While it is muted it is as in quiet hours without an end. */
  #preferences(): NotificationPreferences {
    const { notifications } = this.#options.settings.current();
    if (this.mute.untilMs() === null) return notifications;
    return { ...notifications, quiet: { ...ALWAYS, letsP1Through: notifications.quiet.letsP1Through } };
  }

  #tell(alert: PlannedAlert): boolean {
    if (this.#options.isInFront(alert.ticketId)) return false;
    this.#screen.tell(alert);
    if (alert.kind === 'breach') this.#options.onBreach();
    return true;
  }

  #act(alert: PlannedAlert, action: NoticeAction, untilMs: number | null): void {
    if (action === 'snooze' && untilMs !== null) {
      this.snooze(alert.id, untilMs);
      this.#options.onActed(alert, 'snoozed', untilMs);
      return;
    }
    this.#acknowledgeAs([alert], ACTED[action]);
    if (action !== 'acknowledge') this.open(alert.ticketId);
  }

  #acknowledgeAs(alerts: readonly PlannedAlert[], action: Acted): void {
    if (alerts.length === 0) return;
    this.acknowledge(alerts.map(({ id }) => id));
    for (const alert of alerts) this.#options.onActed(alert, action, null);
  }

  #show(notice: Notice): () => void {
    const { settings, texts, onFailed } = this.#options;
    return showNativeAlert({
      ...notice,
      isSilent: !settings.current().notifications.hasSound,
      labels: texts().actions,
      onFailed: () => onFailed({ id: notice.id, title: notice.title, body: notice.body }),
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
