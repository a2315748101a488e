import { planAlerts, powerResumed } from '../../shared/ipc/contract.ts';
import { call, listen } from '../lib/bridge.ts';
import { currentText } from '../lib/text.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { planOf } from './alert-plan.ts';
import { backendNowMs, clockOffsetMs } from './backend-clock.ts';
import type { OpenConsole } from './open-console.ts';

/** Many changes come together in a pull; the plan is made once for all of them. */
const GATHER_MS = 200;
/** Main holds the nearest alerts; further ones move up as time goes by. */
const AGAIN_MS = 5 * 60_000;

/**
 * Keeps main's schedule of alerts true to the tickets this agent holds, until the function it returns is called. The
 * schedule itself is main's, so that alerts come with the window hidden and the page gone.
 */
export function startAlerts({ db, identity, feed, workspace }: OpenConsole): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const plan = async (): Promise<void> => {
    const known = workspace.get();
    if (known === null || isOver) return;
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
    if (!isOver) await call(planAlerts, { alerts });
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
  ];
  return () => {
    isOver = true;
    for (const end of endings) end();
    void call(planAlerts, { alerts: [] });
  };
}
