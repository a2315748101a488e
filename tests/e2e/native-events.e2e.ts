import { markIdOf } from '../../src/shared/domain/alert-mark.ts';
import { signIn } from './support/agent.ts';
import type { ApiPerson } from './support/api.ts';
import type { RunningConsole } from './support/console.ts';
import { expect, type Fixtures, test } from './support/fixture.ts';
import { hideInTray, inTray } from './support/main-calls.ts';
import { atTheBackend, kept, newsBegins } from './support/news.ts';

const QUEUE = 'N1 Atendimento';
/** Long enough to put the console into the tray before. */
const SOON_MS = 15_000;
const MINUTE_MS = 60_000;

async function idOf(api: ApiPerson, name: string): Promise<string> {
  const found = (await api.rows('user')).find((row) => row['name'] === name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found.id;
}

/** Opens the console for a person who has everything that there is, and puts it into the tray. */
async function inTrayFor(
  name: string,
  { open, backend, userData, desktop }: { [K in 'open' | 'backend' | 'userData' | 'desktop']: Fixtures[K] },
): Promise<RunningConsole> {
  const running = await inTray(desktop, () => open({ userData, backendUrl: backend.url, env: desktop.env }));
  await signIn(running.page, name);
  await newsBegins(running.page);
  await hideInTray(running);
  return running;
}

test('what colleagues do reaches a person in the tray: a ticket given to them, their name in a note, a date to take one up', async ({
  open,
  backend,
  userData,
  desktop,
}) => {
  test.setTimeout(300_000);
  const [ana, helena] = await atTheBackend(backend, 'n1', 'supervisor');
  const [carlosId, julianaId] = [await idOf(ana, 'Carlos Eduardo Souza'), await idOf(ana, 'Juliana Rocha')];
  const named = await ana.createTicket(QUEUE, { subject: 'Fatura em dobro', priority: 'P3' });
  const given = await ana.createTicket(QUEUE, { subject: 'Modem <i>sem</i> luz', priority: 'P3' });
  const scheduled = await ana.createTicket(QUEUE, { subject: 'Visita do técnico', priority: 'P3' });
  await helena.act('ticket.assign', { ticketId: scheduled, toId: carlosId });

  await inTrayFor('Carlos Eduardo Souza', { open, backend, userData, desktop });
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
  const [ana, admin] = await atTheBackend(backend, 'n1', 'admin');
  const queues = await ana.rows('queue');
  const [from, to] = [QUEUE, 'N2 Redes'].map((name) => queues.find((row) => row['name'] === name));
  const saved = await admin.act('queue.save', { row: { ...from, alertsGoTo: to?.id, alertsGoAfterMinutes: 1 } });
  expect(saved?.status).toBe('applied');

  const running = await inTrayFor('Helena Duarte', { open, backend, userData, desktop });
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
