import type { Page } from '@playwright/test';
import { markIdOf } from '../../src/shared/domain/alert-mark.ts';
import { signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { hideInTray, inTray } from './support/main-calls.ts';

const QUEUE = 'N1 Atendimento';
/** Long enough to put the console into the tray before. */
const SOON_MS = 15_000;
const MINUTE_MS = 60_000;

async function idOf(api: ApiPerson, name: string): Promise<string> {
  const found = (await api.rows('user')).find((row) => row['name'] === name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found.id;
}

/** All values of a store of the account's database on this machine. */
function kept(page: Page, store: string): Promise<readonly Record<string, unknown>[]> {
  return page.evaluate(async (name) => {
    const databases = (await indexedDB.databases()).map((each) => each.name ?? '');
    const opening = indexedDB.open(databases.find((each) => each.startsWith('patamar')) ?? '');
    const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const asked: IDBRequest<Record<string, unknown>[]> = db.transaction(name).objectStore(name).getAll();
    await new Promise((resolve) => (asked.onsuccess = resolve));
    db.close();
    return asked.result;
  }, store);
}

/** Waits until the first sync is complete: what comes from then on is news on this machine. */
async function newsBegins(page: Page): Promise<void> {
  const isKnown = async (): Promise<boolean> =>
    (await kept(page, 'meta')).some(({ key, value }) => key === 'alertsSinceMs' && typeof value === 'number');
  await expect.poll(isKnown, { timeout: 60_000 }).toBe(true);
}

test('what colleagues do reaches a person in the tray: a ticket given to them, their name in a note, a date to take one up', async ({
  open,
  backend,
  userData,
  desktop,
}) => {
  test.setTimeout(300_000);
  const [ana, helena] = await Promise.all(
    ['n1', 'supervisor'].map((name) => ApiPerson.signIn(backend.url, `${name}@aurora.example`)),
  );
  if (ana === undefined || helena === undefined) throw new Error('two people sign in');
  const [carlosId, julianaId] = [await idOf(ana, 'Carlos Eduardo Souza'), await idOf(ana, 'Juliana Rocha')];
  const named = await ana.createTicket(QUEUE, { subject: 'Fatura em dobro', priority: 'P3' });
  const given = await ana.createTicket(QUEUE, { subject: 'Modem <i>sem</i> luz', priority: 'P3' });
  const scheduled = await ana.createTicket(QUEUE, { subject: 'Visita do técnico', priority: 'P3' });
  await helena.act('ticket.assign', { ticketId: scheduled, toId: carlosId });

  const running = await inTray(desktop, () => open({ userData, backendUrl: backend.url, env: desktop.env }));
  await signIn(running.page, 'Carlos Eduardo Souza');
  await newsBegins(running.page);
  await hideInTray(running);
  await desktop.notification(/bandeja/);

  await helena.act('ticket.assign', { ticketId: given, toId: carlosId });
  const told = await desktop.notification(/^N1-\d+: atribuído a você$/);
  expect(told.body).toBe('Helena Duarte atribuiu. Modem &lt;i&gt;sem&lt;/i&gt; luz');
  await helena.act('ticket.assign', { ticketId: given, toId: julianaId });
  await desktop.withdrawn(told.id);

  const note = { messageId: crypto.randomUUID(), body: '@Carlos Eduardo Souza pode ver?', mentions: [carlosId] };
  await ana.act('ticket.note', { ticketId: named, ...note });
  expect(await desktop.notification(/Ana Beatriz Ferreira mencionou você$/)).toMatchObject({ body: 'Fatura em dobro' });

  const followUpAtMs = Date.now() + SOON_MS;
  const wait = { status: 'scheduled', reason: 'técnico a caminho', followUpAtMs };
  const set = await helena.act('ticket.setStatus', { ticketId: scheduled, ...wait });
  expect(set?.status).toBe('applied');
  await expect
    .poll(() => desktop.shown().find(({ summary }) => summary.endsWith('retomar agora')), {
      timeout: 2 * SOON_MS,
      intervals: [100],
    })
    .toMatchObject({ body: 'Visita do técnico' });
  expect(Math.abs(Date.now() - followUpAtMs)).toBeLessThan(2_000);
});

test('an alert that nobody acknowledges reaches the supervisor of the queue it goes on to, and leaves when somebody does', async ({
  open,
  backend,
  userData,
  desktop,
}) => {
  test.setTimeout(300_000);
  const [ana, admin] = await Promise.all(
    ['n1', 'admin'].map((name) => ApiPerson.signIn(backend.url, `${name}@aurora.example`)),
  );
  if (ana === undefined || admin === undefined) throw new Error('two people sign in');
  const queues = await ana.rows('queue');
  const [from, to] = [QUEUE, 'N2 Redes'].map((name) => queues.find((row) => row['name'] === name));
  const saved = await admin.act('queue.save', { row: { ...from, alertsGoTo: to?.id, alertsGoAfterMinutes: 1 } });
  expect(saved?.status).toBe('applied');

  const running = await inTray(desktop, () => open({ userData, backendUrl: backend.url, env: desktop.env }));
  await signIn(running.page, 'Helena Duarte');
  await newsBegins(running.page);
  await hideInTray(running);
  // Critical: warned of at 75 percent of ten minutes, and supervisors of it from 90 on. It goes on a minute after the warning.
  const dueAtMs = Date.now() + SOON_MS;
  const subject = 'Anel óptico <b>rompido</b>';
  const ticketId = await ana.createTicket(QUEUE, { subject, priority: 'P1' }, dueAtMs - 8.5 * MINUTE_MS);
  // Others of the queue may have gone on already.
  const find = () =>
    desktop
      .shown()
      .find(({ summary, body }) => summary.endsWith('alerta sem reconhecimento') && body.includes('Anel óptico'));
  await expect.poll(find, { timeout: 3 * SOON_MS, intervals: [100] }).toBeDefined();
  expect(Math.abs(Date.now() - dueAtMs)).toBeLessThan(2_000);
  const told = find();
  expect(told?.body).toBe(
    'Aceite N1 perto de vencer, e ninguém de N1 Atendimento reconheceu. Anel óptico &lt;b&gt;rompido&lt;/b&gt;',
  );

  const own = (): Promise<readonly Record<string, unknown>[]> =>
    kept(running.page, 'alerts').then((all) => all.filter((each) => each['ticketId'] === ticketId));
  await expect.poll(async () => (await own()).length, { timeout: 30_000 }).toBeGreaterThan(0);
  const [alertId = ''] = String((await own())[0]?.['id']).split(':on:');
  const anaId = (await ana.rows('user')).find((row) => row['name'] === 'Ana Beatriz Ferreira')?.id ?? '';
  await ana.act('alert.acknowledge', { ticketId, alertId, markId: markIdOf(alertId, anaId) });
  await desktop.withdrawn(told?.id ?? -1);
});
