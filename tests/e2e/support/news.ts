import { expect, type Page } from '@playwright/test';
import { ApiPerson } from './api.ts';
import type { Backend } from './backend.ts';

/** Signs people of the sample in as programs of theirs, by their names before the @, in that order. */
export async function atTheBackend(
  { url }: Backend,
  first: string,
  second: string,
): Promise<readonly [ApiPerson, ApiPerson]> {
  return Promise.all([
    ApiPerson.signIn(url, `${first}@aurora.example`),
    ApiPerson.signIn(url, `${second}@aurora.example`),
  ]);
}

/** All values of a store of the account's database on this machine. */
export function kept(page: Page, store: string): Promise<readonly Record<string, unknown>[]> {
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
export async function newsBegins(page: Page): Promise<void> {
  const isKnown = async (): Promise<boolean> =>
    (await kept(page, 'meta')).some(({ value }) => (value as { alertsSinceMs: number | null }).alertsSinceMs !== null);
  await expect.poll(isKnown, { timeout: 60_000 }).toBe(true);
}
