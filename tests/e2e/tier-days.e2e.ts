import { N1_QUEUE } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';
import { escalateTo, TierDay } from './support/tier-day.ts';

const N2_QUEUE = 'N2 Redes';
const N3_QUEUE = 'N3 Engenharia';
const ONLINE_AGAIN = { timeout: 40_000 };

/** What each day has left in the histories of its tickets, in order. */
type Histories = Readonly<Record<string, readonly string[]>>;
type Step = readonly [what: string, take: (day: TierDay) => Promise<void>];
type Tickets = readonly string[];

type Day = {
  readonly tier: string;
  readonly email: string;
  /** Tickets as they wait in the morning, the first on top; their subjects. */
  readonly prepare: (supervisor: ApiPerson) => Promise<ReadonlyMap<string, string>>;
  readonly steps: (subjects: Tickets) => readonly Step[];
  readonly histories: (subjects: Tickets) => Histories;
};

/** Tickets on top of a queue, in this order. */
async function onTop(
  subjects: Tickets,
  make: (subject: string) => Promise<string>,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const subject of subjects) ids.set(subject, await make(subject));
  return ids;
}

const N1: Day = {
  tier: 'N1',
  email: 'n1@aurora.example',
  prepare: (supervisor) =>
    onTop(['Loja sem sinal', 'Fatura em dobro'], (subject) => supervisor.createOnTop(N1_QUEUE, subject)),
  steps: ([first = '', second = '']) => [
    ['opens the queue', (day) => day.openTop(1, first)],
    ['claims', (day) => day.press('c', 'Chamado assumido')],
    ['sees why the deadline is so', (day) => day.explainDeadline()],
    ['answers', (day) => day.write('r', 'Bom dia, já estou verificando.')],
    ['notes', (day) => day.write('n', 'Ligar antes do meio-dia.')],
    ['names a colleague', (day) => day.mention('julia', 'Juliana Rocha')],
    ['tries', (day) => day.attempt('Reiniciou o modem')],
    ['tries again', (day) => day.attempt('Trocou o cabo')],
    ['waits', (day) => day.waitForVendor('Fornecedor verifica a fibra')],
    ['goes on', (day) => day.resume()],
    ['looks something up', (day) => day.find('fatura')],
    ['answers again', (day) => day.write('r', 'Vou passar aos especialistas.')],
    ['escalates', (day) => day.escalate()],
    ['has it no longer', (day) => day.expectGone(first)],
    ['opens the next', (day) => day.openTop(1, second)],
    ['claims it', (day) => day.press('c', 'Chamado assumido')],
    ['looks at the palette', (day) => day.priority()],
    ['answers it', (day) => day.write('r', 'A fatura foi corrigida.')],
    ['resolves', (day) => day.resolve('Cobrança estornada')],
    ['has it no longer either', (day) => day.expectGone(second)],
    ['registers another', (day) => day.register('Portal não abre')],
  ],
  histories: ([first = '', second = '']) => ({
    [first]: [
      'created',
      'claimed',
      'replied',
      'noted',
      'noted',
      'attempted',
      'attempted',
      'status_set',
      'status_set',
      'replied',
      'escalated',
    ],
    [second]: ['created', 'claimed', 'replied', 'resolved'],
  }),
};

const N2: Day = {
  tier: 'N2',
  email: 'n2@aurora.example',
  prepare: (supervisor) =>
    onTop(['Filial sem rede', 'Roteador trava', 'Lentidão à noite'], async (subject) => {
      const id = await supervisor.createOnTop(N1_QUEUE, subject);
      await escalateTo(supervisor, id, 1, N2_QUEUE);
      return id;
    }),
  steps: ([first = '', second = '', third = '']) => [
    ['opens the queue', (day) => day.openTop(2, first)],
    ['accepts', (day) => day.press('a', 'Escalonamento aceito')],
    ['sees why the deadline is so', (day) => day.explainDeadline()],
    ['answers', (day) => day.write('r', 'Recebemos o seu caso e já analisamos.')],
    ['notes', (day) => day.write('n', 'Perda de pacotes no enlace.')],
    ['names a colleague', (day) => day.mention('camila', 'Camila Barros')],
    ['tries', (day) => day.attempt('Mediu o enlace')],
    ['waits', (day) => day.waitForVendor('Operadora mede a rota')],
    ['goes on', (day) => day.resume()],
    ['tries again', (day) => day.attempt('Trocou a rota')],
    ['escalates', (day) => day.escalate()],
    ['has it no longer', (day) => day.expectGone(first)],
    ['opens the next', (day) => day.openTop(2, second)],
    ['accepts it', (day) => day.press('a', 'Escalonamento aceito')],
    ['looks something up', (day) => day.find('roteador')],
    ['gives it back', (day) => day.giveBack('Faltam as fotos do equipamento')],
    ['has it no longer either', (day) => day.expectGone(second)],
    ['opens the third', (day) => day.openTop(2, third)],
    ['accepts it too', (day) => day.press('a', 'Escalonamento aceito')],
    ['answers it', (day) => day.write('r', 'A rota foi normalizada.')],
    ['resolves', (day) => day.resolve('Rota normalizada')],
  ],
  histories: ([first = '', second = '', third = '']) => ({
    [first]: [
      'created',
      'escalated',
      'accepted',
      'replied',
      'noted',
      'noted',
      'attempted',
      'status_set',
      'status_set',
      'attempted',
      'escalated',
    ],
    [second]: ['created', 'escalated', 'accepted', 'returned'],
    [third]: ['created', 'escalated', 'accepted', 'replied', 'resolved'],
  }),
};

