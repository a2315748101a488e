import { expect, type Locator, type Page } from '@playwright/test';
import { SAMPLE_PASSWORD } from './api.ts';

/** An agent of the sample's first line, and the queue they work. */
export const N1 = 'Ana Beatriz Ferreira';
export const N1_QUEUE = 'N1 Atendimento';

/** Signs in as one of the sample's people, from the list on the screen. `keep`: the session outlives the app without a keyring. */
export async function signIn(page: Page, name: string, password: string = SAMPLE_PASSWORD): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByLabel(/^(Senha|Password)/).fill(password);
  const keep = page.getByRole('checkbox', { name: /sem chaveiro|without a system keyring/ });
  // Space, as by keyboard: the box itself is hidden behind its drawing.
  if (await keep.isVisible()) await keep.press('Space');
  await page.getByRole('button', { name: /^(Entrar|Sign in)$/ }).click();
  await expect(page.getByRole('navigation', { name: /^(Filas|Queues)$/ })).toBeVisible();
}

/** Opens a queue from the navigation. */
export async function openQueue(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(name) })
    .click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

/** The row of a ticket in the list on screen. */
export function rowOf(page: Page, subject: string): Locator {
  return page.getByRole('option', { name: new RegExp(subject) });
}

/** Opens a ticket of the list on screen with the mouse. */
export async function openTicket(page: Page, subject: string): Promise<void> {
  await rowOf(page, subject).click();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
}

/** Signs in and opens a ticket of N1's queue, as the agent of that queue unless said otherwise. */
export async function signInTo(page: Page, subject: string, name: string = N1): Promise<void> {
  await signIn(page, name);
  await openQueue(page, N1_QUEUE);
  await openTicket(page, subject);
}
