import { acknowledgeAlerts, planAlerts, showTray, snoozeAlert } from '../../shared/ipc/alert-channels.ts';
import { powerResumed } from '../../shared/ipc/contract.ts';
import { isCutOff } from '../../shared/sync/status.ts';
import type { Change } from '../../shared/sync/storage.ts';
import { call, listen } from '../lib/bridge.ts';
import { currentText } from '../lib/text.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { currentStatus, subscribeStatus } from '../sync/status-store.ts';
import { AlertBook, READ_AGAIN_MS } from './alert-book.ts';
import { KEPT_MS, loggedFromMs, logRefused, logTickets, MOST_LOGGED } from './alert-log.ts';
import { planOf, trayOf } from './alert-plan.ts';
import type { AlertRecord } from './alert-record.ts';
import { backendNowMs, clockOffsetMs } from './backend-clock.ts';
import type { OpenConsole } from './open-console.ts';
import { PacedWork } from './paced-work.ts';
import type { Workspace } from './read-workspace.ts';

/** Many changes come together in a pull; the plan is made once for all of them. */
const GATHER_MS = 200;
/** Somebody waits for an alert: it rests as long as it took, no longer. */
const RESTS_TIMES = 1;
/** Main holds the nearest alerts; further ones move up as time goes by. */
const AGAIN_MS = 5 * 60_000;
/** A copy that has not heard of the backend for this long may be out of date. */
const STALE_MS = 10 * 60_000;
/** As many as one message to main may name. */
const MOST_NAMED = 2_000;

/**
 * Keeps main's schedule of alerts, what the tray says and the log of the alert centre true to the tickets this account sees,
 * until the function it returns is called. The schedule itself is main's, so that alerts come with the windows hidden and their
 * pages gone. Of all windows one plans; when it closes, the next does, and what was planned stays meanwhile.
 */
export function startAlerts(opened: OpenConsole): () => void {
  const over = new AbortController();
  const name = `patamar-alerts:${opened.databaseName}`;
  navigator.locks
    .request(name, { signal: over.signal }, () => planUntil(over.signal, opened))
    .catch((error: unknown) => {
      // Ended while it waited for its turn.
      if (!over.signal.aborted) throw error;
    });
  return () => over.abort();
}

/** Plans until it is over, and then takes the plan back: the account has left, or another one has come. */
async function planUntil(over: AbortSignal, opened: OpenConsole): Promise<void> {
  const { feed, workspace } = opened;
  const planner = new AlertPlanner(opened, over);
  let connection = currentStatus().connection;
  const endings = [
    feed.subscribe((change) => planner.take(change)),
    workspace.subscribe(() => planner.soon()),
    listen(powerResumed, () => planner.soon()),
    useSettingsStore.subscribe(() => planner.soon()),
    subscribeStatus(() => {
      if (currentStatus().connection === connection) return;
      ({ connection } = currentStatus());
      planner.soon();
    }),
    () => planner.stop(),
  ];
  planner.soon();
  await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }));
  for (const end of endings) end();
  await call(planAlerts, { alerts: [], isStale: false });
  await call(showTray, { count: 0, breached: 0, urgent: [], state: 'calm' });
}

