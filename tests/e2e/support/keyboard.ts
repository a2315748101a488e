import { expect, type Page } from '@playwright/test';

/** How far Tab is pressed for something before it is taken for unreachable. */
const MOST_TABS = 40;

/** Somebody who has no mouse: after each key the focus must be somewhere, and be seen. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Presses keys one after the other, each as Playwright names it ("g", "Control+k"). */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.#page.keyboard.press(key);
      await this.expectFocus(key);
    }
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
    await this.expectFocus(text);
  }

  /** Goes on with Tab until what has the focus is called so. */
  async tabTo(name: RegExp): Promise<void> {
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      if (name.test(await this.nameOfFocus())) return;
      await this.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(name)}`);
  }

  /** What has the focus is called so, or soon will be. */
  async expectOn(name: RegExp): Promise<void> {
    await expect.poll(() => this.nameOfFocus()).toMatch(name);
  }

  /** What has the focus, by its labels or its own words. */
  async nameOfFocus(): Promise<string> {
    return this.#page.evaluate(() => {
      const focused = document.activeElement;
      const ids = focused?.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const labels =
        focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused.labels : null;
      return [
        focused?.getAttribute('aria-label'),
        ...ids.map((id) => document.getElementById(id)?.textContent),
        ...[...(labels ?? [])].map((label) => label.textContent),
        focused?.matches('button, a') === true ? focused.textContent : null,
      ]
        .filter(Boolean)
        .join(' ');
    });
  }

  /** The focus is on something, and a browser shows it as it does for the keyboard. */
  async expectFocus(after: string): Promise<void> {
    await expect
      .poll(
        () =>
          this.#page.evaluate(() => {
            const focused = document.activeElement;
            return focused !== null && focused !== document.body && focused.matches(':focus-visible');
          }),
        { message: `the focus is lost or not seen after ${after}` },
      )
      .toBe(true);
  }
}
