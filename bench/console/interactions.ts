// oxlint-disable unicorn/consistent-function-scoping -- what runs in the page is sent there as one function.
import type { Page } from '@playwright/test';
import type { Reaction, Wanted } from './page-probe.ts';

/** Where the work is done: the queues, the first of each tier, and who does it. */
export type Workplace = {
  readonly queues: readonly string[];
  /** What the keys G and a figure open. */
  readonly firstOfTier: readonly [string, string, string];
  readonly person: string;
};

type Place = { readonly title: string; readonly lane: 'open' | 'ended' };
export type Measured = Readonly<Record<string, readonly Reaction[]>>;

const ALL = 'Todos os chamados';
const MINE = 'Minha fila';

/** That of the sample workspace. */
export const SAMPLE: Workplace = {
  queues: ['N1 Atendimento', 'N1 Cobrança', 'N2 Redes', 'N2 Sistemas', 'N3 Engenharia'],
  firstOfTier: ['N1 Atendimento', 'N2 Redes', 'N3 Engenharia'],
  person: 'Helena Duarte',
};

const viewsOf = ({ queues }: Workplace): readonly string[] => [ALL, ...queues, MINE];

/** Everything an agent does most, `times` times each, in a window whose data is complete. */
export async function measureInteractions(page: Page, times: number, at: Workplace): Promise<Measured> {
  const views = viewsOf(at);
  const firstSight = [...(await switchByClick(page, views.length * 2, views)), ...(await switchLane(page, 2))];
  const places = [ALL, at.firstOfTier[0]].flatMap((title): Place[] => [
    { title, lane: 'open' },
    { title, lane: 'ended' },
  ]);
  const perPlace = Math.ceil(times / places.length);
  const opened: Record<'click' | 'j' | 'enter', Reaction[]> = { click: [], j: [], enter: [] };
  for (const place of places) {
    await goTo(page, place);
    opened.click.push(...(await openByClick(page, perPlace)));
    await goTo(page, place);
    const { j, enter } = await openByKeys(page, perPlace);
    opened.j.push(...j);
    opened.enter.push(...enter);
  }
  return {
    warmUp: firstSight,
    openByClick: opened.click,
    openByJ: opened.j,
    enterTicket: opened.enter,
    switchQueueByClick: await switchByClick(page, times, views),
    switchQueueByKeys: await switchByKeys(page, times, at),
    switchLane: await switchLane(page, times),
    ...(await moveInList(page, times)),
    ...(await palette(page, times)),
    claim: await claim(page, times, at),
  };
}

/** Each list once, open and ended, in a window that has not shown it since it was opened. */
export async function measureFirstSights(page: Page, at: Workplace): Promise<readonly Reaction[]> {
  const reactions: Reaction[] = [];
  for (const title of viewsOf(at).filter((view) => view !== ALL)) {
    reactions.push(await clickView(page, title));
    reactions.push(await pressLane(page, title, 'ended'));
  }
  await clickView(page, ALL);
  reactions.push(await pressLane(page, ALL, 'ended'));
  return reactions;
}

/** Does `input` and waits until its outcome has been painted. */
export async function measure(
  page: Page,
  event: 'mousedown' | 'click' | 'keydown',
  wanted: Wanted,
  input: () => Promise<void>,
): Promise<Reaction> {
  await page.evaluate(([name, what]) => window.patamarBench.expect(name, what), [event, wanted] as const);
  await input();
  const reaction = await page.evaluate(() => window.patamarBench.reaction());
  await settle(page);
  return reaction;
}

/** Lets the page finish what it put off, so that one measurement does not pay for the last. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve(null))));
}

/** Goes to a list as if it had not been left just now. */
export async function goTo(page: Page, { title, lane }: Place): Promise<void> {
  // By way of another view: the same one again would keep the chosen ticket.
  await clickView(page, title === MINE ? ALL : MINE);
  await clickView(page, title);
  if (lane === 'ended') await pressLane(page, title, lane);
}

async function clickView(page: Page, title: string): Promise<Reaction> {
  const button = page.getByRole('navigation').getByRole('button', { name: new RegExp(title) });
  return measure(page, 'click', { kind: 'list', title, lane: 'open' }, () => clickAt(page, button));
}

