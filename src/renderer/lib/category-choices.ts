import type { Workspace } from '../db/workspace.ts';

/** The categories in use to choose from, each under the name of the one above it, in the order of the alphabet. */
export function categoryChoices({
  categories,
}: Pick<Workspace, 'categories'>): readonly { readonly id: string; readonly label: string }[] {
  const inUse = [...categories.values()].filter(({ isActive }) => isActive !== false);
  const choices = inUse.map(({ id, name, parentId }) => {
    const parent = parentId === null ? undefined : categories.get(parentId)?.name;
    return { id, label: parent === undefined ? name : `${parent} › ${name}` };
  });
  return choices.toSorted((a, b) => a.label.localeCompare(b.label));
}
