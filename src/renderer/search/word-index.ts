import SearchableMap from 'minisearch/SearchableMap';

/** Where a word stands in a document. What a customer is known by and what a ticket is about weigh most. */
export type WordPlace = 'subject' | 'who' | 'label' | 'text';
const PLACES: Readonly<Record<WordPlace, { readonly bit: number; readonly weight: number }>> = {
  subject: { bit: 1, weight: 5 },
  who: { bit: 2, weight: 4 },
  label: { bit: 4, weight: 2 },
  text: { bit: 8, weight: 1 },
};
const PLACE_BITS = 4;
const WEIGHTS = Float32Array.from({ length: 2 ** PLACE_BITS }, (_, mask) =>
  Math.max(0, ...Object.values(PLACES).map(({ bit, weight }) => ((mask & bit) === 0 ? 0 : weight))),
);
/** Words of one sign or two are begun by so many others that only what a ticket is known by is searched for them. */
const SHORT = 2;
/** A typo is looked for where a word is found in fewer documents than this. */
const FEW = 3;

/** The documents with a word, each as slot and places in one small number, which engines keep in four bytes. */
type Postings = number[];
type Words = SearchableMap<Postings>;

/** Tells of further documents that have a word, by what is not in the index, each with how well it fits. */
type Also = (word: string, note: (slot: number, score: number) => void) => void;

/** What was found: the documents' slots with how well each fits, and the words that were taken for what was typed. */
export type Found = {
  readonly slots: Uint32Array;
  readonly scores: Float32Array;
  readonly corrected: readonly string[];
};

/**
 * Which documents have which words. The words lie in MiniSearch's radix tree, which finds beginnings and typos; the
 * documents of a word are numbers in an array and not records of a map, since a beginning of three letters has tens of
 * thousands of them (docs/decisions/0008-local-search.md has the figures).
 *
 * A document has a slot, a small number that the caller chooses and uses once: what is removed leaves its slot behind
 * until `sweep`, which gives slots back.
 */
export class WordIndex {
  /** Words that tickets are known by, with those documents, and words of texts, with the others that have them. */
  readonly #head: Words = new SearchableMap<Postings>();
  readonly #text: Words = new SearchableMap<Postings>();
  #removed = new Set<number>();

  get removedCount(): number {
    return this.#removed.size;
  }

  /** Adds a document under a slot that has had none. */
  add(slot: number, places: Readonly<Record<WordPlace, Iterable<string>>>): void {
    const masks = new Map<string, number>();
    for (const [place, words] of Object.entries(places)) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the record are places.
      const { bit } = PLACES[place as WordPlace];
      for (const word of words) masks.set(word, (masks.get(word) ?? 0) | bit);
    }
    for (const [word, mask] of masks) {
      const words = mask === PLACES.text.bit ? this.#text : this.#head;
      words.fetch(word, () => []).push(slot * 2 ** PLACE_BITS + mask);
    }
  }

  /** Forgets a document; its slot must not be used again before `sweep` has given it back. */
  remove(slot: number): void {
    this.#removed.add(slot);
  }

  /** Gives back the room of what was removed. Answers the slots that may be used again. */
  sweep(): readonly number[] {
    const removed = this.#removed;
    const isKept = (number: number): boolean => !removed.has(number >>> PLACE_BITS);
    for (const words of [this.#head, this.#text]) {
      const empty: string[] = [];
      for (const [word, postings] of words) {
        const left = postings.filter(isKept);
        if (left.length === 0) empty.push(word);
        else words.set(word, left);
      }
      for (const word of empty) words.delete(word);
    }
    this.#removed = new Set();
    return [...removed];
  }

  /** The documents, of slots below `slotCount`, that have every word or one that begins with it; with small typos where there are few. */
  search(wanted: readonly string[], slotCount: number, also: Also = () => undefined): Found {
    const exact = this.#searchOnce(wanted, slotCount, also, false);
    return exact.slots.length > 0 || wanted.length === 0 ? exact : this.#searchOnce(wanted, slotCount, also, true);
  }

  #searchOnce(wanted: readonly string[], slotCount: number, also: Also, isLenient: boolean): Found {
    const scores = new Float32Array(slotCount);
    const matched = new Uint8Array(slotCount);
    const best = new Float32Array(slotCount);
    const corrected: string[] = [];
    wanted.forEach((word, turn) => {
      best.fill(0);
      const found = this.#scoreBeginnings(word, best, slotCount);
      also(word, (slot, score) => {
        best[slot] = Math.max(best[slot] ?? 0, score);
      });
      if (found < FEW || isLenient) corrected.push(...this.#scoreTypos(word, best, slotCount));
      for (let slot = 0; slot < slotCount; slot += 1) {
        const score = best[slot] ?? 0;
        if (score === 0 || matched[slot] !== turn) continue;
        matched[slot] = turn + 1;
        scores[slot] = (scores[slot] ?? 0) + score;
      }
    });
    const slots = new Uint32Array(slotCount);
    let count = 0;
    for (let slot = 0; slot < slotCount; slot += 1) {
      if (matched[slot] !== wanted.length || wanted.length === 0 || this.#removed.has(slot)) continue;
      slots[count] = slot;
      count += 1;
    }
    return { slots: slots.subarray(0, count), scores, corrected };
  }

  /** Scores what has words that begin with `word`; answers how often that was so. */
  #scoreBeginnings(word: string, best: Float32Array, slotCount: number): number {
    let found = 0;
    // The more of the word was typed, the better; a whole word is better than any beginning.
    const add = (candidate: string, postings: Postings): void => {
      const likeness = candidate === word ? 1 : 0.7 * (word.length / candidate.length);
      found += scoreAll(postings, likeness, best, slotCount);
    };
    for (const [candidate, postings] of this.#head.atPrefix(word)) add(candidate, postings);
    if (word.length > SHORT) for (const [candidate, postings] of this.#text.atPrefix(word)) add(candidate, postings);
    else add(word, this.#text.get(word) ?? []);
    return found;
  }

  /** Scores what has words nearest to `word`, of those within the typos that its length allows; answers these words. */
  #scoreTypos(word: string, best: Float32Array, slotCount: number): readonly string[] {
    if (word.length < 4 || /\d/u.test(word)) return [];
    const most = word.length < 6 ? 1 : 2;
    const near = [this.#head, this.#text]
      .flatMap((words) => [...words.fuzzyGet(word, most)])
      // Hardly anybody mistypes the first letter, and with it "modem" would be "podem".
      .filter(([candidate, [, distance]]) => distance > 0 && candidate[0] === word[0]);
    const nearest = Math.min(...near.map(([, [, distance]]) => distance));
    const taken = near.filter(([, [, distance]]) => distance === nearest);
    for (const [, [postings, distance]] of taken) {
      scoreAll(postings, 0.4 / distance, best, slotCount);
    }
    return [...new Set(taken.map(([candidate]) => candidate))];
  }
}

/** Notes how well each document of a list fits, where that is better than what is known. Rare words weigh more. */
function scoreAll(numbers: Postings, likeness: number, best: Float32Array, slotCount: number): number {
  const { length } = numbers;
  const factor = likeness * (1 + Math.log(1 + slotCount / (1 + length)) / 4);
  for (let index = 0; index < length; index += 1) {
    const number = numbers[index] ?? 0;
    const slot = number >>> PLACE_BITS;
    const value = (WEIGHTS[number & (2 ** PLACE_BITS - 1)] ?? 0) * factor;
    if (value > (best[slot] ?? 0)) best[slot] = value;
  }
  return length;
}
