import type { Page } from '@playwright/test';
import { measure } from './interactions.ts';
import type { Reaction } from './page-probe.ts';

/**
 * What no console could be faster than, in its window and by its stopwatch: a page with two lines and nothing else, in which a
 * key has the one turn white and the other blue. Takes the page away; nothing can be measured after it.
 */
export async function measureFloor(page: Page, times: number): Promise<readonly Reaction[]> {
  await page.evaluate(() => {
    const lines = ['row-one', 'row-two'].map((id) => {
      const line = document.createElement('p');
      line.id = id;
      line.textContent = id;
      return line;
    });
    document.body.replaceChildren(...lines);
    let chosen = 0;
    const turn = (): void => {
      chosen = 1 - chosen;
      lines.forEach((line, index) => {
        line.setAttribute('aria-selected', String(index === chosen));
        line.style.background = index === chosen ? 'blue' : 'white';
      });
    };
    // The console's own keys leave one alone that was taken before them.
    window.addEventListener(
      'keydown',
      (event) => {
        event.preventDefault();
        turn();
      },
      true,
    );
  });
  const reactions: Reaction[] = [];
  for (let i = 0; i < times; i += 1) {
    const rowId = i % 2 === 0 ? 'row-two' : 'row-one';
    reactions.push(await measure(page, 'keydown', { kind: 'row', rowId }, () => page.keyboard.press('j')));
  }
  return reactions;
}
