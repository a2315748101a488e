/**
 * The `count` items with the least keys, in order; of equal ones those that come first. One pass that keeps few of them: of fifty
 * thousand alerts two hundred are planned.
 */
export function leastBy<Item>(items: Iterable<Item>, count: number, keyOf: (item: Item) => number): Item[] {
  let kept: { readonly item: Item; readonly key: number }[] = [];
  /** The greatest key that still counts. */
  let bound = Infinity;
  const cut = (): void => {
    kept = kept.toSorted((a, b) => (a.key === b.key ? 0 : a.key - b.key)).slice(0, count);
    bound = kept.length < count ? Infinity : (kept.at(-1)?.key ?? Infinity);
  };
  for (const item of items) {
    const key = keyOf(item);
    if (key >= bound && bound !== Infinity) continue;
    kept.push({ item, key });
    if (kept.length >= 4 * Math.max(1, count)) cut();
  }
  cut();
  return kept.map(({ item }) => item);
}
