import type { Form } from './form.ts';
import type { Tier } from './tier.ts';
import type { Category } from './workspace.ts';

/** For which hand-over a form is looked for. */
export type Transition = { readonly fromTier: Tier; readonly toTier: Tier; readonly categoryId: string | null };

/**
 * The form of a transition: of those in use, the one for the nearest category at or above the ticket's; else the one for
 * all categories; undefined when there is neither. Of several for one place the newest version wins, then the first id.
 */
export function formFor(
  forms: readonly Form[],
  { fromTier, toTier, categoryId }: Transition,
  categories: ReadonlyMap<string, Category>,
): Form | undefined {
  const possible = forms.filter((form) => form.isActive && form.fromTier === fromTier && form.toTier === toTier);
  for (const place of [...lineage(categoryId, categories), null]) {
    const [found] = possible
      .filter((form) => (form.categoryId ?? null) === place)
      .toSorted((a, b) => b.version - a.version || (a.id < b.id ? -1 : 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A category and those above it, nearest first; each once, also in a circle. */
function lineage(categoryId: string | null, categories: ReadonlyMap<string, Category>): string[] {
  const line = new Set<string>();
  for (let at = categoryId; at !== null && !line.has(at); at = categories.get(at)?.parentId ?? null) line.add(at);
  return [...line];
}
