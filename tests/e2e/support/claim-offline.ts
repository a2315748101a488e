import type { Page } from '@playwright/test';
import { N1_QUEUE, signInTo } from './agent.ts';
import { ApiPerson } from './api.ts';
import type { Backend } from './backend.ts';
import type { ConsoleOptions, RunningConsole } from './console.ts';
import { expect } from './fixture.ts';
import { Keyboard } from './keyboard.ts';
import { cutNetwork } from './network.ts';

type AtWork = {
  readonly app: RunningConsole['app'];
  readonly page: Page;
  readonly keys: Keyboard;
  readonly supervisor: ApiPerson;
  readonly ticketId: string;
};

/** An agent of N1 who has claimed a ticket called so, and whose network is gone. */
export async function claimOffline(
  open: (options: ConsoleOptions) => Promise<RunningConsole>,
  { backend, userData }: { readonly backend: Backend; readonly userData: string },
  subject: string,
): Promise<AtWork> {
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const ticketId = await supervisor.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  await signInTo(page, subject);
  await keys.press('c');
  await expect(page.getByText('Chamado assumido')).toBeVisible();
  await cutNetwork(app);
  return { app, page, keys, supervisor, ticketId };
}
