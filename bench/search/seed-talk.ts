import type { Page } from '@playwright/test';
import { SAMPLE_PASSWORD } from '../../tests/e2e/support/api.ts';
import { seedBackend, SUPERVISOR } from '../sync/seed-backend.ts';
import { makeTickets } from '../sync/tickets.ts';
import { customerId, someCustomers, talkOf } from './talk.ts';

type LongThreads = { readonly longThreads: number; readonly longFrom: number; readonly longThreadOf: number };

/**
 * Fills a data folder of the backend with `count` tickets that customers and agents have talked on. `longThreads` of N3's, from
 * the `longFrom`th most urgent on, have `longThreadOf` messages instead of three. Start the backend without the sample.
 */
export async function seedTalk(
  dataDir: string,
  count: number,
  { longThreads = 0, longFrom = 0, longThreadOf = 0 }: Partial<LongThreads> = {},
): Promise<void> {
  const nowMs = Date.now();
  const tickets = makeTickets(count, nowMs).map((ticket, index) => ({
    ...ticket,
    customerId: customerId(index * 11),
  }));
  // Made one after the other, and due so: the oldest are on top.
  const long = new Set(
    tickets
      .filter(({ lane, tier }) => lane === 0 && tier === 3)
      .slice(longFrom, longFrom + longThreads)
      .map(({ id }) => id),
  );
  await seedBackend(dataDir, tickets, nowMs, {
    customers: someCustomers(),
    partsOf: (ticket) => talkOf(ticket, long.has(ticket.id) ? longThreadOf : undefined),
  });
}

/** Signs in as the supervisor of such a backend, which lists nobody. */
export async function signInByAddress(page: Page): Promise<void> {
  await page.getByLabel(/^E-mail/).fill(SUPERVISOR.email);
  await page.getByLabel(/^Senha/).fill(SAMPLE_PASSWORD);
  const keep = page.getByRole('checkbox', { name: /sem chaveiro/ });
  if (await keep.isVisible()) await keep.press('Space');
  await page.getByRole('button', { name: /^Entrar$/ }).click();
  await page.getByRole('navigation', { name: 'Filas' }).waitFor();
}
