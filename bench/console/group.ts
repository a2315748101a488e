import type { Page } from '@playwright/test';
import type { ApiPerson } from '../../tests/e2e/support/api.ts';
import { measure, SAMPLE } from './interactions.ts';
import type { Reaction } from './page-probe.ts';

const QUEUE = 'N3 Engenharia';
const KEY_OF_QUEUE = '3';
/** As many tickets as one act is for. */
const GROUP = 500;
const WEEKS_MS = 20 * 86_400_000;

/**
 * Forms, and one act on five hundred tickets: registers those in a queue first. From the key to what it leads to, painted:
 * a form on screen, a form sent and gone, and every row in sight with its new holder.
 */
export async function measureForms(
  page: Page,
  supervisor: ApiPerson,
  times: number,
): Promise<Record<'formOpen' | 'formSent' | 'groupOf500', Reaction[]>> {
  for (let made = 0; made < GROUP; made += 1) {
    const fields = { subject: `Um de quinhentos, ${made + 1}`, priority: 'P1' };
    await supervisor.createTicket(QUEUE, fields, Date.now() - WEEKS_MS + made);
  }
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
    await page.keyboard.press('Home');
    formOpen.push(await measure(page, 'keydown', { kind: 'dialog' }, () => page.keyboard.press('e')));
    await measure(page, 'keydown', { kind: 'no-dialog' }, () => page.keyboard.press('Escape'));
    await measure(page, 'keydown', { kind: 'dialog' }, () => page.keyboard.press('f'));
    await page.keyboard.type('Medido');
    formSent.push(await measure(page, 'keydown', { kind: 'no-dialog' }, () => page.keyboard.press('Control+Enter')));
  }
  const groupOf500: Reaction[] = [];
  for (let i = 0; i < Math.min(times, 5); i += 1) {
    await act(page, 'c', SAMPLE.person, groupOf500);
    await act(page, 'u', 'Sem responsável', []);
  }
  return { formOpen, formSent, groupOf500 };
}

/** Selects the whole list and does one thing with it; waits until all of it has been kept. */
async function act(page: Page, key: string, holder: string, reactions: Reaction[]): Promise<void> {
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+a');
  await page.locator('[data-bulk-bar]').waitFor();
  reactions.push(await measure(page, 'keydown', { kind: 'holders', name: holder }, () => page.keyboard.press(key)));
  // What may not be done stays selected, and is named in a dialog.
  await page.waitForFunction(
    () => document.querySelector('[data-bulk-bar]') === null || document.querySelector('[role=dialog]') !== null,
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}
