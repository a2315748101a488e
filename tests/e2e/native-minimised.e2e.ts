import { signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { newsBegins } from './support/news.ts';
import { MINIMISES, spawnConsole } from './support/spawned-console.ts';
import { withWindowManager } from './support/window-manager.ts';

const QUEUE = 'N1 Atendimento';
const SOON_MS = 12_000;
const MINUTE_MS = 60_000;

test('with the window minimised, and its timers held back as they are then, a breach is told within two seconds of its instant', async ({
  backend,
  userData,
  desktop,
}) => {
  test.skip(process.platform !== 'linux', 'elsewhere the system minimises windows itself');
  test.setTimeout(180_000);
  const ana = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  await withWindowManager(userData, async () => {
    // Not as Playwright starts one: its switches let the timers of what is out of sight run on.
    const running = await spawnConsole({ userData, backendUrl: backend.url, env: desktop.env, args: MINIMISES });
    try {
      const { browser, page } = await running.connect();
      await signIn(page, 'Carlos Eduardo Souza');
      await newsBegins(page);
      await page.evaluate(() =>
        document.addEventListener('visibilitychange', () => (document.title += ` ${document.visibilityState}`)),
      );
      // Attached, a page is made to believe that it is looked at.
      await browser.close();
      await running.minimise();

      // Nobody has taken it: critical ones are to be within ten minutes.
      const dueAtMs = Date.now() + SOON_MS;
      const subject = 'Rompimento <b>no tronco</b>';
      await ana.createTicket(QUEUE, { subject, priority: 'P1' }, dueAtMs - 10 * MINUTE_MS);
      // Of warnings and the breach, the breach alone is critical.
      const find = () => desktop.shown().find(({ urgency, body }) => urgency === 2 && body.includes('no tronco'));
      await expect.poll(find, { timeout: 2 * SOON_MS, intervals: [100] }).toBeDefined();
      expect(Math.abs(Date.now() - dueAtMs)).toBeLessThan(2_000);
      expect(find()?.body).toContain('Rompimento &lt;b&gt;no tronco&lt;/b&gt;');

      const again = await running.connect();
      expect(await again.page.title()).toMatch(/^\S+ hidden/);
      await again.browser.close();
    } finally {
      await running.stop();
    }
  });
});
