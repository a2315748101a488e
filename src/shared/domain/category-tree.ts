import type { Category } from './workspace.ts';

/** A category in the order of the tree, and how deep it stands: 0 at the top. */
export type TreeEntry = { readonly category: Category; readonly depth: number };

/** A category and those above it, nearest first; each once, even in a circle. */
export function withParents(categoryId: string | null, categories: readonly Category[]): string[] {
  const above: string[] = [];
  for (let at = categoryId; at !== null && !above.includes(at);) {
    const current = at;
    above.push(current);
    at = categories.find(({ id }) => id === current)?.parentId ?? null;
  }
  return above;
}

/** Whether putting a category below `parentId` would put it below itself. */
export function wouldCycle(id: string, parentId: string | null, categories: ReadonlyMap<string, Category>): boolean {
  const passed = new Set<string>();
  for (let at = parentId; at !== null && !passed.has(at); at = categories.get(at)?.parentId ?? null) {
    if (at === id) return true;
    passed.add(at);
  }
  return false;
}

/**
 * Categories as a tree, each below its parent and by name among its siblings. One whose parent is not there, or that is
 * in a circle, stands at the top: none is left out, and none comes twice.
 */
export function categoryTree(categories: readonly Category[]): TreeEntry[] {
  const byName = categories.toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  const byId = new Map(byName.map((category) => [category.id, category]));
  const childrenOf = Map.groupBy(byName, ({ parentId }) => (parentId !== null && byId.has(parentId) ? parentId : null));
  const told = new Set<string>();
  const tell = (category: Category, depth: number): TreeEntry[] => {
    if (told.has(category.id)) return [];
    told.add(category.id);
    return [{ category, depth }, ...(childrenOf.get(category.id) ?? []).flatMap((child) => tell(child, depth + 1))];
  };
  const rooted = (childrenOf.get(null) ?? []).flatMap((root) => tell(root, 0));
  return [...rooted, ...byName.flatMap((category) => tell(category, 0))];
}

/** What a category says agents should try: its own list, or that of the nearest one above that has one. */
export function attemptListOf(categoryId: string | null, categories: ReadonlyMap<string, Category>): readonly string[] {
  return (
    nearest(categoryId, categories, ({ attemptList = [] }) => (attemptList.length === 0 ? null : attemptList)) ?? []
  );
}

/** N1's script for a category: its own, or that of the nearest one above that has one; null for none. */
export function scriptOf(categoryId: string | null, categories: ReadonlyMap<string, Category>): string | null {
  return nearest(categoryId, categories, ({ script = '' }) => (script.trim() === '' ? null : script));
}

function nearest<T>(
  categoryId: string | null,
  categories: ReadonlyMap<string, Category>,
  read: (category: Category) => T | null,
): T | null {
  const passed = new Set<string>();
  for (let at = categoryId; at !== null && !passed.has(at);) {
    passed.add(at);
    const category = categories.get(at);
    const own = category === undefined ? null : read(category);
    if (own !== null) return own;
    at = category?.parentId ?? null;
  }
  return null;
}
