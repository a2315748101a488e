import type { Page } from '@playwright/test';
import { calendarSource } from '../../src/shared/sla/calendar-source.ts';
import { type CalendarRow, calendarRowSchema } from '../../src/shared/sla/policy.ts';
import { signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';

const ADMIN = 'Roberto Siqueira';
const CALENDAR = 'Horário comercial (São Paulo)';
const POLICY = 'Padrão, horário comercial';
const DAY_MS = 86_400_000;

/** Opens a part of the administration by its keys. */
async function openSection(page: Page, name: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('tab', { name }).click();
  await expect(page.getByRole('tabpanel').getByRole('listitem').first()).toBeVisible();
}

/** Signs in as the agent of N1 and opens a ticket, wherever it stands in its queue. */
async function signInToTicket(page: Page, subject: string): Promise<void> {
  await signIn(page, 'Ana Beatriz Ferreira');
  await page.keyboard.press('/');
  await page.keyboard.type(subject);
  await page.getByRole('option', { name: new RegExp(subject) }).click();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Conta e preferências|Account and preferences):/ }).press('Enter');
  await page.getByRole('menuitem', { name: /^(Sair|Sign out)/ }).press('Enter');
}

/** The first date after today on which a calendar is open all of 08:00 to 18:00, its own time. */
function nextFullDay(row: CalendarRow): string {
  const calendar = calendarSource([row])(row.id);
  for (let days = 1; days < 30; days += 1) {
    const date = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
    const noonMs = Date.parse(`${date}T12:00:00-03:00`);
    const open = calendar?.openTime.intervalsIn(noonMs - DAY_MS / 2, noonMs + DAY_MS / 2) ?? [];
    if (open.some(({ fromMs, toMs }) => toMs - fromMs === 10 * 3_600_000)) return date;
  }
  throw new Error('a month without a full day of work');
}

/** When the ticket's resolution is due, as the dialog that explains it says. */
async function resolutionDue(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Resolução, .*Por que este prazo/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Por que este prazo' });
  const due = await dialog.getByText('Vence', { exact: true }).locator('..').getByRole('definition').innerText();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return due;
}

test('a half day and a state’s holidays are seen before they are saved, and an agent’s deadline follows', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(180_000);
  const subject = 'Fatura com valor errado';
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  await api.createTicket('N1 Atendimento', { subject, priority: 'P4' });
  const row = (await api.rows('calendar')).find(({ name }) => name === CALENDAR);
  const date = nextFullDay(calendarRowSchema.parse(row));
  const { page } = await open({ userData, backendUrl: backend.url });
  await signInToTicket(page, subject);
  const before = await resolutionDue(page);
  await signOut(page);

  await signIn(page, ADMIN);
  await openSection(page, 'Calendários');
  await page.getByRole('button', { name: new RegExp('^Horário comercial') }).click();
  await expect(page.getByText('Nada foi alterado ainda.')).toBeVisible();
  await page.getByLabel('Data com horário próprio').fill(date);
  await page.getByRole('button', { name: 'Acrescentar data' }).click();
  const dates = page.getByRole('list', { name: 'Datas com horário próprio' });
  await dates.getByRole('textbox', { name: /até$/ }).fill('12');
  await dates.getByRole('textbox', { name: /até$/ }).press('Tab');
  await expect(dates.getByRole('textbox', { name: /até$/ })).toHaveValue('12:00');
  const effect = page.getByRole('region', { name: 'Efeito nos chamados abertos' });
  await expect(effect).toContainText(/dos \d+ chamados abertos neste computador/);
  await expect(effect).toContainText(/vencem? mais tarde/);
  await expect(effect).not.toContainText(/na hora|mais cedo/);

  await page.getByRole('button', { name: 'Importar feriados…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Importar feriados de um país' });
  await dialog.getByRole('button', { name: /Estado/ }).click();
  await page.getByRole('option', { name: 'Rio de Janeiro' }).click();
  await expect(dialog.getByRole('checkbox', { name: /São Jorge/ })).toHaveCount(2);
  await dialog.getByRole('button', { name: /Acrescentar \d+ feriados/ }).click();
  await expect(page.getByRole('region', { name: /^Feriados/ })).toContainText('São Jorge');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`Salvo: ${CALENDAR}`)).toBeVisible();
  await page.getByText('1 versão anterior').click();
  await expect(page.getByRole('complementary', { name: 'Experimentar antes de salvar' })).toContainText(
    /– → .*São Jorge/,
  );

  await expect(page.getByText('Nada foi alterado ainda.')).toBeVisible();
  await page.getByRole('tab', { name: 'Auditoria' }).click();
  await expect(page.getByRole('row', { name: new RegExp('Calendário: Horário comercial') }).first()).toContainText(
    /Feriados: – → .*São Jorge/,
  );
  await signOut(page);
  await signInToTicket(page, subject);
  await expect.poll(() => resolutionDue(page)).not.toBe(before);
});

