import {
  channelWords,
  fieldWords,
  markWords,
  personWords,
  priorityWords,
  type QueryLanguage,
  statusWords,
} from './filter-words.ts';
import { fold, wordsOf } from './fold.ts';
import { lastWordOf, type ParsedQuery, parseQuery, readFilter } from './parse-query.ts';
import { printFilter } from './print-query.ts';
import type { TicketFilter } from './ticket-query.ts';

/** The names that values are suggested from. */
export type SuggestedNames = {
  readonly queues: Iterable<string>;
  readonly people: Iterable<string>;
  readonly categories: Iterable<string>;
  readonly customers: Iterable<string>;
};

/** What the word being written may become: a filter, or the name of one, with its value to come. `text` is how it is typed, `label` what of it is new. */
export type Suggestion = { readonly text: string; readonly label: string; readonly filter: TicketFilter | null };

const MOST = 8;
/** One letter begins too much, of what may be meant as text. */
const SHORTEST_NAME = 2;
const LANGUAGES = ['pt', 'en'] as const;

/** What the last word of what is being typed may become, in the console's language, or in the other one where only that fits. */
export function suggest(typed: string, names: SuggestedNames, language: QueryLanguage): readonly Suggestion[] {
  const { text } = lastWordOf(typed);
  if (text.startsWith('"')) return [];
  const colon = text.indexOf(':');
  if (colon === -1) return suggestNames(fold(text), language);
  const field = fieldWords.read(text.slice(0, colon));
  if (field === undefined) return [];
  const begun = fold(text.slice(colon + 1).replaceAll('"', ''));
  const suggestions = valuesOf(field, begun, names, language).map((filter) => ({
    text: printFilter(filter, language),
    label: printFilter(filter, language).replace(/^[^:]*:/u, ''),
    filter,
  }));
  const isTypedOut = suggestions.length === 1 && fold(suggestions[0]?.text ?? '') === fold(text);
  return isTypedOut ? [] : suggestions;
}

/** Reads what is being typed: as `parseQuery`, but a value that is still being written is not taken for a wrong one. */
export function parseTyping(typed: string): ParsedQuery {
  const { from, text } = lastWordOf(typed);
  const isBegun = !text.startsWith('"') && readFilter(text) === 'value';
  return parseQuery(isBegun ? typed.slice(0, from) : typed);
}

function suggestNames(begun: string, language: QueryLanguage): readonly Suggestion[] {
  if (begun.length < SHORTEST_NAME) return [];
  for (const spoken of [language, ...LANGUAGES.filter((other) => other !== language)]) {
    const found = [
      ...fieldWords.things.map((field) => nameOnly(`${fieldWords.print(field, spoken)}:`, null)),
      ...markWords.things.map((mark) => nameOnly(markWords.print(mark, spoken), { field: 'is', value: mark })),
    ].filter(({ text }) => fold(text).startsWith(begun));
    if (found.length > 0) return found.slice(0, MOST);
  }
  return [];
}

function nameOnly(text: string, filter: TicketFilter | null): Suggestion {
  return { text, label: text, filter };
}

function valuesOf(
  field: Exclude<TicketFilter['field'], 'is'>,
  begun: string,
  names: SuggestedNames,
  language: QueryLanguage,
): readonly TicketFilter[] {
  switch (field) {
    case 'priority':
      return priorityWords.beginningWith(begun, language).map((value) => ({ field, value }));
    case 'status':
      return statusWords
        .beginningWith(begun, language)
        .slice(0, MOST)
        .map((value) => ({ field, value }));
    case 'channel':
      return channelWords
        .beginningWith(begun, language)
        .slice(0, MOST)
        .map((value) => ({ field, value }));
    case 'assignee': {
      const known = personWords.beginningWith(begun, language).map((who): TicketFilter => ({ field, value: { who } }));
      const people = begun === '' ? [] : namesWith(names.people, begun);
      return [...known, ...people.map((name): TicketFilter => ({ field, value: { name } }))].slice(0, MOST);
    }
    case 'queue': {
      const tiers = ['n1', 'n2', 'n3'].filter((tier) => tier.startsWith(begun));
      return [...tiers, ...namesWith(names.queues, begun)].slice(0, MOST).map((value) => ({ field, value }));
    }
    case 'category':
      return namesWith(names.categories, begun).map((value) => ({ field, value }));
    case 'customer':
      return begun === '' ? [] : namesWith(names.customers, begun).map((value) => ({ field, value }));
  }
}

/** The first names that have all these words, or words that begin with them. */
function namesWith(names: Iterable<string>, begun: string): readonly string[] {
  const parts = wordsOf(begun);
  const found: string[] = [];
  for (const name of names) {
    if (found.length === MOST) break;
    const words = wordsOf(name);
    if (parts.every((part) => words.some((word) => word.startsWith(part)))) found.push(name.replaceAll('"', ''));
  }
  return found;
}
