import { fold } from '../../shared/search/fold.ts';

const WORD = /[\p{L}\p{N}]+/gu;
/** About what a line of the list shows. */
const BEFORE = 24;
const AFTER = 140;

/** A piece of a text, marked where it is one of the words that were searched for. */
export type MarkedPart = { readonly text: string; readonly isMarked: boolean };

/** A text in pieces; marked are its words that begin with one of `words`, which are folded. */
export function markedParts(text: string, words: readonly string[]): readonly MarkedPart[] {
  const parts: MarkedPart[] = [];
  let from = 0;
  for (const { index, 0: word } of text.matchAll(WORD)) {
    if (!begins(word, words)) continue;
    if (index > from) parts.push({ text: text.slice(from, index), isMarked: false });
    parts.push({ text: word, isMarked: true });
    from = index + word.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMarked: false });
  return parts;
}

/** Whether a text has every one of the words, or words that begin with them. */
export function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((wanted) => firstOf(text, [wanted]) !== -1);
}

/** The piece of the messages, the newest last, around the first of the words; null where none of them has any. */
export function snippetOf(bodies: readonly string[], words: readonly string[]): string | null {
  for (const body of bodies.toReversed()) {
    const at = firstOf(body, words);
    if (at === -1) continue;
    const start = at <= BEFORE ? 0 : body.indexOf(' ', at - BEFORE) + 1 || at;
    const piece = body.slice(Math.min(start, at), at + AFTER).replaceAll(/\s+/gu, ' ');
    return `${start > 0 ? '… ' : ''}${piece}`;
  }
  return null;
}

function firstOf(text: string, words: readonly string[]): number {
  for (const { index, 0: word } of text.matchAll(WORD)) if (begins(word, words)) return index;
  return -1;
}

function begins(word: string, words: readonly string[]): boolean {
  const folded = fold(word);
  return words.some((wanted) => folded.startsWith(wanted));
}
