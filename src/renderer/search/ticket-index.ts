import type { Customer } from '../../shared/domain/workspace.ts';
import { wordsOf } from '../../shared/search/fold.ts';
import { phoneWords, queryWords, tellingWords } from '../../shared/search/query-words.ts';
import { filterTest, type TicketFacts } from '../../shared/search/ticket-facts.ts';
import type { TicketQuery } from '../../shared/search/ticket-query.ts';
import { evaluate } from '../../shared/sla/clocks.ts';
import { deadlineOfKey, urgency } from '../../shared/sla/urgency.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import type { Workspace } from '../db/read-workspace.ts';
import { topOf } from './top-of.ts';
import { WordIndex } from './word-index.ts';

/** What is known of a document: which ticket it is, what filters read, where it stands without words, and what its words were. */
type Entry = {
  readonly id: string;
  readonly facts: TicketFacts;
  readonly lane: TicketRecord['lane'];
  readonly order: number;
  readonly digest: number;
};

/** A message as far as it is searched. */
export type SearchedMessage = { readonly id: string; readonly body: string };

/** Ids of tickets, best first, how many there are in all, and the words to mark in them. */
export type IndexHits = { readonly ids: readonly string[]; readonly total: number; readonly words: readonly string[] };

/** Work at hand comes before what has ended, where both fit about as well. */
const OPEN_BONUS = 1.25;
/** A ticket's number is what somebody means who types it: above any words. */
const WHOLE_NUMBER = 1_000;
const BEGINNING_OF_NUMBER = 100;
const SWEEP_ABOVE = 2_000;

/** The tickets of an account, searched by words and by filters, in memory. */
export class TicketIndex {
  readonly #words = new WordIndex();
  readonly #slots = new Map<string, number>();
  readonly #entries: (Entry | null)[] = [];
  /** Slots that can be used again. */
  readonly #free: number[] = [];
  #workspace: Workspace;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** How many tickets can be found. */
  get size(): number {
    return this.#slots.size;
  }

