import type { ElectronApplication, Page } from '@playwright/test';

/** The window that something opens, when its page has loaded. */
export async function windowOpenedBy(app: ElectronApplication, act: () => Promise<unknown>): Promise<Page> {
  const opening = app.waitForEvent('window');
  await act();
  const page = await opening;
  await page.waitForLoadState('domcontentloaded');
  return page;
}

/** What waits to be sent, as it lies in the database of the account that is signed in. */
export async function outboxOf(page: Page): Promise<readonly { readonly seq: number }[]> {
  return page.evaluate(async () => {
    const [known] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('patamar:'));
    const opening = indexedDB.open(known?.name ?? '');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const reading = opening.result.transaction('outbox').objectStore('outbox').getAll();
    await new Promise((resolve) => reading.addEventListener('success', resolve));
    opening.result.close();
    return reading.result as { seq: number }[];
  });
}
