import {
  channelWords,
  fieldWords,
  markWords,
  personWords,
  priorityWords,
  type QueryLanguage,
  statusWords,
} from './filter-words.ts';
import { isReadAsFilter } from './parse-query.ts';
import type { TicketFilter, TicketQuery } from './ticket-query.ts';

/** A query as one would type it in a language: `parseQuery` reads the same query from it. */
export function printQuery({ text, filters }: TicketQuery, language: QueryLanguage): string {
  const words = text === '' ? [] : text.split(' ').map((word) => (isReadAsFilter(word) ? `"${word}"` : word));
  return [...filters.map((filter) => printFilter(filter, language)), ...words].join(' ');
}

/** A filter as one would type it: `fila:n2`, `cliente:"João Silva"`, `atrasado`. */
export function printFilter(filter: TicketFilter, language: QueryLanguage): string {
  if (filter.field === 'is') return markWords.print(filter.value, language);
  return `${fieldWords.print(filter.field, language)}:${quoted(valueOf(filter, language))}`;
}

function valueOf(filter: Exclude<TicketFilter, { field: 'is' }>, language: QueryLanguage): string {
  switch (filter.field) {
    case 'assignee':
      return 'who' in filter.value ? personWords.print(filter.value.who, language) : filter.value.name;
    case 'priority':
      return priorityWords.print(filter.value, language);
    case 'status':
      return statusWords.print(filter.value, language);
    case 'channel':
      return channelWords.print(filter.value, language);
    case 'queue':
    case 'customer':
    case 'category':
      return filter.value;
  }
}

function quoted(value: string): string {
  return /\s/u.test(value) ? `"${value}"` : value;
}