  ids(): readonly string[] {
    return [...this.#slots.keys()];
  }

  /** Takes new names in. Answers which tickets are to be put again, since what they are called by has changed. */
  rename(workspace: Workspace): readonly string[] {
    const before = this.#workspace;
    this.#workspace = workspace;
    const isSame = ({ customerId, categoryId, queueId }: TicketFacts): boolean =>
      sameRow(before.customers, workspace.customers, customerId) &&
      sameRow(before.categories, workspace.categories, categoryId) &&
      queueName(before, queueId) === queueName(workspace, queueId);
    return this.#entries.flatMap((entry) => (entry === null || isSame(entry.facts) ? [] : [entry.id]));
  }

  /** Puts a ticket, or what has become of it. Its words are read again only where they have changed. */
  put({ id, row, lane, order }: TicketRecord, messages: readonly SearchedMessage[], nowMs: number): void {
    const { customers, categories } = this.#workspace;
    const customer = row.customerId === null ? undefined : customers.get(row.customerId);
    const category = row.categoryId === null ? undefined : categories.get(row.categoryId);
    const parent =
      category?.parentId === undefined || category.parentId === null ? undefined : categories.get(category.parentId);
    const label = `${parent?.name ?? ''} ${category?.name ?? ''} ${queueName(this.#workspace, row.queueId)}`;
    const facts = this.#factsOf({ id, row, queue: row.queueId, lane, order }, nowMs);
    const digest = digestOf([
      row.subject,
      JSON.stringify(customer ?? null),
      label,
      ...messages.map((message) => message.id),
    ]);
    const known = this.#slots.get(id);
    if (known !== undefined && this.#entries[known]?.digest === digest) {
      this.#entries[known] = { id, facts, lane, order, digest };
      return;
    }
    this.remove(id);
    const slot = this.#free.pop() ?? this.#entries.length;
    this.#words.add(slot, {
      subject: wordsOf(row.subject),
      who: customer === undefined ? [] : customerWords(customer),
      label: wordsOf(label),
      text: messages.flatMap(({ body }) => tellingWords(body)),
    });
    this.#entries[slot] = { id, facts, lane, order, digest };
    this.#slots.set(id, slot);
  }

  /** Forgets a ticket; one that is not there is none to forget. */
  remove(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#slots.delete(id);
    this.#entries[slot] = null;
    this.#words.remove(slot);
    if (this.#words.removedCount > Math.max(SWEEP_ABOVE, this.#slots.size / 4)) this.#free.push(...this.#words.sweep());
  }

  /** The tickets that a query asks for: by how well their words fit, or the most urgent first where it has filters alone. */
  search({ text, filters }: TicketQuery, limit: number, nowMs: number): IndexHits {
    const words = queryWords(text);
    if (words.length === 0 && filters.length === 0) return { ids: [], total: 0, words: [] };
    const { me, users, queues, categories, customers } = this.#workspace;
    const isWanted = filterTest(filters, { meId: me.id, users, queues, categories, customers });
    const entryAt = (slot: number): Entry | null => this.#entries[slot] ?? null;
    const fits = (slot: number): boolean => {
      const entry = entryAt(slot);
      return entry !== null && isWanted(entry.facts, nowMs);
    };
    const answer = (slots: readonly number[], compare: (a: number, b: number) => number): readonly string[] =>
      topOf(slots, limit, compare).flatMap((slot) => entryAt(slot)?.id ?? []);
    if (words.length === 0) {
      const slots = [...this.#slots.values()].filter(fits);
      return { ids: answer(slots, (a, b) => byUrgency(entryAt(a), entryAt(b))), total: slots.length, words: [] };
    }
    const found = this.#words.search(words, this.#entries.length, (word, note) => this.#noteNumbers(word, note));
    const slots = [...found.slots].filter(fits);
    const fitness = (slot: number): number => (found.scores[slot] ?? 0) * (entryAt(slot)?.lane === 0 ? OPEN_BONUS : 1);
    const ids = answer(slots, (a, b) => fitness(b) - fitness(a) || byUrgency(entryAt(a), entryAt(b)));
    return { ids, total: slots.length, words: [...words, ...found.corrected] };
  }

  /** A customer's tickets: those at work, most urgent first, then the ended ones. */
  ofCustomer(customerId: string, limit: number): IndexHits {
    const entryAt = (slot: number): Entry | null => this.#entries[slot] ?? null;
    const theirs = [...this.#slots.values()].filter((slot) => entryAt(slot)?.facts.customerId === customerId);
    const first = topOf(theirs, limit, (a, b) => byUrgency(entryAt(a), entryAt(b)));
    return { ids: first.flatMap((slot) => entryAt(slot)?.id ?? []), total: theirs.length, words: [] };
  }

  /** Tells which tickets have a number that begins with these digits. */
  #noteNumbers(word: string, note: (slot: number, score: number) => void): void {
    if (!/^\d{1,9}$/u.test(word)) return;
    for (const slot of this.#slots.values()) {
      const number = this.#entries[slot]?.facts.number ?? null;
      if (number === null) continue;
      const digits = String(number);
      if (digits.startsWith(word)) note(slot, digits === word ? WHOLE_NUMBER : BEGINNING_OF_NUMBER);
    }
  }

  #factsOf({ row, lane, order }: TicketRecord, nowMs: number): TicketFacts {
    const {
      number,
      queueId,
      priority,
      status,
      assigneeId,
      customerId,
      categoryId,
      channel,
      escalationCount,
      followUpAtMs,
    } = row;
    const { supervisorCallId, parent } = row;
    const { policies, calendars } = this.#workspace;
    const clock = lane === 0 ? urgency(evaluate(row, policies, calendars, nowMs)).clock : null;
    return {
      number,
      queueId,
      priority,
      status,
      assigneeId,
      customerId,
      categoryId,
      channel,
      escalationCount,
      followUpAtMs,
      supervisorCallId,
      parent,
      deadlineAtMs: lane === 0 ? deadlineOfKey(order) : null,
      warnAtMs: clock?.warnAtMs[0] ?? null,
    };
  }
}

function byUrgency(a: Entry | null, b: Entry | null): number {
  if (a === null || b === null) return 0;
  return a.lane - b.lane || a.order - b.order || (a.id < b.id ? -1 : 1);
}

function customerWords({ name, company, email, phone }: Customer): readonly string[] {
  return [...wordsOf(`${name} ${company ?? ''} ${email ?? ''}`), ...phoneWords(phone ?? '')];
}

function queueName({ queues }: Workspace, queueId: string): string {
  const queue = queues.find(({ id }) => id === queueId);
  return queue === undefined ? '' : `n${queue.tier} ${queue.name}`;
}

function sameRow(a: ReadonlyMap<string, object>, b: ReadonlyMap<string, object>, id: string | null): boolean {
  return id === null || JSON.stringify(a.get(id)) === JSON.stringify(b.get(id));
}

/** A number that is another one for other texts (FNV-1a, 32 bits). */
function digestOf(texts: readonly string[]): number {
  let digest = 0x811c9dc5;
  for (const text of texts) {
    for (let index = 0; index < text.length; index += 1) {
      digest = Math.imul(digest ^ text.charCodeAt(index), 0x01000193);
    }
    digest = Math.imul(digest ^ 0xffff, 0x01000193);
  }
  return digest >>> 0;
}
