import type { Page } from '@playwright/test';
import { PSEUDO_MARKS } from './pseudo-console.ts';

/** What needs no catalogue: figures, names of keys and priorities, initials, and the words of dates and sizes. */
const NEUTRAL = [
  /^[^\p{L}]*$/u,
  /^[np]\d$/u,
  /^\p{L}{1,2}$/u,
  /^(?:min|bytes?|[kmg]b)$/u,
  /^\d+h\d*$/u,
  /^(?:ctrl|alt|shift|enter|esc|tab)$/u,
] as const;

/** What stands between a text and a name: colons, dots, quotes, the minus of a countdown. */
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** From so many letters on a part of what somebody wrote is taken for that; a shorter word may be anybody's. */
const QUOTE_LENGTH = 20;

/**
 * The pieces of visible text, and of names that a screen reader says, that are neither between the marks of a pseudo
 * console nor among `known` (what people wrote and named), each with the element it is in.
 */
export async function unmarkedTexts(
  page: Page,
  known: readonly string[],
  language: string,
): Promise<readonly string[]> {
  const lines = new Set(known.flatMap((text) => text.split('\n')).map(bare));
  const all = [...lines].join('\n');
  const isKnown = (piece: string): boolean => lines.has(piece) || (piece.length >= QUOTE_LENGTH && all.includes(piece));
  const shown = await page.evaluate(readShownTexts);
  const dates = wordsOfDates(language);
  return shown.flatMap(({ text, where }) => {
    const loose = outsideMarks(text)
      .flatMap((piece) => piece.split(/ · |\n|”, “/u))
      .flatMap((piece) => (isKnown(bare(piece)) ? [] : piece.split(', ')))
      .map(bare)
      .filter((piece) => piece !== '' && !isKnown(piece))
      .filter((piece) =>
        piece
          .split(/[\s,.:;()·/–—+×]+/u)
          .some((word) => !dates.has(word) && !NEUTRAL.some((pattern) => pattern.test(word))),
      );
    return loose.map((piece) => `${piece} (${where})`);
  });
}

/** A text without what stands around it, in lower case. */
function bare(text: string): string {
  return text.replace(EDGES, '').toLowerCase();
}

/** What a text has outside of its outermost marks. */
function outsideMarks(text: string): readonly string[] {
  const [begin, end] = PSEUDO_MARKS;
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (const letter of text) {
    if (letter === begin) depth += 1;
    if (depth === 0) piece += letter;
    if (letter === end) depth -= 1;
    if (depth > 0 && piece !== '') {
      pieces.push(piece);
      piece = '';
    }
  }
  return [...pieces, piece];
}

function wordsOfDates(language: string): ReadonlySet<string> {
  const locale = language === 'en' ? 'en-GB' : language;
  const parts = ['long', 'short'] as const;
  const words = parts.flatMap((length) =>
    Array.from({ length: 366 }, (_, day) =>
      new Intl.DateTimeFormat(locale, { weekday: length, month: length }).format(new Date(2028, 0, day + 1)),
    ),
  );
  return new Set(words.flatMap((text) => text.toLowerCase().split(/[\s,.]+/u)));
}

/** Runs in the page. */
function readShownTexts(): { text: string; where: string }[] {
  const found: { text: string; where: string }[] = [];
  const describe = (element: Element): string =>
    `${element.tagName.toLowerCase()}${element.id === '' ? '' : `#${element.id}`}${
      element.getAttribute('role') === null ? '' : `[${element.getAttribute('role')}]`
    }`;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement;
    // Keys are named as they are printed on the keyboard.
    if (element === null || element.closest('script, style, kbd') !== null || !element.checkVisibility()) continue;
    if (!(node instanceof Element)) {
      // What is marked in a text, and what stands beside it, are parts of one.
      const whole = [element, element.parentElement].find(
        (one) => (one?.querySelector(':scope > mark') ?? null) !== null,
      );
      const text = (whole ?? node).textContent;
      found.push({ text: text ?? '', where: describe(element) });
      continue;
    }
    for (const name of ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt']) {
      const text = element.getAttribute(name);
      if (text !== null) found.push({ text, where: `${name} of ${describe(element)}` });
    }
  }
  return found;
}
