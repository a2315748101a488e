import { channelWords, fieldWords, markWords, personWords, priorityWords, statusWords } from './filter-words.ts';
import { fold } from './fold.ts';
import { filterKey, type TicketFilter, type TicketQuery } from './ticket-query.ts';

/** A word that looks like a filter and is none: its name is not known, or its value is not one of the field's. It is searched as text. */
export type StrangeFilter = { readonly word: string; readonly why: 'name' | 'value' };
export type ParsedQuery = { readonly query: TicketQuery; readonly strange: readonly StrangeFilter[] };

/** One word as typed: a blank ends it outside of quotation marks. `isQuoted`: it begins with one, and so is never a filter. */
type Token = { readonly text: string; readonly isQuoted: boolean };
type Read = TicketFilter | 'unfinished' | StrangeFilter['why'] | null;

const BLANK = /\s/u;
/** A name, a colon and something: but no address ("http://…") and no time ("10:30"). */
const LOOKS_LIKE_FILTER = /^\p{L}[\p{L}-]*:(?!\/\/)/u;

/**
 * Reads what was typed into a search: filters in Portuguese or English (`fila:n2`, `queue:n2`, `atrasado`, `overdue`), the
 * rest as text. Never fails: what is no filter is text, and `strange` tells which of it looked like one. A filter whose
 * value is still to come (`fila:`) asks for nothing. What stands in quotation marks is text as it is.
 */
export function parseQuery(typed: string): ParsedQuery {
  const words: string[] = [];
  const filters = new Map<string, TicketFilter>();
  const strange: StrangeFilter[] = [];
  for (const token of tokensOf(typed)) {
    const read = token.isQuoted ? null : readFilter(token.text);
    if (read === 'unfinished') continue;
    if (read !== null && typeof read === 'object') {
      filters.set(filterKey(read), read);
      continue;
    }
    const text = plain(token.text);
    if (text === '') continue;
    words.push(text);
    if (read !== null) strange.push({ word: text, why: read });
  }
  return { query: { text: words.join(' '), filters: [...filters.values()] }, strange };
}

/** Where the last word of what was typed begins, and whether it is still being written: no blank follows it. */
export function lastWordOf(typed: string): { readonly from: number; readonly text: string } {
  let from = typed.length;
  for (const { at } of tokenSpans(typed)) from = at;
  const isOver = typed.length === 0 || (BLANK.test(typed.at(-1) ?? '') && !isInQuotes(typed));
  return isOver ? { from: typed.length, text: '' } : { from, text: typed.slice(from) };
}

/** What a word that could be a filter says; null for one that does not look like it. */
export function readFilter(word: string): Read {
  const mark = markWords.read(word);
  if (mark !== undefined) return { field: 'is', value: mark };
  if (!LOOKS_LIKE_FILTER.test(word)) return null;
  const colon = word.indexOf(':');
  const field = fieldWords.read(word.slice(0, colon));
  if (field === undefined) return 'name';
  const value = plain(word.slice(colon + 1));
  if (value === '') return 'unfinished';
  switch (field) {
    case 'queue':
    case 'customer':
    case 'category':
      return { field, value };
    case 'assignee': {
      const who = personWords.read(value);
      return { field, value: who === undefined ? { name: value } : { who } };
    }
    case 'priority': {
      const priority = priorityWords.read(value);
      return priority === undefined ? 'value' : { field, value: priority };
    }
    case 'status': {
      const status = statusWords.read(value);
      return status === undefined ? 'value' : { field, value: status };
    }
    case 'channel': {
      const channel = channelWords.read(value);
      return channel === undefined ? 'value' : { field, value: channel };
    }
  }
}

/** Whether a word of a text would be read as more than text. */
export function isReadAsFilter(word: string): boolean {
  return readFilter(fold(word)) !== null || readFilter(word) !== null;
}

function plain(text: string): string {
  return text.replaceAll('"', ' ').trim().split(/\s+/u).join(' ');
}

function isInQuotes(typed: string): boolean {
  return typed.split('"').length % 2 === 0;
}

function tokensOf(typed: string): readonly Token[] {
  return tokenSpans(typed).map(({ text }) => ({ text, isQuoted: text.startsWith('"') }));
}

function tokenSpans(typed: string): readonly { readonly at: number; readonly text: string }[] {
  const spans: { at: number; text: string }[] = [];
  let text = '';
  let at = 0;
  let inQuotes = false;
  for (let index = 0; index <= typed.length; index += 1) {
    const sign = typed[index];
    if (sign === undefined || (!inQuotes && BLANK.test(sign))) {
      if (text !== '') spans.push({ at, text });
      text = '';
      continue;
    }
    if (text === '') at = index;
    if (sign === '"') inQuotes = !inQuotes;
    text += sign;
  }
  return spans;
}
