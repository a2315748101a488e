import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PRIORITIES } from '../../src/shared/domain/priority.ts';
import { CHANNELS } from '../../src/shared/domain/ticket.ts';
import { fieldWords, markWords, statusWords } from '../../src/shared/search/filter-words.ts';
import { parseQuery } from '../../src/shared/search/parse-query.ts';
import { printQuery } from '../../src/shared/search/print-query.ts';
import { filterKey, TICKET_MARKS, type TicketFilter, type TicketQuery } from '../../src/shared/search/ticket-query.ts';

/** What is typed: words, marks, what filters are made of, and anything else. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('"', ':', ' ', '-', 'á', 'http://', ...TICKET_MARKS, 'atrasado', 'eu', 'p1'),
  fc.constantFrom(...fieldWords.things.flatMap((field) => fieldWords.wordsFor(field))).map((word) => `${word}:`),
  fc.constantFrom(...markWords.things.flatMap((mark) => markWords.wordsFor(mark))),
  fc.constantFrom(...statusWords.things.flatMap((status) => statusWords.wordsFor(status))),
);
const typed = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

const someName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((name) => name.replaceAll('"', '').trim().split(/\s+/u).join(' '))
  .filter((name) => name !== '');
const filter: fc.Arbitrary<TicketFilter> = fc.oneof(
  fc.record({ field: fc.constantFrom('queue', 'customer', 'category'), value: someName }),
  fc.record({ field: fc.constant('priority' as const), value: fc.constantFrom(...PRIORITIES) }),
  fc.record({ field: fc.constant('channel' as const), value: fc.constantFrom(...CHANNELS) }),
  fc.record({ field: fc.constant('status' as const), value: fc.constantFrom(...statusWords.things) }),
  fc.record({ field: fc.constant('is' as const), value: fc.constantFrom(...TICKET_MARKS) }),
  fc.record({ field: fc.constant('assignee' as const), value: fc.record({ who: fc.constantFrom('me', 'nobody') }) }),
);
const query: fc.Arbitrary<TicketQuery> = fc.record({
  text: fc.array(someName, { maxLength: 4 }).map((words) => words.join(' ')),
  filters: fc.uniqueArray(filter, { maxLength: 5, selector: filterKey }),
});

test('a query that is printed, in either language, is read again as the same', () => {
  fc.assert(
    fc.property(query, fc.constantFrom('pt' as const, 'en' as const), (given, language) => {
      expect(parseQuery(printQuery(given, language)).query).toEqual(given);
    }),
    { numRuns: 500 },
  );
});

test('whatever is typed is read, and reading what was read prints and reads the same', () => {
  fc.assert(
    fc.property(typed, fc.constantFrom('pt' as const, 'en' as const), (text, language) => {
      const { query: read } = parseQuery(text);
      expect(parseQuery(printQuery(read, language)).query).toEqual(read);
    }),
    { numRuns: 1_000 },
  );
});
