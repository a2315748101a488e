import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';
import type { MissedAlert } from './missed-alerts.ts';
import { NOTICE_ACTIONS, type Notice, type NoticeAction } from './notice.ts';
import type { Texts } from './texts.ts';

/** What falls due within this time is looked at together before it shows. */
const GATHER_MS = 250;
/** What follows within this time belongs to the same burst. */
const BURST_MS = 2_000;
/** From here on deadlines are told together, and so is what people did; by queue. */
const BURST_FROM = 4;
const SNOOZE_MS = 10 * 60_000;
/** How many titles a notification of many names. */
const NAMED = 3;

/** What the screen needs of the world. */
export type ScreenPorts = {
  readonly nowMs: () => number;
  /** Calls back once after `delayMs`; returns what cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** Puts a notification on the desktop; returns what takes it off again. */
  readonly show: (notice: Notice) => () => void;
  readonly texts: () => Texts;
  /** Whether what is known may be out of date. */
  readonly isStale: () => boolean;
  /** The person did something to an alert; `untilMs` is given for a snooze. */
  readonly act: (alert: PlannedAlert, action: NoticeAction, untilMs: number | null) => void;
  readonly openTicket: (ticketId: string | null) => void;
  readonly openQueue: (queueId: string | null) => void;
};

/** A notification on the screen, and which alerts it still stands for. */
type Shown = {
  readonly ids: Set<string>;
  /** Of a plan, which may withdraw it; else it sums up what is in no plan any more. */
  readonly isPlanned: boolean;
  remove: () => void;
};

/**
 * The alerts that stand on the desktop: a few each by itself, many deadlines that fall together as one for each queue, and so
 * what people did. What is no longer true is taken off again.
 */
export class AlertScreen {
  readonly #ports: ScreenPorts;
  readonly #shown = new Set<Shown>();
  #gathered: readonly PlannedAlert[] = [];
  #recent: readonly { readonly alert: PlannedAlert; readonly atMs: number }[] = [];

  constructor(ports: ScreenPorts) {
    this.#ports = ports;
  }

