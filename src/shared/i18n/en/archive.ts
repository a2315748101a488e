import type { archivePtBr } from '../pt-br/archive.ts';

/** What is searched and read on the backend only, in English (ICU MessageFormat). */
export const archiveEn: Readonly<Record<keyof typeof archivePtBr, string>> = {
  'archive.title': 'In the whole archive',
  'archive.asking': 'Searching the whole archive…',
  'archive.offline': 'Needs a connection: offline, the search sees only what is on this computer.',
  'archive.unreachable': 'The server did not answer.',
  'archive.failed': 'The server did not run the search.',
  'archive.retry': 'Try again',
  'archive.none': 'Nothing beyond what is on this computer.',
  'archive.noneSoFar': 'Nothing new among the latest; there are older tickets.',
  'archive.found': '{count, plural, one {# ticket} other {# tickets}} not on this computer; there are more.',
  'archive.end': '{count, plural, one {# ticket} other {# tickets}} not on this computer.',
  'archive.more': 'Search older ones',
  'archive.notWhole': 'The server is still preparing the search; some tickets may be missing.',
  'archive.notice': 'Read only: this ticket is not kept on this computer, it was read from the server.',
  'archive.opening': 'Reading the ticket from the server…',
  'archive.needsLine': 'This ticket needs a connection',
  'archive.needsLineHint': 'It is not kept on this computer. It appears here as soon as the network is back.',
  'archive.noAnswer': 'The ticket could not be read',
  'archive.noAnswerHint': 'The server did not answer as expected. Try again.',
  'why.notKept': 'This ticket is not on this computer: here it can only be read.',
};
