import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { defaultSettings } from '../../src/shared/ipc/contract.ts';
import { closeConsole, killConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { anAlert, invoke, isVisible, listen, plan, TICKET_ID as ticketId } from './support/main-calls.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';
import { PROJECT_ROOT } from './support/project-root.ts';
import { ELECTRON, ROOT_NEEDS, spawnConsole } from './support/spawned-console.ts';

// Nobody listens there: what is tested here is the shell, which never talks to the backend.
const backendUrl = 'http://127.0.0.1:9';
test('the page runs under its own scheme with no way to run foreign code or leave', async ({ open, userData }) => {
  const { app, page } = await open({ userData, backendUrl });
  expect(new URL(page.url()).host).toBe('patamar');
  const seen = await page.evaluate(async () => {
    const response = await fetch('app://patamar/index.html');
    const element = document.createElement('div');
    return {
      policy: response.headers.get('content-security-policy'),
      traversal: (await fetch('/..%2f..%2fpackage.json')).status,
      isSecure: window.isSecureContext,
      node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
      foreign: await fetch('https://example.com').then(
        () => 'reached',
        () => 'refused',
      ),
      markup: await new Promise((resolve) => resolve((element.innerHTML = '<b>x</b>'))).catch(String),
      // From a timer: what a test evaluates is itself exempt from the policy.
      evaluated: await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(String(Reflect.construct(Function, ['return 1'])));
          } catch (error) {
            resolve(error instanceof Error ? error.name : '');
          }
        });
      }),
      opened: window.open('file:///etc/passwd') === null,
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      isPersistent: await navigator.storage.persist(),
    };
  });
  expect(seen.policy).toContain("default-src 'none'; script-src 'self'");
  expect(seen.policy).toContain(`connect-src 'self' ${backendUrl};`);
  expect(seen.policy).toContain("require-trusted-types-for 'script'");
  expect(seen).toMatchObject({ isSecure: true, node: ['undefined', 'undefined'], foreign: 'refused', opened: true });
  expect(seen).toMatchObject({ evaluated: 'EvalError', geolocation: 'denied', isPersistent: true });
  expect(seen.traversal).toBeGreaterThanOrEqual(400);
  expect(seen.markup).toContain('TrustedHTML');

  await page.evaluate(() => location.assign('https://example.com/'));
  expect(await app.windows()[0]?.evaluate(() => location.host)).toBe('patamar');
});

test('preload knows no other channel, and main refuses arguments outside the contract', async ({ open, userData }) => {
  const { page } = await open({ userData, backendUrl });
  await expect(invoke(page, 'fs:read', '/etc/passwd')).rejects.toThrow('unknown channel: fs:read');
  await expect(invoke(page, 'alerts:tray', { count: -1, breached: 0, urgent: [], state: 'calm' })).rejects.toThrow(
    'alerts:tray: bad arguments at count',
  );
  await expect(invoke(page, 'secret:load', { name: '../../etc/passwd' })).rejects.toThrow('secret:load: bad arguments');
  const secret = { name: 'session:a', value: 7, allowPlain: 'hunter2' };
  const refusal: unknown = await invoke(page, 'secret:save', secret).catch((error: unknown) => error);
  expect(String(refusal)).toContain('bad arguments at value, allowPlain');
  expect(String(refusal)).not.toContain('hunter2');
  const database = 'patamar:127.0.0.1:9:u1';
  const row = { seq: 1, name: 'ticket.note', args: { body: 'x' }, performedAtMs: 0 };
  const append = async (change: object): Promise<unknown> =>
    invoke(page, 'journal:append', { database, clientId: ticketId, rows: [row], ...change });
  await expect(append({ clientId: '../x' })).rejects.toThrow('journal:append: bad arguments at clientId');
  await expect(append({ rows: [{ ...row, seq: 0 }] })).rejects.toThrow('bad arguments at rows.0.seq');
  const large = { ...row, args: { body: 'x'.repeat(600_000) } };
  await expect(append({ rows: [large] })).rejects.toThrow('bad arguments at rows.0');
  expect(await invoke(page, 'journal:read', { database })).toEqual({ clients: [] });
  await append({});
  const clients = [{ clientId: ticketId, lastSeq: 1, rows: [row] }];
  expect(await invoke(page, 'journal:read', { database })).toEqual({ clients });
  await expect(listen(page, 'secret:changed')).rejects.toThrow('unknown channel: secret:changed');
});