  /** Shows an alert, within a moment. One that is there already comes anew. */
  tell(alert: PlannedAlert): void {
    if (this.#gathered.length === 0) this.#ports.after(GATHER_MS, () => this.#showGathered());
    this.#gathered = [...this.#gathered.filter(({ id }) => id !== alert.id), alert];
  }

  /** Shows several as one: they came due while nobody could be told. */
  tellTogether(what: 'late' | 'missed', alerts: readonly (MissedAlert | PlannedAlert)[]): void {
    const { texts, nowMs, openTicket } = this.#ports;
    const [first] = alerts;
    if (first === undefined) return;
    const title = what === 'late' ? texts().lateAlerts(alerts.length) : texts().missedAlerts(alerts.length);
    this.#put({
      id: `${what}:${nowMs()}`,
      ticketId: alerts.length === 1 ? first.ticketId : null,
      alerts,
      isPlanned: false,
      title,
      isCritical: false,
      actions: [],
      // One alone still leads to its ticket.
      onAction: () => openTicket(alerts.length === 1 ? first.ticketId : null),
    });
  }

  /** Takes off what is no longer true: whatever `isPlanned` does not know. */
  keepOnly(isPlanned: (id: string) => boolean): void {
    this.#gathered = this.#gathered.filter(({ id }) => isPlanned(id));
    for (const shown of this.#shown) {
      if (shown.isPlanned) this.#takeOff(shown, (id) => !isPlanned(id));
    }
  }

  /** Takes these off: they are known, or come again later. */
  withdraw(ids: readonly string[]): void {
    const gone = new Set(ids);
    this.#gathered = this.#gathered.filter(({ id }) => !gone.has(id));
    for (const shown of this.#shown) this.#takeOff(shown, (id) => gone.has(id));
  }

  /** Takes off everything: its account has left this machine. */
  clear(): void {
    this.#gathered = [];
    for (const shown of this.#shown) this.#takeOff(shown, () => true);
  }

  #takeOff(shown: Shown, isGone: (id: string) => boolean): void {
    for (const id of shown.ids) if (isGone(id)) shown.ids.delete(id);
    if (shown.ids.size > 0 || !this.#shown.delete(shown)) return;
    shown.remove();
  }

  #showGathered(): void {
    const now = this.#ports.nowMs();
    const gathered = this.#gathered;
    this.#gathered = [];
    const ids = new Set(gathered.map(({ id }) => id));
    const recent = this.#recent.filter(
      ({ alert, atMs }) => Math.abs(now - atMs) < BURST_MS && !ids.has(alert.id) && this.#isShown(alert.id),
    );
    this.#recent = [...recent, ...gathered.map((alert) => ({ alert, atMs: now }))];
    const lately = this.#recent.map(({ alert }) => alert);
    // Apart, so that what somebody did for a person does not go under in a crowd of deadlines.
    this.#showSort(gathered.filter(isOfClock), lately.filter(isOfClock));
    this.#showSort(
      gathered.filter((alert) => !isOfClock(alert)),
      lately.filter((alert) => !isOfClock(alert)),
    );
  }

  /** Shows what is fresh of a burst: each by itself, or with the whole burst by queue where that is many. */
  #showSort(fresh: readonly PlannedAlert[], burst: readonly PlannedAlert[]): void {
    if (burst.length < BURST_FROM) {
      for (const alert of fresh) this.#showOne(alert);
      return;
    }
    for (const queueId of new Set(fresh.map((alert) => alert.queueId))) {
      this.#showQueue(burst.filter((alert) => alert.queueId === queueId));
    }
  }

  #isShown(id: string): boolean {
    return [...this.#shown].some(({ ids }) => ids.has(id));
  }

  #showQueue(alerts: readonly PlannedAlert[]): void {
    const { texts, openQueue, openTicket } = this.#ports;
    const [first] = alerts;
    if (first === undefined) return;
    if (alerts.length === 1) return this.#showOne(first);
    const { queueId, groupName, ticketId } = first;
    const tickets = new Set(alerts.map((alert) => alert.ticketId)).size;
    this.#put({
      id: `${isOfClock(first) ? 'deadlines' : 'news'}:${queueId ?? ''}`,
      ticketId: tickets === 1 ? ticketId : null,
      alerts,
      isPlanned: true,
      title: texts().together(sortOf(alerts), tickets, groupName),
      isCritical: alerts.some(({ urgency }) => urgency === 'critical'),
      actions: [],
      // Two alerts of one ticket lead to it.
      onAction: () => (tickets === 1 ? openTicket(ticketId) : openQueue(queueId)),
    });
  }

  #showOne(alert: PlannedAlert): void {
    const { act, nowMs } = this.#ports;
    const { id, title, body, urgency, canTake, insists } = alert;
    const has = { open: true, take: canTake, snooze: true, acknowledge: insists };
    this.#put({
      id,
      ticketId: alert.ticketId,
      alerts: [alert],
      isPlanned: true,
      title,
      body,
      isCritical: urgency === 'critical',
      actions: NOTICE_ACTIONS.filter((action) => has[action]),
      onAction: (action) => act(alert, action, action === 'snooze' ? nowMs() + SNOOZE_MS : null),
    });
  }

  /** Puts a notification up, in the place of what its alerts showed before. */
  #put(
    put: Omit<Notice, 'body' | 'onGone'> & {
      readonly alerts: readonly (MissedAlert | PlannedAlert)[];
      readonly isPlanned: boolean;
      /** Without one: the titles of its alerts. */
      readonly body?: string;
    },
  ): void {
    const { texts, isStale, show } = this.#ports;
    const { alerts, isPlanned, body, onAction, ...rest } = put;
    const ids = alerts.map((alert) => alert.id);
    this.withdraw(ids);
    const shown: Shown = { ids: new Set(ids), isPlanned, remove: () => undefined };
    this.#shown.add(shown);
    const text =
      body ??
      namesOf(
        alerts.map(({ title }) => title),
        texts(),
      );
    shown.remove = show({
      ...rest,
      body: isStale() ? [text, texts().mayBeStale].filter((line) => line !== '').join('\n') : text,
      onAction: (action) => {
        this.#shown.delete(shown);
        onAction(action);
      },
      onGone: () => this.#shown.delete(shown),
    });
  }
}

/** Whether an alert tells of a deadline; the others tell of what somebody did. */
function isOfClock({ kind }: PlannedAlert): boolean {
  return kind === 'warning' || kind === 'breach';
}

/** What several alerts have in common, for the words of their notification. */
function sortOf(alerts: readonly PlannedAlert[]): 'risk' | 'breached' | 'both' | 'news' {
  if (!alerts.every(isOfClock)) return 'news';
  const kinds = new Set(alerts.map(({ kind }) => kind));
  const [hasRisk, hasBreach] = [kinds.has('warning'), kinds.has('breach')];
  if (hasRisk && hasBreach) return 'both';
  return hasBreach ? 'breached' : 'risk';
}

function namesOf(titles: readonly string[], texts: Texts): string {
  const more = titles.length - NAMED;
  return [...titles.slice(0, NAMED), ...(more > 0 ? [texts.andMore(more)] : [])].join('\n');
}
