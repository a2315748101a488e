import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { rowOf } from './agent.ts';
import { type ApiPerson, SAMPLE_PASSWORD } from './api.ts';
import { Keyboard } from './keyboard.ts';

/** What the questions of an escalation form are answered with, by what each is called. */
const QUESTIONS = [
  [/O que acontece/, 'Sem sinal desde as 8h'],
  [/Impacto/, 'Loja parada'],
  [/O que já foi tentado/, 'Modem trocado'],
  [/O que se pede/, 'Verificar a porta da OLT'],
] as const;

/** A working day by keyboard alone: each step ends with what it led to on screen, and the focus in sight. */
export class TierDay {
  readonly keys: Keyboard;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.keys = new Keyboard(page);
  }

  get conversation(): Locator {
    return this.#page.getByRole('list', { name: /^Conversa com/ });
  }

  async signIn(email: string): Promise<void> {
    await this.keys.expectOn(/^E-mail/);
    await this.keys.type(email);
    await this.keys.press('Tab');
    await this.keys.type(SAMPLE_PASSWORD);
    await this.keys.press('Enter');
    await expect(this.#page.getByRole('navigation', { name: 'Filas' })).toBeVisible();
    await this.keys.expectOn(/^Chamados de Minha fila/);
  }

  /** Opens the queue of a tier, and the ticket at its top, which is called so. */
  async openTop(tier: 1 | 2 | 3, subject: string): Promise<void> {
    await this.keys.press('g', String(tier));
    await expect(rowOf(this.#page, subject)).toBeVisible();
    await this.keys.press('Home');
    await this.expectOpen(subject);
  }

  async expectOpen(subject: string): Promise<void> {
    await expect(this.#page.getByRole('heading', { name: subject, exact: true })).toBeVisible();
  }

  async expectGone(subject: string): Promise<void> {
    // Below a dialog nothing has a role: a row would be gone before it is.
    await expect(this.#page.getByRole('dialog')).toBeHidden();
    await expect(rowOf(this.#page, subject)).toBeHidden();
    await this.keys.expectFocus(`${subject} left`);
  }

  async press(key: string, said: string): Promise<void> {
    await this.keys.press(key);
    await expect(this.#page.getByText(said).first()).toBeVisible();
  }

  /** Writes to the customer (r) or to colleagues (n). */
  async write(key: 'r' | 'n', text: string): Promise<void> {
    await this.keys.press(key);
    await this.keys.type(text);
    await this.keys.press('Control+Enter', 'Escape');
    await expect(this.conversation.getByText(text)).toBeVisible();
  }

  /** Names a colleague in a note, by a part of their name. */
  async mention(typed: string, name: string): Promise<void> {
    await this.keys.press('n');
    await this.keys.type(`@${typed}`);
    await this.keys.press('Enter');
    await this.keys.type('dá uma olhada');
    await this.keys.press('Control+Enter', 'Escape');
    await expect(this.conversation.getByText(`@${name} dá uma olhada`)).toBeVisible();
  }

  async attempt(what: string): Promise<void> {
    await this.keys.press('t');
    await this.keys.type(what);
    await this.keys.press('Control+Enter');
    await expect(this.#page.getByText(what).first()).toBeVisible();
    await this.keys.press('Escape');
  }

  /** Waits for a vendor, with the reason. */
  async waitForVendor(reason: string): Promise<void> {
    await this.keys.press('s');
    await this.keys.expectOn(/Nova situação/);
    await this.keys.press('Enter', 'ArrowDown', 'Enter');
    await this.keys.tabTo(/Por que pausar/);
    await this.keys.type(reason);
    await this.keys.press('Control+Enter');
    await this.expectStatus(/^Aguardando fornecedor/);
  }

  /** Back to work: what a ticket that waits is offered first. */
  async resume(): Promise<void> {
    await this.keys.press('s');
    await this.keys.expectOn(/Nova situação/);
    await this.keys.press('Control+Enter');
    await this.expectStatus(/^Em andamento|^Aberto/);
  }

  async expectStatus(name: RegExp): Promise<void> {
    await expect(this.#page.getByRole('dialog')).toBeHidden();
    await expect(this.#page.getByRole('button', { name }).first()).toBeVisible();
  }

  async priority(): Promise<void> {
    await this.keys.press('Control+k');
    await this.keys.type('prioridade');
    await this.keys.press('Escape');
    await this.keys.expectFocus('the palette');
  }

  async escalate(): Promise<void> {
    await this.keys.press('e');
    await expect(this.#page.getByRole('dialog', { name: /Escalonar chamado/ })).toBeVisible();
    for (const [question, answer] of QUESTIONS) {
      await this.keys.tabTo(question);
      await this.keys.press('Control+a');
      await this.keys.type(answer);
    }
    await this.press('Control+Enter', 'Chamado escalonado');
  }

  async giveBack(reason: string): Promise<void> {
    await this.keys.press('d');
    await this.keys.tabTo(/Motivo da devolução/);
    await this.keys.type(reason);
    await this.press('Control+Enter', 'Chamado devolvido');
  }

  async resolve(summary: string): Promise<void> {
    await this.keys.press('f');
    await this.keys.tabTo(/O que resolveu/);
    await this.keys.type(summary);
    await this.press('Control+Enter', 'Chamado resolvido');
  }

  /** Why the deadline is what it is, and back. */
  async explainDeadline(): Promise<void> {
    await this.keys.press('p');
    await expect(this.#page.getByRole('dialog')).toBeVisible();
    await this.keys.press('Escape');
    await expect(this.#page.getByRole('dialog')).toBeHidden();
  }

  /** Finds something by its words, and goes back where it was. */
  async find(words: string): Promise<void> {
    await this.keys.press('Control+k');
    await this.keys.type(words);
    await expect(this.#page.getByRole('dialog').getByRole('option').first()).toBeVisible();
    await this.keys.press('Escape');
    await expect(this.#page.getByRole('dialog')).toBeHidden();
  }

  async register(subject: string): Promise<void> {
    await this.keys.press('Control+n');
    await this.keys.tabTo(/Assunto/);
    await this.keys.type(subject);
    await this.keys.press('Control+Enter');
    await this.expectOpen(subject);
    await this.keys.press('Escape');
  }
}

/** Escalates a ticket to a queue as the API does it, with every question answered. */
export async function escalateTo(
  person: ApiPerson,
  ticketId: string,
  fromTier: 1 | 2,
  queueName: string,
): Promise<void> {
  const rows = await person.rows('form', 'queue');
  // That of all categories: others ask for choices too.
  const form = rows.find((row) => {
    const fields = row['fields'] as readonly { readonly kind?: string }[] | undefined;
    return row.table === 'form' && row['fromTier'] === fromTier && fields?.every(({ kind }) => kind === undefined);
  });
  const queue = rows.find((row) => row.table === 'queue' && row['name'] === queueName);
  const fields = (form?.['fields'] ?? []) as readonly { readonly key: string }[];
  const args = {
    ticketId,
    handoverId: randomUUID(),
    fromTier,
    toQueueId: queue?.id,
    formId: form?.id,
    formVersion: form?.['version'],
    answers: Object.fromEntries(fields.map(({ key }) => [key, 'Sem sinal desde as 8h'])),
  };
  const result = await person.act('ticket.escalate', args);
  if (result?.status !== 'applied') throw new Error(`not escalated: ${JSON.stringify(result)}`);
}
