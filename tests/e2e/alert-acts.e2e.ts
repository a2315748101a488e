import { signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import type { RunningConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { hideInTray, inTray, isVisible } from './support/main-calls.ts';

const QUEUE = 'N1 Atendimento';
const MINUTE_MS = 60_000;
// A critical ticket is to be accepted within ten minutes, warned of at 75 and 90 percent.
const AT_75_MS = 7.5 * MINUTE_MS;
const AT_90_MS = 9 * MINUTE_MS;
/** Steps so far from one another are no burst, and there is time to put the console into the tray before each. */
const APART_MS = 12_000;
/** How soon an alert is to be on the screen (sla.md). */
const WITHIN_MS = 2_000;

/** Keeps the notifications that main shows from now on, so that their buttons can be pressed. */
async function keepNotifications({ app }: RunningConsole): Promise<void> {
  await inMain(app, ({ Notification }) => {
    const kept: Electron.Notification[] = [];
    Object.assign(globalThis, { kept });
    const { show } = Notification.prototype;
    Notification.prototype.show = function (this: Electron.Notification) {
      kept.push(this);
      show.call(this);
    };
  });
}

/**
 * Presses a button of the notification that names a ticket: as Windows and macOS tell of it, since desktops of Linux get
 * none from Electron.
 */
async function press({ app }: RunningConsole, subject: string, label: string): Promise<void> {
  await inMain(
    app,
    (_electron, [text = '', button = '']) => {
      const kept = Reflect.get(globalThis, 'kept') as Electron.Notification[];
      const notification = kept.findLast(({ body }) => body.includes(text));
      const actionIndex = notification?.actions.findIndex((action) => action.text === button) ?? -1;
      if (notification === undefined || actionIndex < 0) throw new Error(`no notification of ${text} has ${button}`);
      notification.emit('action', { actionIndex });
    },
    [subject, label],
  );
}

test('what is done on a notification is done to the ticket, with the console in the tray: taken, put off, opened', async ({
  open,
  backend,
  userData,
  desktop,
}) => {
  test.setTimeout(300_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  await supervisor.cancelOpen();
  const running = await inTray(desktop, () => open({ userData, backendUrl: backend.url, env: desktop.env }));
  const { page } = running;
  await signIn(page, 'Carlos Eduardo Souza');
  await keepNotifications(running);

  const fromMs = Date.now();
  const dueOf = (place: number): number => fromMs + place * APART_MS;
  const create = (subject: string, stepMs: number, place: number): Promise<string> =>
    api.createTicket(QUEUE, { subject, priority: 'P1' }, dueOf(place) - stepMs);
  const toTake = await create('Sinal <b>caiu</b> & voltou', AT_75_MS, 1);
  const toSnooze = await create('Sem internet no caixa', AT_75_MS, 2);
  // This one is past its first step: the second takes the place of what is told of it at once.
  const toOpen = await create('Loja sem telefone', AT_90_MS, 3);
  const shownOf = (body: RegExp) => desktop.shown().findLast((one) => body.test(one.body));
  /** When a notification came, waited for until then. */
  const cameAtMs = async (body: RegExp): Promise<number> => {
    await expect.poll(() => shownOf(body), { timeout: 60_000, intervals: [100] }).toBeDefined();
    return Date.now();
  };
  const markOf = async (ticketId: string) =>
    (await api.rows('alertMark')).filter((row) => row['ticketId'] === ticketId);
  const ticketOf = async (ticketId: string) => (await api.rows('ticket')).find(({ id }) => id === ticketId);

  await cameAtMs(/Loja sem telefone/);
  const first = shownOf(/Loja sem telefone/);
  await hideInTray(running);

  expect((await cameAtMs(/caiu/)) - dueOf(1)).toBeLessThan(WITHIN_MS);
  // The body is markup there: what a customer wrote is text in it.
  expect(shownOf(/caiu/)?.body).toContain('Sinal &lt;b&gt;caiu&lt;/b&gt; &amp; voltou');
  await press(running, 'caiu', 'Assumir');
  await expect.poll(() => isVisible(running)).toBe(true);
  await expect(page.getByRole('heading', { name: 'Sinal <b>caiu</b> & voltou' })).toBeVisible();
  await hideInTray(running);
  await expect.poll(async () => (await ticketOf(toTake))?.['assigneeId']).toEqual(expect.any(String));
  expect(await api.historyOf(toTake)).toEqual(['created', 'claimed']);
  await expect.poll(() => markOf(toTake)).toMatchObject([{ state: 'acknowledged' }]);

  expect((await cameAtMs(/Sem internet/)) - dueOf(2)).toBeLessThan(WITHIN_MS);
  await press(running, 'Sem internet', 'Adiar 10 min');
  await expect.poll(() => markOf(toSnooze)).toMatchObject([{ state: 'snoozed' }]);
  const [mark] = await markOf(toSnooze);
  expect(Math.abs(Number(mark?.['untilMs']) - Date.now() - 10 * MINUTE_MS)).toBeLessThan(MINUTE_MS);
  expect(await isVisible(running)).toBe(false);

  await expect.poll(() => shownOf(/Loja sem telefone/)?.id, { timeout: 60_000, intervals: [100] }).not.toBe(first?.id);
  expect(Date.now() - dueOf(3)).toBeLessThan(WITHIN_MS);
  await desktop.withdrawn(first?.id ?? -1);
  await desktop.act('click', shownOf(/Loja sem telefone/)?.id ?? -1);
  await expect.poll(() => isVisible(running)).toBe(true);
  await expect(page.getByRole('heading', { name: 'Loja sem telefone' })).toBeVisible();
  await expect
    .poll(() => markOf(toOpen))
    .toEqual(expect.arrayContaining([expect.objectContaining({ state: 'acknowledged' })]));
  expect((await ticketOf(toOpen))?.['assigneeId']).toBeNull();
});