async function pressLane(page: Page, title: string, lane: Place['lane']): Promise<Reaction> {
  const label = page.locator('section header fieldset label').nth(lane === 'open' ? 0 : 1);
  return measure(page, 'click', { kind: 'list', title, lane }, () => clickAt(page, label));
}

async function clickAt(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('what was to be clicked is not on screen');
  await page.mouse.click(box.x + box.width / 2, box.y + Math.min(box.height / 2, 30));
}

async function switchByClick(page: Page, times: number, views: readonly string[]): Promise<Reaction[]> {
  const reactions: Reaction[] = [];
  await clickView(page, MINE);
  for (let i = 0; i < times; i += 1) reactions.push(await clickView(page, views[i % views.length] ?? ALL));
  return reactions;
}

async function switchLane(page: Page, times: number): Promise<Reaction[]> {
  const reactions: Reaction[] = [];
  await clickView(page, ALL);
  for (let i = 0; i < times; i += 1) reactions.push(await pressLane(page, ALL, i % 2 === 0 ? 'ended' : 'open'));
  return reactions;
}

async function switchByKeys(page: Page, times: number, { firstOfTier }: Workplace): Promise<Reaction[]> {
  const reactions: Reaction[] = [];
  await clickView(page, ALL);
  for (let i = 0; i < times; i += 1) {
    const tier = i % firstOfTier.length;
    await page.keyboard.press('g');
    const wanted = { kind: 'list', title: firstOfTier[tier] ?? ALL, lane: 'open' } as const;
    reactions.push(await measure(page, 'keydown', wanted, () => page.keyboard.press(String(tier + 1))));
  }
  return reactions;
}

/**
 * Down the list by J: until the row is shown as the chosen one, whatever the ticket beside it takes; and until the browser
 * says that this was on screen.
 */
async function moveInList(
  page: Page,
  times: number,
): Promise<{ moveInList: readonly Reaction[]; moveOnScreen: readonly Reaction[] }> {
  const reactions: Reaction[] = [];
  await goTo(page, { title: ALL, lane: 'open' });
  for (let i = 0; i < times; i += 1) {
    const rowId = await nextRow(page);
    if (rowId === null) break;
    reactions.push(await measure(page, 'keydown', { kind: 'row', rowId }, () => page.keyboard.press('j')));
  }
  const inputs = reactions.map(({ inputAtMs }) => inputAtMs);
  const onScreen = await page.evaluate((all) => window.patamarBench.onScreen(all), inputs);
  return {
    moveInList: reactions,
    moveOnScreen: reactions.map((reaction, index) => ({ ...reaction, toPaintMs: onScreen[index] ?? 0 })),
  };
}

/** What is typed into the palette: a command, a customer and the subject of a ticket. */
const QUERIES = ['escalonar', 'maria', 'internet'] as const;

/** Opens the palette, types letter by letter, and closes it. */
async function palette(page: Page, times: number): Promise<{ paletteOpen: Reaction[]; paletteKey: Reaction[] }> {
  const paletteOpen: Reaction[] = [];
  const paletteKey: Reaction[] = [];
  await goTo(page, { title: ALL, lane: 'open' });
  for (let i = 0; paletteOpen.length < times; i += 1) {
    await page.keyboard.down('Control');
    paletteOpen.push(await measure(page, 'keydown', { kind: 'palette', query: '' }, () => page.keyboard.press('k')));
    await page.keyboard.up('Control');
    let query = '';
    for (const letter of QUERIES[i % QUERIES.length] ?? '') {
      query += letter;
      const wanted = { kind: 'palette', query } as const;
      if (paletteKey.length < times * 4) {
        paletteKey.push(await measure(page, 'keydown', wanted, () => page.keyboard.press(letter)));
      }
    }
    await page.keyboard.press('Escape');
    await settle(page);
  }
  return { paletteOpen, paletteKey };
}