test('the app says what it is and in which language the system is', async ({ open, userData }) => {
  const { page } = await open({ userData, backendUrl: `${backendUrl}/`, locale: 'pt-BR' });
  expect(await invoke(page, 'app:info')).toMatchObject({
    backendUrl,
    locale: 'pt-BR',
    isTest: true,
    platform: 'linux',
  });
});

test('an alert fires with the window hidden, and a click brings the window and opens the ticket', async ({
  open,
  userData,
  desktop,
}) => {
  const running = await open({ userData, backendUrl, env: { ...desktop.env, PATAMAR_HIDDEN: '1' } });
  const opened = await listen(running.page, 'ticket:open');
  const body = '<a href="http://x">clique</a> & já';
  await plan(running.page, [anAlert({ atMs: Date.now() + 300, body })]);

  const shown = await desktop.notification('SLA estourado');
  expect(shown).toMatchObject({ body: '&lt;a href="http://x"&gt;clique&lt;/a&gt; &amp; já', urgency: 2, timeout: 0 });
  expect(await isVisible(running)).toBe(false);

  await desktop.act('click', shown.id);
  await expect.poll(opened).toEqual([{ ticketId }]);
  expect(await isVisible(running)).toBe(true);
});

test('an alert that has fired does not fire again, not after a restart either', async ({ open, userData, desktop }) => {
  const first = await open({ userData, backendUrl, env: desktop.env });
  await plan(first.page, [anAlert()]);
  await desktop.notification('SLA estourado');
  await closeConsole(first);

  const second = await open({ userData, backendUrl, env: desktop.env });
  const alerts = [anAlert(), anAlert({ id: 'later', title: 'Outro' })];
  await plan(second.page, alerts);
  await desktop.notification('Outro');
  expect(desktop.shown().map((shown) => shown.summary)).toEqual(['SLA estourado', 'Outro']);
});

test('the plan outlives a crash of the page, which comes back and hears the click', async ({ userData, desktop }) => {
  // Not through launchConsole: Playwright's own attachment to a page does not survive that page's crash.
  const running = await spawnConsole({ userData, backendUrl, env: desktop.env });
  try {
    const before = await running.connect();
    await plan(before.page, [anAlert({ atMs: Date.now() + 2_000 })]);
    const session = await before.page.context().newCDPSession(before.page);
    // Never answered: who should answer is gone.
    session.send('Page.crash').catch(() => undefined);
    await before.page.waitForEvent('crash');
    await before.browser.close();

    const shown = await desktop.notification('SLA estourado');
    const after = await running.connect();
    const opened = await listen(after.page, 'ticket:open');
    await desktop.act('click', shown.id);
    await expect.poll(opened).toEqual([{ ticketId }]);
    await after.browser.close();
  } finally {
    await running.stop();
  }
});