/** Looks at what has changed and what has come due, once for all the changes of a moment. */
class AlertPlanner {
  readonly #opened: OpenConsole;
  readonly #over: AbortSignal;
  readonly #book: AlertBook;
  readonly #work = new PacedWork(() => this.#plan(), GATHER_MS, RESTS_TIMES);
  readonly #touched = new Set<string>();
  /** What main has been told of acknowledgements and snoozes. */
  readonly #toldMain = new Set<string>();
  #rules = '';
  #readAtMs = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  constructor(opened: OpenConsole, over: AbortSignal) {
    this.#opened = opened;
    this.#over = over;
    this.#book = new AlertBook(opened.db);
  }

  take({ isReset, ticketIds }: Change): void {
    if (isReset) this.#readAtMs = Number.NEGATIVE_INFINITY;
    for (const id of ticketIds) this.#touched.add(id);
    this.soon();
  }

  soon(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#work.ask();
    }, GATHER_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#gathering);
  }

  async #plan(): Promise<void> {
    const { db, workspace } = this.#opened;
    const known = workspace.get();
    if (known === null || this.#over.aborted) return;
    const nowMs = backendNowMs();
    await this.#level(known, nowMs);
    const log = await db.alerts
      .where('atMs')
      .above(nowMs - KEPT_MS)
      .toArray();
    const tickets = await db.tickets.bulkGet([...new Set(log.map(({ ticketId }) => ticketId))]);
    const rows = new Map(tickets.flatMap((record) => (record === undefined ? [] : [[record.id, record.row]])));
    if (this.#over.aborted) return;
    const say = currentText();
    const source = { book: this.#book.entries, log, tickets: rows, workspace: known, nowMs, offsetMs: clockOffsetMs() };
    await call(planAlerts, { alerts: planOf(source, say), isStale: await this.#isStale(nowMs) });
    if (this.#over.aborted) return;
    await this.#tellMarks(log, known.me.id, nowMs);
    await call(showTray, trayOf(source.book, nowMs, isCutOff(currentStatus().connection), say));
    this.#wait(
      source.book.flatMap(({ alerts }) => alerts.map(({ atMs }) => atMs)),
      nowMs,
    );
  }

  /** Brings the book and the log level with what has changed, and with what has come due meanwhile. */
  async #level(workspace: Workspace, nowMs: number): Promise<void> {
    const { db } = this.#opened;
    const touched = [...this.#touched];
    this.#touched.clear();
    const toLog = new Set<string>();
    const logged = await db.alerts.toArray();
    const rules = JSON.stringify([
      workspace.policies,
      [...workspace.calendarRows.values()],
      workspace.me,
      workspace.queues,
    ]);
    if (rules !== this.#rules || nowMs - this.#readAtMs > READ_AGAIN_MS || nowMs < this.#readAtMs) {
      this.#rules = rules;
      this.#readAtMs = nowMs;
      for (const { id } of await this.#book.readAll(workspace, nowMs)) toLog.add(id);
      for (const { ticketId, isOver } of logged) if (!isOver) toLog.add(ticketId);
    } else {
      await this.#book.look(touched, workspace, nowMs);
      await this.#book.turn(workspace, nowMs);
    }
    const sinceMs = await this.#sinceMs(nowMs);
    const fromMs = loggedFromMs({ nowMs, sinceMs });
    const known = new Set(logged.map(({ id }) => id));
    for (const { ticket, alerts } of this.#book.entries) {
      const isUnknown = alerts.some(({ id, atMs }) => atMs <= nowMs && atMs > fromMs && !known.has(id));
      if (isUnknown) toLog.add(ticket.id);
    }
    // Of a first sync, or a long absence, only what is known to matter.
    const hasAlert = new Set(logged.map(({ ticketId }) => ticketId));
    const isFew = touched.length <= MOST_LOGGED;
    for (const id of touched) if (isFew || this.#book.has(id) || hasAlert.has(id)) toLog.add(id);
    const ids = [...toLog];
    await logTickets(db, ids.slice(0, MOST_LOGGED), { workspace, nowMs, sinceMs });
    for (const id of ids.slice(MOST_LOGGED)) this.#touched.add(id);
    if (this.#touched.size > 0) this.soon();
    await logRefused(db, workspace.me.id);
    await db.alerts
      .where('atMs')
      .below(nowMs - KEPT_MS)
      .delete();
  }

  /** From when on events are news here; what the first sync brings is not. */
  async #sinceMs(nowMs: number): Promise<number> {
    const { db } = this.#opened;
    const { alertsSinceMs, isComplete } = await db.remembered();
    if (alertsSinceMs !== null) return alertsSinceMs;
    if (!isComplete) return Number.POSITIVE_INFINITY;
    await db.remember({ alertsSinceMs: nowMs });
    return nowMs;
  }

  async #isStale(nowMs: number): Promise<boolean> {
    const { lastPullAtMs } = await this.#opened.db.remembered();
    return lastPullAtMs === null || nowMs - lastPullAtMs > STALE_MS;
  }

  /** What was acknowledged or put off, here or on another device, main withdraws too. */
  async #tellMarks(log: readonly AlertRecord[], userId: string, nowMs: number): Promise<void> {
    const own = log.flatMap(({ id, marks }) => {
      const mark = marks.find((each) => each.userId === userId);
      return mark === undefined ? [] : [{ ...mark, key: `${id} ${mark.state} ${mark.untilMs ?? ''}` }];
    });
    const news = own.filter(({ key }) => !this.#toldMain.has(key));
    for (const { key } of news) this.#toldMain.add(key);
    const acknowledged = news.filter(({ state }) => state === 'acknowledged').map(({ alertId }) => alertId);
    if (acknowledged.length > 0) await call(acknowledgeAlerts, { ids: acknowledged.slice(0, MOST_NAMED) });
    for (const { alertId, untilMs } of news.filter(({ state }) => state === 'snoozed')) {
      if (untilMs !== null && untilMs > nowMs)
        await call(snoozeAlert, { id: alertId, untilMs: untilMs - clockOffsetMs() });
    }
  }

  /** Plans again when the next step comes, and now and then. */
  #wait(instantsMs: readonly number[], nowMs: number): void {
    clearTimeout(this.#timer);
    if (this.#over.aborted) return;
    const nextMs = instantsMs.reduce((next, atMs) => (atMs > nowMs ? Math.min(next, atMs) : next), Infinity);
    this.#timer = setTimeout(() => this.soon(), Math.min(AGAIN_MS, Math.max(0, nextMs - nowMs)));
  }
}