/** The ids of the rows that can be clicked now, from the top. */
async function rowsInSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const list = document.getElementById('ticket-list')?.getBoundingClientRect();
    const rows = [...document.querySelectorAll('#ticket-list [role=option]')];
    const isInside = ({ top, bottom }: DOMRect): boolean =>
      list !== undefined && top >= list.top && bottom <= list.bottom;
    const positionOf = (row: Element): number => Number(row.getAttribute('aria-posinset'));
    return rows
      .filter((row) => row.getAttribute('aria-selected') !== 'true' && isInside(row.getBoundingClientRect()))
      .toSorted((a, b) => positionOf(a) - positionOf(b))
      .map((row) => row.id);
  });
}

/** Opens the tickets in sight by clicks, from the top, and scrolls on to the next. */
export async function openByClick(page: Page, times: number): Promise<Reaction[]> {
  const reactions: Reaction[] = [];
  while (reactions.length < times) {
    const rows = await rowsInSight(page);
    if (rows.length === 0) throw new Error('the list is empty');
    for (const rowId of rows.slice(0, times - reactions.length)) {
      const row = page.locator(`[id="${rowId}"]`);
      reactions.push(await measure(page, 'mousedown', { kind: 'ticket', rowId }, () => clickAt(page, row)));
    }
    // On to rows that have not been opened yet.
    await page.mouse.wheel(0, 700);
    await settle(page);
  }
  return reactions;
}

/** The row that J goes to: below the chosen one, or the first. */
async function nextRow(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const chosen = document.querySelector('#ticket-list [aria-selected=true]')?.getAttribute('aria-posinset') ?? '0';
    return document.querySelector(`#ticket-list [aria-posinset="${Number(chosen) + 1}"]`)?.id ?? null;
  });
}

async function openByKeys(page: Page, times: number): Promise<{ j: Reaction[]; enter: Reaction[] }> {
  const j: Reaction[] = [];
  const enter: Reaction[] = [];
  for (let i = 0; i < times; i += 1) {
    const rowId = await nextRow(page);
    if (rowId === null) return { j, enter };
    j.push(await measure(page, 'keydown', { kind: 'ticket', rowId }, () => page.keyboard.press('j')));
    enter.push(await measure(page, 'keydown', { kind: 'pane-focus' }, () => page.keyboard.press('Enter')));
    await page.keyboard.press('Escape');
  }
  return { j, enter };
}

/** Takes tickets that nobody has, one after the other, and puts each back. */
async function claim(page: Page, times: number, { firstOfTier, person }: Workplace): Promise<Reaction[]> {
  const place = { title: firstOfTier[0], lane: 'open' } as const;
  const reactions: Reaction[] = [];
  await goTo(page, place);
  const taken = new Set<string>();
  while (reactions.length < times) {
    const rowId = await freeRow(page, [...taken]);
    if (rowId === null && taken.size === 0) throw new Error('there is no ticket that nobody has');
    if (rowId === null) {
      taken.clear();
      await goTo(page, place);
      continue;
    }
    taken.add(rowId);
    // Not by its place on screen: what is taken and put back moves in the list, just when it is to be clicked.
    await measure(page, 'mousedown', { kind: 'ticket', rowId }, () =>
      page.locator(`[id="${rowId}"]`).dispatchEvent('mousedown'),
    );
    const wanted = { kind: 'holder', rowId, name: person } as const;
    reactions.push(await measure(page, 'keydown', wanted, () => page.keyboard.press('c')));
    const released = { kind: 'holder', rowId, name: 'Sem responsável' } as const;
    await measure(page, 'keydown', released, () => page.keyboard.press('u'));
  }
  return reactions;
}

/** A row among those drawn whose ticket nobody has and nobody was asked to take. */
async function freeRow(page: Page, not: readonly string[]): Promise<string | null> {
  return page.evaluate((known) => {
    const rows = [...document.querySelectorAll('#ticket-list [role=option]')];
    const isFree = (row: Element): boolean =>
      row.querySelector('[title="Sem responsável"]') !== null &&
      row.querySelector('[aria-label="Escalonamento aguardando aceite"]') === null;
    return rows.find((row) => isFree(row) && !known.includes(row.id))?.id ?? null;
  }, not);
}