test('with the window hidden a kind that is off stays silent, and quiet hours let through the breach of a P1 only', async ({
  open,
  userData,
  desktop,
}) => {
  const always = { isOn: true, from: '00:00', to: '00:00', weekdays: [0, 1, 2, 3, 4, 5, 6], letsP1Through: true };
  const notifications = { kinds: { warning: false }, hasSound: true, quiet: always };
  const first = await open({ userData, backendUrl, env: { ...desktop.env, PATAMAR_HIDDEN: '1' } });
  await invoke(first.page, 'settings:save', { notifications });
  const alerts = [
    anAlert({ id: 'p2', title: 'P2 estourado' }),
    anAlert({ id: 'p1 warning', title: 'P1 perto', kind: 'warning', priority: 'P1' }),
    anAlert({ id: 'p1', title: 'P1 estourado', priority: 'P1' }),
  ];
  await plan(first.page, alerts);
  await desktop.notification('P1 estourado');
  await closeConsole(first);

  // Closed and opened in quiet hours, what was missed waits; without them it is told once.
  const second = await open({ userData, backendUrl, env: desktop.env });
  expect(await invoke(second.page, 'settings:load')).toMatchObject({ notifications });
  expect(desktop.shown().map((shown) => shown.summary)).toEqual(['P1 estourado']);
  await invoke(second.page, 'settings:save', {
    notifications: { ...notifications, quiet: { ...always, isOn: false } },
  });
  expect(await desktop.notification(/horário de silêncio/)).toMatchObject({
    summary: '1 alerta no horário de silêncio',
    body: 'P2 estourado',
  });
  await closeConsole(second);
  const third = await open({ userData, backendUrl, env: desktop.env });
  await plan(third.page, [anAlert({ id: 'last', title: 'Outro' })]);
  await desktop.notification('Outro');
  expect(desktop.shown()).toHaveLength(3);
});

test('settings outside the contract are refused, whatever window asks', async ({ open, userData }) => {
  const { page } = await open({ userData, backendUrl });
  const quiet = { ...defaultSettings.notifications.quiet, from: '25:00' };
  const notifications = { ...defaultSettings.notifications, quiet };
  await expect(invoke(page, 'settings:save', { notifications })).rejects.toThrow('bad arguments at notifications');
  await expect(invoke(page, 'machine:start-at-login', { isOn: 'yes' })).rejects.toThrow('bad arguments at isOn');
  await expect(invoke(page, 'machine:open-document', { document: '/etc/passwd', language: 'en' })).rejects.toThrow(
    'bad arguments at document',
  );
});

test('a desktop without notifications hands the alert to the page', async ({ open, userData }) => {
  const { page } = await open({ userData, backendUrl, env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } });
  const failed = await listen(page, 'alert:failed');
  await plan(page, [anAlert({ body: 'a < b' })]);
  await expect.poll(failed).toEqual([{ id: `${ticketId}:breach`, title: 'SLA estourado', body: 'a < b' }]);
});

test('waking up tells the page once', async ({ open, userData, desktop }) => {
  const running = await open({ userData, backendUrl, env: desktop.env });
  const { app, page } = running;
  await desktop.appHearsOfSleep();
  await listen(page, 'power:resumed');
  await desktop.act('sleep');
  await desktop.act('wake');
  // Chromium drops its sockets when the machine goes to sleep, Playwright's to the page among them; main's stays.
  const resumed = async (): Promise<unknown> =>
    inMain(app, async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const heard: unknown = await window?.webContents.executeJavaScript("window['heard power:resumed']");
      return heard;
    });
  await expect.poll(resumed).toEqual([{ atMs: expect.any(Number) }]);
  await killConsole(running);
});

test('without a keyring a session goes to disk only when the agent agreed', async ({ open, userData }) => {
  const first = await open({ userData, backendUrl });
  expect(await invoke(first.page, 'app:info')).toMatchObject({ hasKeyring: false });
  const memory = { name: 'session:memory', value: 'one', allowPlain: false };
  const plain = { name: 'session:plain', value: 'two', allowPlain: true };
  expect(await invoke(first.page, 'secret:save', memory)).toEqual({ kept: 'memory' });
  expect(await invoke(first.page, 'secret:save', plain)).toEqual({ kept: 'plain' });
  expect(await invoke(first.page, 'secret:load', { name: 'session:memory' })).toEqual({ value: 'one' });
  expect((await stat(path.join(userData, 'sessions.json'))).mode & 0o777).toBe(0o600);
  await closeConsole(first);

  const second = await open({ userData, backendUrl });
  expect(await invoke(second.page, 'secret:load', { name: 'session:memory' })).toEqual({ value: null });
  expect(await invoke(second.page, 'secret:load', { name: 'session:plain' })).toEqual({ value: 'two' });
  await invoke(second.page, 'secret:clear', { name: 'session:plain' });
  expect(await readFile(path.join(userData, 'sessions.json'), 'utf8')).toBe('{}');
});

