import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { PlannedAlert } from '../../src/shared/ipc/alert-channels.ts';
import { killConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import {
  anAlert,
  closeWindow,
  hideInTray,
  inTray,
  invoke,
  isVisible,
  listen,
  plan,
  TICKET_ID,
} from './support/main-calls.ts';
import { PROJECT_ROOT } from './support/project-root.ts';
import { ELECTRON, ROOT_NEEDS } from './support/spawned-console.ts';

// Nobody listens there: what is tested here is main's part, which never talks to the backend.
const backendUrl = 'http://127.0.0.1:9';
const QUEUE_ID = '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c22';
const CALM = { count: 0, breached: 0, urgent: [], state: 'calm' };

/** So many alerts of as many tickets of one queue. */
function manyAlerts(count: number): PlannedAlert[] {
  return Array.from({ length: count }, (_, n) =>
    anAlert({
      id: `many ${n}`,
      ticketId: `${TICKET_ID.slice(0, -2)}${n + 10}`,
      kind: 'warning',
      title: `N1-${n + 1} <b>vence</b>`,
      queueId: QUEUE_ID,
      groupName: 'N1 Atendimento',
      urgency: 'normal',
    }),
  );
}

test('twelve alerts at once are one notification of their queue, and a click has the console show that queue', async ({
  open,
  userData,
  desktop,
}) => {
  const running = await open({ userData, backendUrl, env: { ...desktop.env, PATAMAR_HIDDEN: '1' } });
  const opened = await listen(running.page, 'queue:open');
  await plan(running.page, manyAlerts(12));
  const shown = await desktop.notification('12 chamados em risco em N1 Atendimento');
  expect(shown.body.split('\n')).toEqual([
    'N1-1 &lt;b&gt;vence&lt;/b&gt;',
    'N1-2 &lt;b&gt;vence&lt;/b&gt;',
    'N1-3 &lt;b&gt;vence&lt;/b&gt;',
    'e mais 9',
  ]);
  expect(desktop.shown()).toHaveLength(1);
  await desktop.act('click', shown.id);
  await expect.poll(opened).toEqual([{ queueId: QUEUE_ID }]);
  expect(await isVisible(running)).toBe(true);
});

test('an alert is taken off the screen when it leaves the plan, is known elsewhere or is put off', async ({
  open,
  userData,
  desktop,
}) => {
  const { page } = await open({ userData, backendUrl, env: desktop.env });
  const alerts = ['a', 'b', 'c'].map((id) => anAlert({ id, title: id }));
  await plan(page, alerts);
  const ids = [];
  for (const { title } of alerts) ids.push((await desktop.notification(title)).id);
  const [a = 0, b = 0, c = 0] = ids;

  await plan(page, alerts.slice(1));
  await desktop.withdrawn(a);
  await invoke(page, 'alerts:acknowledge', { ids: ['b'] });
  await desktop.withdrawn(b);
  await invoke(page, 'alerts:snooze', { id: 'c', untilMs: Date.now() + 600_000 });
  await desktop.withdrawn(c);
});

test('an alert that is put off comes again after a restart, and says when it may be out of date', async ({
  open,
  consoles,
  userData,
  desktop,
}) => {
  const first = await open({ userData, backendUrl, env: desktop.env });
  const alert = anAlert({ body: 'a < b' });
  await plan(first.page, [alert]);
  await desktop.notification('SLA estourado');
  await invoke(first.page, 'alerts:snooze', { id: alert.id, untilMs: Date.now() + 1_500 });
  await consoles.closeAll();

  const second = await open({ userData, backendUrl, env: desktop.env });
  await plan(second.page, [alert], true);
  await expect
    .poll(() => desktop.shown().map(({ body }) => body))
    .toEqual(['a &lt; b', 'a &lt; b\nPode estar desatualizado.']);
});

test('what was clicked is told to the page, and shows no more; the ticket in front tells nothing', async ({
  open,
  userData,
  desktop,
}) => {
  const { app, page } = await open({ userData, backendUrl, env: desktop.env });
  const acted = await listen(page, 'alert:acted');
  await plan(page, [anAlert({ id: 'a' })]);
  await desktop.act('click', (await desktop.notification('SLA estourado')).id);
  await expect.poll(acted).toEqual([{ id: 'a', ticketId: TICKET_ID, action: 'opened', untilMs: null }]);

  await expect
    .poll(async () => inMain(app, ({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null))
    .toBe(true);
  await invoke(page, 'alerts:focused-ticket', { ticketId: TICKET_ID });
  const other = anAlert({ id: 'c', title: 'Outro', ticketId: QUEUE_ID });
  await plan(page, [anAlert({ id: 'b', title: 'À frente' }), other]);
  await desktop.notification('Outro');
  expect(desktop.shown().map(({ summary }) => summary)).toEqual(['SLA estourado', 'Outro']);
});

test('the icon in the tray says how it stands, and its menu leads to the most urgent tickets', async ({
  open,
  userData,
  desktop,
}) => {
  const env = { ...desktop.env, PATAMAR_HIDDEN: '1' };
  const running = await inTray(desktop, () => open({ userData, backendUrl, env }));
  const { page } = running;
  const [opened, acted] = [await listen(page, 'ticket:open'), await listen(page, 'alert:acted')];
  const labels = async (): Promise<string[]> => (await desktop.trayEntries()).map(({ label }) => label);
  const fixed = ['Abrir o Patamar', 'Silenciar alertas por 1 hora', 'Sair'];
  await expect.poll(labels).toEqual(['Nenhum chamado perto de vencer', ...fixed]);

  await plan(page, [anAlert()]);
  const urgent = [{ ticketId: TICKET_ID, text: 'N1-42 venceu há 3 min' }];
  await invoke(page, 'alerts:tray', { count: 3, breached: 1, urgent, state: 'breached' });
  await expect.poll(labels).toEqual(['N1-42 venceu há 3 min', ...fixed]);
  expect(await desktop.trayTip()).toBe('Patamar: 1 vencido, 2 em risco');

  const { id } = await desktop.notification('SLA estourado');
  await desktop.pickInTray('N1-42 venceu há 3 min');
  await expect.poll(opened).toEqual([{ ticketId: TICKET_ID }]);
  expect(await acted()).toEqual([{ id: anAlert().id, ticketId: TICKET_ID, action: 'opened', untilMs: null }]);
  await desktop.withdrawn(id);
  expect(await isVisible(running)).toBe(true);

  await invoke(page, 'settings:save', { language: 'en' });
  await expect.poll(async () => (await labels()).at(-1)).toBe('Quit');
  await invoke(page, 'alerts:tray', CALM);
  await expect.poll(async () => (await labels())[0]).toBe('No ticket near its deadline');
});

test('muted from the tray nothing is told but what breaks through, and what was kept when it ends', async ({
  open,
  userData,
  desktop,
}) => {
  const { page } = await inTray(desktop, () => open({ userData, backendUrl, env: desktop.env }));
  await desktop.pickInTray('Silenciar alertas por 1 hora');
  const mute = async (): Promise<object | undefined> => (await desktop.trayEntries()).at(-2);
  await expect
    .poll(mute)
    .toMatchObject({ label: expect.stringMatching(/^Alertas silenciados até \d\d:\d\d$/), isChecked: true });
  await plan(page, [anAlert({ title: 'P2' }), anAlert({ id: 'p1', title: 'P1', priority: 'P1' })]);
  await desktop.notification('P1');
  expect(desktop.shown()).toHaveLength(1);
  await desktop.pickInTray(/silenciados/);
  expect(await desktop.notification(/1 alerta/)).toMatchObject({ body: 'P2' });
  await expect.poll(mute).toMatchObject({ label: 'Silenciar alertas por 1 hora', isChecked: false });
});

test('closed, the console goes on in the tray, says so once, tells alerts, and comes back by a click on its icon', async ({
  open,
  userData,
  desktop,
}) => {
  const running = await inTray(desktop, () => open({ userData, backendUrl, env: desktop.env }));
  await plan(running.page, [anAlert({ atMs: Date.now() + 1_500 })]);
  await hideInTray(running);
  await desktop.notification('O Patamar continua aberto na bandeja');
  await desktop.notification('SLA estourado');

  await desktop.clickTray();
  await expect.poll(() => isVisible(running)).toBe(true);
  await hideInTray(running);

  // A second start is a way back too.
  const second = spawn(ELECTRON, [...ROOT_NEEDS, PROJECT_ROOT], {
    env: { ...process.env, PATAMAR_USER_DATA: userData },
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect.poll(() => isVisible(running)).toBe(true);
  expect(desktop.shown().filter(({ summary }) => /bandeja/.test(summary))).toHaveLength(1);

  const ended = once(running.process, 'exit');
  await closeWindow(running);
  await desktop.pickInTray('Sair');
  expect(await ended).toEqual([0, null]);
});

for (const [why, hasTray, closesToTray] of [
  ['a desktop without a tray', false, true],
  ['a person who does not want the tray', true, false],
] as const) {
  test(`for ${why} closing the console ends the app`, async ({ open, userData, desktop }) => {
    if (hasTray) await desktop.offerTray();
    const running = await open({ userData, backendUrl, env: desktop.env });
    await invoke(running.page, 'settings:save', { closesToTray });
    const ended = once(running.process, 'exit');
    await closeWindow(running);
    expect(await ended).toEqual([0, null]);
  });
}

test('with the console in the tray and the process of its page killed alerts fire all the same', async ({
  open,
  userData,
  desktop,
}) => {
  const running = await inTray(desktop, () => open({ userData, backendUrl, env: desktop.env }));
  await plan(running.page, [anAlert({ atMs: Date.now() + 3_000 })]);
  await closeWindow(running);
  await desktop.notification(/bandeja/);
  // Killed again whenever it comes back.
  await inMain(running.app, ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('did-start-loading', () => contents.forcefullyCrashRenderer());
    contents?.forcefullyCrashRenderer();
  });
  await desktop.notification('SLA estourado');
  await killConsole(running);
});
