import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { ApiPerson } from '../../tests/e2e/support/api.ts';
import { measure, type Workplace } from './interactions.ts';
import type { Reaction } from './page-probe.ts';

/** The third tier's queue, by its name and by what follows G. */
const KEY_OF_QUEUE = '3';
/** As many tickets as one act is for. */
const GROUP = 500;
/** Samples enough of a form, each of which sends one. */
export const FORMS = 20;
const WEEKS_MS = 20 * 86_400_000;

/** Registers in the third tier's queue, critical and long due, as many tickets as one act is for and the forms before it resolve. */
export async function registerGroup(supervisor: ApiPerson, { firstOfTier }: Workplace): Promise<void> {
  const queueId = (await supervisor.rows('queue')).find((row) => row['name'] === firstOfTier[2])?.id;
  for (let made = 0; made < GROUP + FORMS; made += 1) {
    const ticket = { ticketId: randomUUID(), subject: `Um de quinhentos, ${made + 1}`, queueId, priority: 'P1' };
    const args = { ...ticket, channel: 'phone', customerId: null, categoryId: null, message: null };
    const result = await supervisor.act('ticket.create', args, Date.now() - WEEKS_MS + made);
    if (result?.status !== 'applied') throw new Error(`not created: ${JSON.stringify(result)}`);
  }
}

/**
 * Forms, and one act on five hundred tickets, in the third tier's queue, which has as many
 * that nobody has; of a larger one, what the console lets one act be for. From the key to
 * what it leads to, painted: a form on screen, a form sent and gone, and every row in sight with its new holder.
 */
export async function measureForms(
  page: Page,
  times: number,
  { person }: Workplace,
): Promise<Record<'formOpen' | 'formSent' | 'group', Reaction[]>> {
  await page.keyboard.press('g');
  await page.keyboard.press(KEY_OF_QUEUE);
  await page.locator('#ticket-list [role=option]').first().waitFor();
  await page.waitForFunction(
    (least) => Number(document.querySelector('#ticket-list [role=option]')?.getAttribute('aria-setsize')) >= least,
    GROUP,
  );
  const formOpen: Reaction[] = [];
  const formSent: Reaction[] = [];
  for (let i = 0; i < times; i += 1) {
    await showFirst(page);
    formOpen.push(await measure(page, 'keydown', { kind: 'dialog' }, () => page.keyboard.press('d')));
    await measure(page, 'keydown', { kind: 'no-dialog' }, () => page.keyboard.press('Escape'));
    await measure(page, 'keydown', { kind: 'dialog' }, () => page.keyboard.press('f'));
    await page.keyboard.type('Medido');
    formSent.push(await measure(page, 'keydown', { kind: 'no-dialog' }, () => page.keyboard.press('Control+Enter')));
  }
  const group: Reaction[] = [];
  for (let i = 0; i < Math.min(times, 5); i += 1) {
    await act(page, 'c', person, group);
    await act(page, 'u', 'Sem responsável', []);
  }
  return { formOpen, formSent, group };
}

/** Chooses the first ticket of the list, and waits until it is shown: opening it has figures of its own. */
async function showFirst(page: Page): Promise<void> {
  const rowId = await page.evaluate(() => document.querySelector('#ticket-list [aria-posinset="1"]')?.id ?? null);
  if (rowId === null) throw new Error('the list is empty');
  await measure(page, 'keydown', { kind: 'ticket', rowId }, () => page.keyboard.press('Home'));
}

/** Selects the whole list and does one thing with it; waits until all of it has been kept. */
async function act(page: Page, key: string, holder: string, reactions: Reaction[]): Promise<void> {
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+a');
  // The list reads on as far as one act goes; the queue has a few more tickets than the group.
  await page.waitForFunction(
    (least) => Number(document.querySelector('[data-bulk-bar] p')?.textContent.replaceAll(/\D/g, '')) >= least,
    GROUP,
  );
  reactions.push(await measure(page, 'keydown', { kind: 'holders', name: holder }, () => page.keyboard.press(key)));
  // What may not be done stays selected, and is named in a dialog.
  await page.waitForFunction(
    () => document.querySelector('[data-bulk-bar]') === null || document.querySelector('[role=dialog]') !== null,
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}
