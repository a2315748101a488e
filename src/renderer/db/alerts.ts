import { planAlerts, showTray } from '../../shared/ipc/alert-channels.ts';
import { powerResumed } from '../../shared/ipc/contract.ts';
import { call, listen } from '../lib/bridge.ts';
import { currentText } from '../lib/text.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { planOf } from './alert-plan.ts';
import { backendNowMs, clockOffsetMs } from './backend-clock.ts';
import { isBehind } from './board-figures.ts';
import type { OpenConsole } from './open-console.ts';

/** Many changes come together in a pull; the plan is made once for all of them. */
const GATHER_MS = 200;
/** Main holds the nearest alerts; further ones move up as time goes by. */
const AGAIN_MS = 5 * 60_000;

/**
 * Keeps main's schedule of alerts and the number on the app's icon true to the tickets this agent holds, until the function
 * it returns is called. The schedule itself is main's, so that alerts come with the windows hidden and their pages gone. Of
 * all windows one plans; when it closes, the next does, and what was planned stays meanwhile.
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
async function planUntil(over: AbortSignal, { db, identity, feed, workspace }: OpenConsole): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let atDeadline: ReturnType<typeof setTimeout> | undefined;
  const plan = async (): Promise<void> => {
    const known = workspace.get();
    if (known === null || over.aborted) return;
    const mine = await db.tickets
      .where('[holder+lane+order]')
      .between([identity.user.id, 0, Number.NEGATIVE_INFINITY], [identity.user.id, 0, Number.POSITIVE_INFINITY])
      .toArray();
    const at = { nowMs: backendNowMs(), offsetMs: clockOffsetMs() };
    const alerts = planOf(
      mine.map(({ row }) => row),
      known,
      currentText(),
      at,
    );
    if (over.aborted) return;
    await call(planAlerts, { alerts, isStale: false });
    if (over.aborted) return;
    const breached = Math.min(9_999, mine.filter((entry) => isBehind('breached', entry, at.nowMs)).length);
    const urgent = mine
      .toSorted((a, b) => a.order - b.order)
      .slice(0, 5)
      .map(({ row: { id, subject } }) => ({ ticketId: id, text: subject.slice(0, 120) }));
    await call(showTray, { count: breached, breached, urgent, state: breached > 0 ? 'breached' : 'calm' });
    const nextMs = Math.min(...mine.map(({ order }) => order).filter((order) => order >= at.nowMs)) - at.nowMs;
    clearTimeout(atDeadline);
    if (nextMs < AGAIN_MS && !over.aborted) atDeadline = setTimeout(soon, nextMs);
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void plan(), GATHER_MS);
  };
  soon();
  const again = setInterval(soon, AGAIN_MS);
  const endings = [
    feed.subscribe(soon),
    workspace.subscribe(soon),
    listen(powerResumed, soon),
    useSettingsStore.subscribe(soon),
    () => clearInterval(again),
    () => clearTimeout(timer),
    () => clearTimeout(atDeadline),
  ];
  await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }));
  for (const end of endings) end();
  await call(planAlerts, { alerts: [], isStale: false });
  await call(showTray, { count: 0, breached: 0, urgent: [], state: 'calm' });
}
