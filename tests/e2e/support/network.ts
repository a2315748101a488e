import type { ElectronApplication } from '@playwright/test';
import { inMain } from './in-main.ts';

/**
 * Takes the network away from a console: `navigator.onLine` turns false with its events, and nothing reaches the backend
 * from the page, its workers or main. (Offline mode alone leaves SharedWorkers and main online; the dead proxy alone leaves
 * `onLine` true.)
 */
export async function cutNetwork(app: ElectronApplication): Promise<void> {
  await inMain(app, async ({ session }) => {
    // Port 9 of this machine: nobody listens there. <-loopback> sends what goes to this machine there too.
    await session.defaultSession.setProxy({
      proxyRules: 'http=127.0.0.1:9;https=127.0.0.1:9',
      proxyBypassRules: '<-loopback>',
    });
    await session.defaultSession.closeAllConnections();
  });
  await app.context().setOffline(true);
}

/** Gives it back. */
export async function restoreNetwork(app: ElectronApplication): Promise<void> {
  await inMain(app, ({ session }) => session.defaultSession.setProxy({ mode: 'direct' }));
  await app.context().setOffline(false);
}
