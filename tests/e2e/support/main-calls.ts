import { expect, type Page } from '@playwright/test';
import type { PlannedAlert } from '../../../src/shared/ipc/alert-channels.ts';
import type { DesktopBus } from '../../support/desktop-bus.ts';
import type { RunningConsole } from './console.ts';
import { whateverIsCollected } from './in-main.ts';

export const TICKET_ID = '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11';

/** Calls main as the page would. */
export async function invoke(page: Page, channel: string, args?: unknown): Promise<unknown> {
  return page.evaluate(async ([name, payload]) => window.patamar.invoke(String(name), payload), [channel, args]);
}

/** Listens to an event in the page from now on; the function returned says what has come so far. */
export async function listen(page: Page, channel: string): Promise<() => Promise<unknown>> {
  await page.evaluate((name) => {
    const heard: unknown[] = [];
    window.patamar.on(name, (payload) => heard.push(payload));
    Object.assign(window, { [`heard ${name}`]: heard });
  }, channel);
  return async () => page.evaluate((name) => Reflect.get(window, `heard ${name}`), channel);
}

export async function isVisible({ app, page }: RunningConsole): Promise<boolean> {
  return whateverIsCollected(async () => (await app.browserWindow(page)).evaluate((window) => window.isVisible()));
}

/** Closes the console as the cross of its window does. */
export async function closeWindow({ app, page }: RunningConsole): Promise<void> {
  await whateverIsCollected(async () => (await app.browserWindow(page)).evaluate((window) => window.close()));
}

/** Closes the console, and waits until it is in the tray. */
export async function hideInTray(running: RunningConsole): Promise<void> {
  await closeWindow(running);
  await expect.poll(() => isVisible(running)).toBe(false);
}

/** Opens a console on a desktop that has a tray, and waits for its icon there. */
export async function inTray(desktop: DesktopBus, open: () => Promise<RunningConsole>): Promise<RunningConsole> {
  await desktop.offerTray();
  const running = await open();
  await desktop.trayIcon();
  return running;
}

/** An alert of a P2 that breaches now. */
export function anAlert(change: Partial<PlannedAlert> = {}): PlannedAlert {
  return {
    id: `${TICKET_ID}:breach`,
    ticketId: TICKET_ID,
    kind: 'breach',
    priority: 'P2',
    atMs: Date.now(),
    title: 'SLA estourado',
    body: 'Chamado 42',
    urgency: 'critical',
    queueId: null,
    groupName: '',
    insists: false,
    canTake: false,
    ...change,
  };
}

/** Has main plan these, as fresh as can be. */
export async function plan(page: Page, alerts: readonly PlannedAlert[], isStale = false): Promise<void> {
  await invoke(page, 'alerts:plan', { alerts, isStale });
}