test('settings and the place of the window are there after a restart', async ({ open, userData }) => {
  const account = { backendUrl, userId: 'u1', name: 'Ana', email: 'ana@example.com', databaseName: 'patamar:u1' };
  const first = await open({ userData, backendUrl });
  const atFirst = { ...defaultSettings, firstRun: { isOffered: false, seenBy: [] } };
  expect(await invoke(first.page, 'settings:load')).toEqual(atFirst);
  const changed = { ...atFirst, language: 'en', theme: 'dark', account };
  expect(await invoke(first.page, 'settings:save', { theme: 'dark', account })).toMatchObject({ language: null });
  expect(await invoke(first.page, 'settings:save', { language: 'en' })).toEqual(changed);
  const menu = await inMain(first.app, ({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label));
  expect(menu).toEqual(['File', 'Edit', 'View', 'Window']);
  const bounds = { x: 40, y: 30, width: 1100, height: 700 };
  await (await first.app.browserWindow(first.page)).evaluate((window, place) => window.setBounds(place), bounds);
  await closeConsole(first);

  const second = await open({ userData, backendUrl });
  expect(await invoke(second.page, 'settings:load')).toEqual(changed);
  expect(await second.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  expect(await (await second.app.browserWindow(second.page)).evaluate((window) => window.getBounds())).toEqual(bounds);
});

test('a second start hands its link to the running app and ends', async ({ open, userData }) => {
  const running = await open({ userData, backendUrl, env: { PATAMAR_HIDDEN: '1' } });
  const opened = await listen(running.page, 'ticket:open');
  const second = spawn(ELECTRON, [...ROOT_NEEDS, PROJECT_ROOT, `patamar://ticket/${ticketId}?from=mail`], {
    env: { ...process.env, PATAMAR_USER_DATA: userData },
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect.poll(opened).toEqual([{ ticketId }]);
  expect(await isVisible(running)).toBe(true);
});

test('a torn write at the end of the local database costs that write and nothing else', async ({ open, userData }) => {
  const rowsAfter = async (isWriting: boolean): Promise<unknown> => {
    const running = await open({ userData, backendUrl });
    const rows: unknown = await running.page.evaluate(async (isWritingInPage) => {
      const opening = indexedDB.open('shell-test', 1);
      opening.addEventListener('upgradeneeded', () =>
        opening.result.createObjectStore('rows', { autoIncrement: true }),
      );
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const transaction = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
      if (isWritingInPage) transaction.objectStore('rows').add({ text: 'kept' });
      const counting = transaction.objectStore('rows').count();
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
      return counting.result;
    }, isWriting);
    await closeConsole(running);
    return rows;
  };
  expect(await rowsAfter(true)).toBe(1);
  expect(await rowsAfter(true)).toBe(2);
  const folder = path.join(userData, 'IndexedDB/app_patamar_0.indexeddb.leveldb');
  const log = (await readdir(folder)).find((name) => name.endsWith('.log'));
  if (log === undefined) throw new Error('the database has no log');
  const file = path.join(folder, log);
  // What a kill between LevelDB's two write calls leaves: the header of a record without the record.
  await appendFile(file, (await readFile(file)).subarray(0, 7));
  expect(await rowsAfter(true)).toBe(3);
  expect(await rowsAfter(false)).toBe(3);
});

test('with the network cut nothing reaches the backend, and it does once it is back', async ({ open, userData }) => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.setHeader('access-control-allow-origin', '*').end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  const { app, page } = await open({ userData, backendUrl: url });
  const reach = async (): Promise<string> =>
    page.evaluate(
      async (target) =>
        fetch(target).then(
          () => `reached, onLine ${navigator.onLine}`,
          () => `failed, onLine ${navigator.onLine}`,
        ),
      url,
    );
  await cutNetwork(app);
  const before = requests;
  expect(await reach()).toBe('failed, onLine false');
  expect(requests).toBe(before);
  await restoreNetwork(app);
  expect(await reach()).toBe('reached, onLine true');
  server.closeAllConnections();
  server.close();
});