const N3: Day = {
  tier: 'N3',
  email: 'n3@aurora.example',
  prepare: (supervisor) =>
    onTop(['Firmware derruba a OLT', 'Rota perdida no núcleo'], async (subject) => {
      const id = await supervisor.createOnTop(N2_QUEUE, subject);
      await escalateTo(supervisor, id, 2, N3_QUEUE);
      return id;
    }),
  steps: ([first = '', second = '']) => [
    ['opens the queue', (day) => day.openTop(3, first)],
    ['accepts', (day) => day.press('a', 'Escalonamento aceito')],
    ['sees why the deadline is so', (day) => day.explainDeadline()],
    ['notes', (day) => day.write('n', 'Reproduzido no laboratório.')],
    ['notes more', (day) => day.write('n', 'Só na versão 4.2.')],
    ['names a colleague', (day) => day.mention('fernanda', 'Fernanda Prado')],
    ['looks something up', (day) => day.find('firmware')],
    ['tries', (day) => day.attempt('Voltou a versão 4.1')],
    ['waits', (day) => day.waitForVendor('Fabricante analisa o registro')],
    ['answers meanwhile', (day) => day.write('r', 'O fabricante está com o caso.')],
    ['goes on', (day) => day.resume()],
    ['tries again', (day) => day.attempt('Aplicou a correção')],
    ['answers', (day) => day.write('r', 'A correção foi aplicada.')],
    ['resolves', (day) => day.resolve('Correção de firmware aplicada')],
    ['has it no longer', (day) => day.expectGone(first)],
    ['opens the next', (day) => day.openTop(3, second)],
    ['accepts it', (day) => day.press('a', 'Escalonamento aceito')],
    ['notes on it', (day) => day.write('n', 'Rota recriada à mão.')],
    ['looks at the palette', (day) => day.priority()],
    ['gives it back', (day) => day.giveBack('Resolvido no núcleo: confirmar com o cliente')],
    ['has it no longer either', (day) => day.expectGone(second)],
  ],
  histories: ([first = '', second = '']) => ({
    [first]: [
      'created',
      'escalated',
      'accepted',
      'noted',
      'noted',
      'noted',
      'attempted',
      'status_set',
      'replied',
      'status_set',
      'attempted',
      'replied',
      'resolved',
    ],
    [second]: ['created', 'escalated', 'accepted', 'noted', 'returned'],
  }),
};

for (const line of ['online', 'offline'] as const) {
  for (const { tier, email, prepare, steps, histories } of [N1, N2, N3]) {
    const how = line === 'online' ? 'online' : 'with the network cut, and a later sync that leaves the same';
    test(`a day of ${tier} by keyboard alone, ${how}`, async ({ open, backend, userData }) => {
      test.setTimeout(300_000);
      const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
      const ids = await prepare(supervisor);
      const subjects = [...ids.keys()];
      const { app, page } = await open({ userData, backendUrl: backend.url });
      const day = new TierDay(page);
      const foot = page.getByRole('contentinfo');
      await test.step('signs in', () => day.signIn(email));
      if (line === 'offline') {
        await expect(foot).toContainText('Online', ONLINE_AGAIN);
        await page.keyboard.press('Escape');
        await cutNetwork(app);
        await expect(foot).toContainText('Offline');
      }
      for (const [what, take] of steps(subjects)) await test.step(what, () => take(day));
      if (line === 'offline') {
        await expect(foot).toContainText('não enviadas');
        await restoreNetwork(app);
      }
      await expect(foot).toContainText('Online', ONLINE_AGAIN);
      await expect(foot).not.toContainText('não enviada', ONLINE_AGAIN);
      for (const [subject, history] of Object.entries(histories(subjects))) {
        await expect.poll(() => supervisor.historyOf(ids.get(subject) ?? ''), subject).toEqual(history);
      }
    });
  }
}
