import type { PRIORITIES } from '../domain/priority.ts';
import type { CHANNELS } from '../domain/ticket.ts';
import { fold } from './fold.ts';
import type { FilterField, StatusWanted, TicketMark } from './ticket-query.ts';

/** The languages that filters are typed in: both are always understood, one is suggested and printed. */
export type QueryLanguage = 'pt' | 'en';
/** How a thing is typed: the first word of a language is the one that is suggested. */
type Words = Readonly<Record<QueryLanguage, readonly string[]>>;
type NamedField = Exclude<FilterField, 'is'>;

const FIELDS: Readonly<Record<NamedField, Words>> = {
  queue: { pt: ['fila', 'nível'], en: ['queue', 'tier'] },
  priority: { pt: ['prioridade', 'prio'], en: ['priority'] },
  status: { pt: ['situação', 'estado'], en: ['status', 'state'] },
  assignee: { pt: ['responsável', 'com'], en: ['assignee', 'with'] },
  customer: { pt: ['cliente'], en: ['customer'] },
  category: { pt: ['categoria'], en: ['category'] },
  channel: { pt: ['canal'], en: ['channel'] },
};

const MARKS: Readonly<Record<TicketMark, Words>> = {
  overdue: { pt: ['atrasado', 'atrasados', 'vencido', 'vencidos'], en: ['overdue', 'breached'] },
  dueSoon: { pt: ['vencendo'], en: ['due-soon', 'duesoon'] },
  unassigned: { pt: ['semresponsável', 'sem-responsável'], en: ['unassigned', 'unowned'] },
  escalated: { pt: ['escalonado', 'escalonados'], en: ['escalated'] },
  followUp: { pt: ['retomar'], en: ['follow-up', 'followup'] },
  subticket: { pt: ['subchamado', 'subchamados'], en: ['subticket', 'subtickets'] },
  supervisorCalled: { pt: ['supervisor-chamado'], en: ['supervisor-called'] },
};

const STATUSES: Readonly<Record<StatusWanted, Words>> = {
  paused: { pt: ['pausado'], en: ['paused'] },
  active: { pt: ['ativo', 'em-andamento'], en: ['active'] },
  ended: { pt: ['encerrado'], en: ['ended'] },
  new: { pt: ['novo'], en: ['new'] },
  open: { pt: ['aberto'], en: ['open'] },
  waiting_customer: { pt: ['aguardando-cliente'], en: ['waiting-customer'] },
  waiting_vendor: { pt: ['aguardando-fornecedor'], en: ['waiting-vendor'] },
  waiting_change: { pt: ['aguardando-mudança'], en: ['waiting-change'] },
  scheduled: { pt: ['agendado'], en: ['scheduled'] },
  resolved: { pt: ['resolvido'], en: ['resolved'] },
  closed: { pt: ['fechado'], en: ['closed'] },
  cancelled: { pt: ['cancelado'], en: ['cancelled', 'canceled'] },
};

const CHANNEL_WORDS: Readonly<Record<(typeof CHANNELS)[number], Words>> = {
  phone: { pt: ['telefone'], en: ['phone'] },
  email: { pt: ['email', 'e-mail'], en: ['email', 'e-mail'] },
  chat: { pt: ['chat'], en: ['chat'] },
  whatsapp: { pt: ['whatsapp', 'zap'], en: ['whatsapp'] },
  portal: { pt: ['portal'], en: ['portal'] },
  api: { pt: ['integração', 'api'], en: ['api', 'integration'] },
  import: { pt: ['importação'], en: ['import'] },
};

const PRIORITY_WORDS: Readonly<Record<(typeof PRIORITIES)[number], Words>> = {
  P1: { pt: ['p1', 'crítica'], en: ['p1', 'critical'] },
  P2: { pt: ['p2', 'alta'], en: ['p2', 'high'] },
  P3: { pt: ['p3', 'média'], en: ['p3', 'medium'] },
  P4: { pt: ['p4', 'baixa'], en: ['p4', 'low'] },
};

const PEOPLE: Readonly<Record<'me' | 'nobody', Words>> = {
  me: { pt: ['eu', 'mim'], en: ['me'] },
  nobody: { pt: ['ninguém'], en: ['nobody', 'none'] },
};

/** Some things with the words they are typed by, in both directions. */
class Vocabulary<Thing extends string> {
  readonly things: readonly Thing[];
  readonly #words: Readonly<Record<Thing, Words>>;
  readonly #things: ReadonlyMap<string, Thing>;

  constructor(words: Readonly<Record<Thing, Words>>) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the record are its things.
    this.things = Object.keys(words) as Thing[];
    this.#words = words;
    this.#things = new Map(
      this.things.flatMap((thing) => this.wordsFor(thing).map((word) => [fold(word), thing] as const)),
    );
  }

  /** What a word stands for, with or without accents and capitals; undefined for none of these. */
  read(word: string): Thing | undefined {
    return this.#things.get(fold(word));
  }

  /** The word that is shown and suggested in a language. */
  print(thing: Thing, language: QueryLanguage): string {
    return this.#words[thing][language][0] ?? thing;
  }

  /** The things whose word in a language begins with these folded letters; where there are none, those of which any word does. */
  beginningWith(begun: string, language: QueryLanguage): readonly Thing[] {
    const shown = this.things.filter((thing) => fold(this.print(thing, language)).startsWith(begun));
    if (shown.length > 0) return shown;
    return this.things.filter((thing) => this.wordsFor(thing).some((word) => fold(word).startsWith(begun)));
  }

  /** Every word that is understood, as it is written; accents need not be typed. */
  wordsFor(thing: Thing): readonly string[] {
    return [...this.#words[thing].pt, ...this.#words[thing].en];
  }
}

export const fieldWords = new Vocabulary(FIELDS);
export const markWords = new Vocabulary(MARKS);
export const statusWords = new Vocabulary(STATUSES);
export const channelWords = new Vocabulary(CHANNEL_WORDS);
export const priorityWords = new Vocabulary(PRIORITY_WORDS);
export const personWords = new Vocabulary(PEOPLE);