test('what cannot be a calendar is refused at its field before it is sent, and nothing typed is lost', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await openSection(page, 'Calendários');
  await page.getByRole('button', { name: 'Novo calendário' }).press('Enter');
  await expect(page.getByLabel('Nome', { exact: true })).toBeFocused();
  await page.keyboard.type('Plantão da noite');
  const zone = page.getByRole('combobox', { name: 'Fuso horário' });
  await zone.fill('Mars/Olympus');
  await expect(page.getByText('Este computador não conhece o fuso Mars/Olympus')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Este fuso não é conhecido')).toBeVisible();
  await zone.fill('manaus');
  const found = page.getByRole('option', { name: 'America/Manaus' });
  await expect(found).toBeVisible();
  // Esc closes the list, and nothing else.
  await page.keyboard.press('Escape');
  await expect(found).toBeHidden();
  await expect(page.getByRole('dialog')).toBeHidden();
  await zone.fill('a/manau');
  await expect(found).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(zone).toHaveValue('America/Manaus');
  await expect(page.getByText('Este fuso não é conhecido')).toBeHidden();

  // A shift into the next day overlaps with that day's, until it is shortened.
  await page.getByRole('textbox', { name: 'segunda-feira, horário 1, das' }).fill('22');
  await page.getByRole('textbox', { name: 'segunda-feira, horário 1, até' }).fill('9h');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Estes horários se sobrepõem')).toBeVisible();
  await page.getByRole('textbox', { name: 'segunda-feira, horário 1, até' }).fill('6:00');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Estes horários se sobrepõem')).toBeHidden();
  await expect(page.getByText('até o dia seguinte')).toBeVisible();
  await page.getByRole('button', { name: 'Copiar o horário de segunda-feira' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Para todos os dias' }).press('Enter');
  await expect(page.getByRole('figure')).toContainText('seg–dom 22:00–06:00');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Salvo: Plantão da noite')).toBeVisible();
});

test('a policy that is moved shows which open tickets change before it is saved; a move that changes none is saved at once', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(180_000);
  const api = await ApiPerson.signIn(backend.url, 'admin@aurora.example');
  const last = (await api.rows('policy')).find(({ name }) => name === POLICY);
  const name = 'Tudo em um minuto';
  const customer = Object.fromEntries(['P1', 'P2', 'P3', 'P4'].map((priority) => [priority, { resolutionMs: 60_000 }]));
  const all = { ...last, previous: undefined, id: crypto.randomUUID(), name, position: 9, match: {}, customer };
  expect(await api.act('policy.save', { row: all })).toMatchObject({ status: 'applied' });
  const order = async (): Promise<string[]> =>
    (await api.rows('policy'))
      .toSorted((a, b) => Number(a['position']) - Number(b['position']))
      .map((row) => String(row['name']));
  const before = await order();
  expect(before.at(-1)).toBe(name);

  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await openSection(page, 'Políticas de SLA');
  const up = page.getByRole('button', { name: `Subir ${name}` });
  const dialog = page.getByRole('dialog', { name: `Mudar a ordem de “${name}”` });
  await up.press('Enter');
  await expect(dialog).toContainText(/\d+ vencem? (na hora|mais cedo)/);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await order()).toEqual(before);

  await up.press('Enter');
  await dialog.getByRole('button', { name: 'Mudar a ordem', exact: true }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(order).toEqual([...before.slice(0, -2), name, POLICY]);
  // The first two are of other priorities each: which is asked first changes nothing.
  await page.getByRole('button', { name: `Subir ${before[1] ?? ''}` }).press('Enter');
  await expect.poll(async () => (await order())[0]).toBe(before[1]);
  await expect(page.getByRole('dialog')).toBeHidden();

  // Pressed faster than the effect can be told, they are one change and one question.
  const others = (await order()).slice(0, -2);
  const [next = '', overNext = ''] = others.toReversed();
  await page.evaluate(
    (labels) => {
      for (const label of labels) document.querySelector<HTMLElement>(`button[aria-label="${label}"]`)?.click();
    },
    [`Subir ${name}`, `Subir ${name}`, `Subir ${POLICY}`],
  );
  const several = page.getByRole('dialog', { name: 'Mudar a ordem de 2 políticas' });
  await expect(several.getByRole('region', { name: 'Nova ordem' }).getByRole('listitem')).toHaveText([
    ...others.slice(0, -2),
    name,
    overNext,
    POLICY,
    next,
  ]);
  expect(await violations(page)).toEqual([]);
  await several.getByRole('button', { name: 'Mudar a ordem', exact: true }).press('Enter');
  await expect(several).toBeHidden();
  await expect.poll(order).toEqual([...others.slice(0, -2), name, overNext, POLICY, next]);
});

test('a policy is changed by keyboard alone: refused at the field, then seen with its effect, and saved', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await openSection(page, 'Políticas de SLA');
  await page.getByRole('tab', { name: 'Políticas de SLA' }).press('Tab');
  await page.getByRole('button', { name: new RegExp(`^${POLICY}`) }).press('Enter');
  await expect(page.getByLabel('Nome', { exact: true })).toBeFocused();
  const target = page.getByRole('textbox', { name: 'P3, Resolução' });
  // However many stops there are on the way.
  for (let stops = 0; stops < 40 && !(await target.evaluate((one) => one === document.activeElement)); stops += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('-4h');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('O tempo tem de ser maior que zero.')).toBeVisible();
  await expect(target).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('9000h');
  await expect(page.getByText('No máximo um ano de tempo útil (8784h).')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1d útil');
  const effect = page.getByRole('region', { name: 'Efeito nos chamados abertos' });
  await expect(effect).toContainText(/vencem? na hora/);
  await expect(effect.getByRole('list', { name: 'Alguns dos chamados que mudam' })).toContainText('(vencido)');
  const sample = page.getByRole('table', { name: 'Prazos do chamado de exemplo' });
  await expect(sample.getByRole('row', { name: /Resolução/ })).toContainText('10h00');
  const supervisors = page.getByRole('button', { name: /Supervisores são avisados/ });
  await supervisors.press('Enter');
  await page.getByRole('option', { name: 'A partir de 90% do prazo usado' }).press('Enter');
  await expect(supervisors).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`Salvo: ${POLICY}`)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(target).toHaveValue('10h');
  await expect(page.getByText('1 versão anterior')).toBeVisible();
  // Nothing is left unsaved.
  await expect(effect).toContainText('Nada foi alterado ainda.');
  await page.getByRole('tab', { name: 'Auditoria' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`Política de SLA: ${POLICY}`) }).first()).toContainText(
    'P3: Primeira resposta 4h, Próxima resposta 4h, Resolução 10h',
  );
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const saved = (await api.rows('policy')).find(({ name }) => name === POLICY);
  expect(saved).toMatchObject({
    tellSupervisorsFrom: 90,
    customer: { P3: { resolutionMs: 10 * 3_600_000 } },
    previous: [{ name: POLICY }],
  });
});

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'pt-BR'],
] as const) {
  test(`calendars and policies can be read by supervisors and are free of axe violations, ${theme}, ${language}`, async ({
    open,
    backend,
    userData,
  }) => {
    test.setTimeout(180_000);
    const { page } = await open({ userData, backendUrl: backend.url });
    await page.evaluate((patch) => window.patamar.invoke('settings:save', patch), { theme, language });
    await page.reload();
    await signIn(page, 'Helena Duarte');
    const sections = language === 'en' ? ['Calendars', 'SLA policies'] : ['Calendários', 'Políticas de SLA'];
    await openSection(page, sections[0] ?? '');
    await page.getByRole('button', { name: /^Horário comercial/ }).click();
    await expect(page.getByRole('combobox', { name: /^(Fuso horário|Time zone)$/ })).toBeDisabled();
    await page.getByText(/^(Por que este prazo|Why this deadline)$/).click();
    expect(await violations(page), 'a calendar').toEqual([]);
    await signOut(page);
    await signIn(page, ADMIN);
    await openSection(page, sections[0] ?? '');
    await page.getByRole('button', { name: /^Horário comercial/ }).click();
    await page.getByRole('button', { name: /^(Importar feriados|Import holidays)/ }).click();
    await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible();
    expect(await violations(page), 'holidays').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: sections[1] ?? '' }).click();
    await page.getByRole('button', { name: new RegExp(`^${POLICY}`) }).click();
    await page.getByRole('textbox', { name: /^P3, (Resolução|Resolution)$/ }).fill('0h');
    await page.keyboard.press('Control+Enter');
    await expect(
      page.getByText(/^(O tempo tem de ser maior que zero|The time has to be more than zero)/),
    ).toBeVisible();
    expect(await violations(page), 'a policy').toEqual([]);
  });
}
