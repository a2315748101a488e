import type { Page } from '@playwright/test';
import { ApiPerson } from './api.ts';
import { expect } from './fixture.ts';

/** The notes on a ticket as its team sees them, in order. */
export async function notesOf(url: string, ticketId: string): Promise<readonly unknown[]> {
  const supervisor = await ApiPerson.signIn(url, 'supervisor@aurora.example');
  const messages = (await supervisor.rows('message')).filter((row) => row['ticketId'] === ticketId);
  return messages
    .toSorted((a, b) => Number(a['writtenAtMs']) - Number(b['writtenAtMs']))
    .flatMap(({ kind, body }) => (kind === 'note' ? [body] : []));
}

/** Writes an internal note on the open ticket; resolves when the conversation shows it. */
export async function writeNote(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n');
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('list', { name: /^Conversa/ }).getByText(text, { exact: true })).toBeVisible();
  // Emptied when the action is kept.
  await expect(page.getByRole('textbox', { name: 'Nota interna' })).toHaveValue('');
  await page.keyboard.press('Escape');
}
