import { fold, wordsOf } from './fold.ts';

/** A phone number as people type it: an area code in brackets, groups with blanks or hyphens between them. */
const PHONE = /(?:\+\d{1,3}\s*)?\(\d{2,3}\)\s*\d{4,5}[-.\s]?\d{4}|\d{4,5}[-.]\d{4}(?!\d)/gu;
/** A ticket as alerts name it, "N1-10432", or with the sign before it. */
const TICKET_REFERENCE = /(?:\bn[123]-|#)(?=\d)/gu;
/** So frequent in messages of both languages that they tell nothing: they are asked for only where nothing else is. */
const EMPTY_WORDS = new Set(
  'a o e as os um uma de do da dos das em no na nos nas que com por para se ao ou the of to in and or is it for on at an'.split(
    ' ',
  ),
);

/** More than anybody types; a page that was pasted in is searched by its beginning. */
const MOST = 32;

/** The words that a ticket must have, or words that begin with them, to be found by a text. A phone number is one word. */
export function queryWords(text: string): readonly string[] {
  const joined = fold(text)
    .replaceAll(PHONE, (phone) => ` ${phone.replaceAll(/\D/gu, '')} `)
    .replaceAll(TICKET_REFERENCE, ' ');
  const words = [...new Set(wordsOf(joined))];
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MOST);
}

/** The words of a text that somebody may search for. */
export function tellingWords(text: string): readonly string[] {
  return wordsOf(text).filter((word) => word.length > 1 && !EMPTY_WORDS.has(word));
}

/** A phone number as it may be typed: whole, without the country, without the area code too. */
export function phoneWords(phone: string): readonly string[] {
  const digits = phone.replaceAll(/\D/gu, '');
  if (digits.length < 6) return digits === '' ? [] : [digits];
  const national = digits.length > 11 && digits.startsWith('55') ? digits.slice(2) : digits;
  return [...new Set([digits, national, national.length > 9 ? national.slice(2) : national])];
}
