import { N1, signIn } from './support/agent.ts';
import { violations } from './support/axe.ts';
import { closeConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';

const LANGUAGES = {
  'pt-BR': {
    name: 'Português (Brasil)',
    welcome: 'Que bom ter você aqui, Ana',
    send: 'Mostrar um alerta de teste',
    alert: 'Alerta de teste',
    unseen: 'Não vi',
    help: 'Veja se o “não perturbe” do sistema está desligado',
    stops: ['Suas filas', 'O mais urgente primeiro', 'O chamado', 'Responder', 'Tentativas', 'Escalonar'],
    lastStops: ['Com ou sem rede', 'Tudo pelo teclado'],
    about: 'Sobre e diagnóstico',
    again: 'Fazer o tour pelo console',
  },
  en: {
    name: 'English',
    welcome: 'Good to have you here, Ana',
    send: 'Show a test alert',
    alert: 'Test alert',
    unseen: 'I did not',
    help: 'See that “do not disturb” is off',
    stops: ['Your queues', 'Most urgent first', 'The ticket', 'Replying', 'Attempts', 'Escalating'],
    lastStops: ['With or without a network', 'All by keyboard'],
    about: 'About and diagnostics',
    again: 'Take the console tour',
  },
} as const;

for (const [language, words] of Object.entries(LANGUAGES)) {
  test(`an account is welcomed and shown around once on a machine, in ${language}, by keyboard`, async ({
    open,
    backend,
    userData,
    desktop,
  }) => {
    test.setTimeout(150_000);
    const locale = language === 'en' ? 'pt-BR' : 'en';
    const options = { userData, backendUrl: backend.url, env: desktop.env, locale, welcomes: true };
    const first = await open(options);
    const { page } = first;
    // The system speaks the other language: this one is chosen before anybody signs in.
    await page.getByRole('radio', { name: words.name }).press('Space');
    await page.getByRole('button', { name: new RegExp(N1) }).click();
    // The session outlives the app, so that it opens signed in.
    await page.getByRole('checkbox').press('Space');
    await page.keyboard.press('Enter');
    const welcome = page.getByRole('dialog', { name: words.welcome });
    await expect(welcome).toBeVisible({ timeout: 20_000 });
    await expect(welcome.getByRole('radio', { name: words.name })).toBeChecked();
    expect(await violations(page), 'welcome').toEqual([]);
    await page.keyboard.press('Enter');
    await welcome.getByRole('button', { name: words.send }).press('Enter');
    await desktop.notification(words.alert);
    await welcome.getByRole('button', { name: words.unseen }).press('Enter');
    await expect(welcome).toContainText(words.help);
    expect(await violations(page), 'alerts').toEqual([]);
    await welcome.getByRole('button').last().press('Enter');
    await page.keyboard.press('Enter');
    for (const [at, stop] of [...words.stops, ...words.lastStops].entries()) {
      const shown = page.getByRole('dialog', { name: stop });
      await expect(shown).toBeVisible();
      await expect(shown).toContainText(new RegExp(`${at + 1} (de|of) 8`));
      await expect(shown.getByRole('button').last()).toBeFocused();
      if (at === 3) expect(await violations(page), 'tour').toEqual([]);
      await page.keyboard.press('Enter');
    }
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('listbox')).toBeFocused();
    await closeConsole(first);

    const second = await open(options);
    await expect(second.page.getByRole('listbox')).toBeFocused();
    await expect(second.page.getByRole('dialog')).toBeHidden();
    // Asked for, it comes again, and ends at once.
    await second.page.keyboard.press('Control+,');
    await second.page.getByRole('button', { name: words.about }).press('Enter');
    await second.page.getByRole('button', { name: words.again }).press('Enter');
    await expect(second.page.getByRole('dialog', { name: words.stops[0] })).toBeVisible();
    await second.page.keyboard.press('Escape');
    await expect(second.page.getByRole('dialog')).toBeHidden();
    await expect(second.page.getByRole('listbox')).toBeFocused();
  });
}

test('who skips the welcome is at work at once, and the tour goes on where there is nothing to point at', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { page } = await open({ userData, backendUrl: backend.url, welcomes: true });
  // Oversees and holds nothing: no ticket, no composer, no attempts are on the screen.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page, 'Helena Duarte');
  const welcome = page.getByRole('dialog', { name: /Que bom ter você aqui/ });
  await expect(welcome).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(welcome).toBeHidden();
  await expect(page.getByRole('listbox')).toBeFocused();
  await page.reload();
  await expect(page.getByRole('listbox')).toBeFocused();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: /Minha fila/ }).click();
  await expect(page.getByRole('heading', { name: 'Minha fila' })).toBeVisible();
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Sobre e diagnóstico' }).press('Enter');
  await page.getByRole('button', { name: 'Fazer o tour pelo console' }).press('Enter');
  for (let stop = 1; stop < 8; stop += 1) {
    const words = page.getByRole('dialog').filter({ hasText: `${stop} de 8` });
    await expect(words).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Enter');
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Anterior' }).press('Enter');
  await expect(page.getByRole('dialog')).toContainText('7 de 8');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeFocused();
});
