import { matchSorterWithRankInfo, type RankedItem, rankings } from 'match-sorter';
import type { PaletteItem } from './palette-item.ts';

const KEYS = [(item: PaletteItem) => item.label, (item: PaletteItem) => item.about ?? ''];

/** Of those that match equally well, what can be used goes first, then what stood first. */
function inPlace(a: RankedItem<PaletteItem>, b: RankedItem<PaletteItem>): number {
  return Number(a.item.why !== null) - Number(b.item.why !== null) || a.index - b.index;
}

/** Letters that stand in order but farther apart than over so many are a coincidence. */
const WIDEST = 12;

function match(items: readonly PaletteItem[], text: string): RankedItem<PaletteItem>[] {
  const ranked = matchSorterWithRankInfo(items, text, { keys: KEYS, baseSort: inPlace });
  // For letters in order the rank is MATCHES and one through how wide they stand.
  return ranked.filter(({ rank }) => rank >= rankings.MATCHES + 1 / WIDEST);
}

/** What matches, the best first. `isClose`: the best has the query in it, and not its letters here and there. */
export type Ranked = { readonly items: readonly PaletteItem[]; readonly isClose: boolean };

/**
 * The items that a query means: those that match it as it was typed first, then those that have each of its words
 * somewhere. Without accents and capitals, and with letters left out ("esclnar"), by match-sorter's ranks.
 */
export function rankItems(items: readonly PaletteItem[], query: string): Ranked {
  const text = query.trim();
  const whole = match(items, text);
  const words = text.split(/\s+/u);
  const byWord =
    words.length < 2 ? [] : words.reduceRight((left, word) => match(left, word).map(({ item }) => item), [...items]);
  const isClose = (whole[0]?.rank ?? rankings.NO_MATCH) >= rankings.CONTAINS || byWord.length > 0;
  return { items: [...new Set([...whole.map(({ item }) => item), ...byWord])], isClose };
}
