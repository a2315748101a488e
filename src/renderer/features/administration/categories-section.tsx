import type { ReactElement } from 'react';
import { categoryTree, wouldCycle } from '../../../shared/domain/category-tree.ts';
import type { Category } from '../../../shared/domain/workspace.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { type Say, useText } from '../../lib/text.ts';
import { FormActive, FormLines, FormSelect, FormText } from './form-fields.tsx';
import { ResourceFrame } from './resource-frame.tsx';
import type { FieldsProps, Section } from './section.ts';
import { touchesOf } from './touches.ts';

const TOP = 'top';

/** What tickets are about, as a tree. */
export function CategoriesSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { categories } = workspace;
  const nameOf = (id: string | null): string =>
    (id === null ? undefined : categories.get(id)?.name) ?? say('admin.categories.top');
  const section: Section<'category'> = {
    kind: 'category',
    addLabel: say('admin.categories.add'),
    searchLabel: say('admin.categories.search'),
    firstField: 'name',
    blank: () => ({ id: newId(), name: '', parentId: null, isActive: true }),
    order(items) {
      const byId = new Map(items.map((item) => [item.row.id, item]));
      return categoryTree(items.map(({ row }) => row)).flatMap(({ category, depth }) => {
        const item = byId.get(category.id);
        if (item === undefined) return [];
        return [{ item, depth, detail: detailOf(category, item.uses.openTickets ?? 0, say) }];
      });
    },
    // An empty list or script is none: then that of the category above holds.
    toForm: (row) => ({ ...row, attemptList: row.attemptList ?? [], script: row.script ?? '' }),
    toSave: ({ attemptList = [], script = '', ...row }) => ({
      ...row,
      ...(attemptList.length === 0 ? {} : { attemptList }),
      ...(script.trim() === '' ? {} : { script: script.trim() }),
    }),
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive !== false,
    describe: (row) => [
      { name: 'name', label: say('admin.categories.name'), value: row.name },
      { name: 'parentId', label: say('admin.categories.parent'), value: nameOf(row.parentId) },
      {
        name: 'attemptList',
        label: say('admin.categories.attemptList'),
        value: row.attemptList?.join('; ') ?? '',
        items: row.attemptList ?? [],
      },
      { name: 'script', label: say('admin.categories.script'), value: row.script ?? '' },
      {
        name: 'isActive',
        label: say('admin.categories.active'),
        value: say(row.isActive === false ? 'admin.no' : 'admin.yes'),
      },
    ],
    renderFields: (props) => <CategoryFields {...props} categories={categories} />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

/** What is told of a category in the list: its open tickets, and what agents find there. */
function detailOf({ attemptList = [], script = '' }: Category, openCount: number, say: Say): string {
  return [
    say('admin.queues.open', { count: openCount }),
    ...(attemptList.length === 0 ? [] : [say('admin.categories.tries', { count: attemptList.length })]),
    ...(script === '' ? [] : [say('admin.categories.hasScript')]),
  ].join(' · ');
}

type CategoryFieldsProps = FieldsProps<'category'> & { readonly categories: ReadonlyMap<string, Category> };

function CategoryFields({ control, item, categories }: CategoryFieldsProps): ReactElement {
  const say = useText();
  const inUse = [...categories.values()].filter(({ isActive }) => isActive !== false);
  // Below itself it cannot stand: those places are not offered.
  const places = categoryTree(inUse).filter(
    ({ category }) => item === null || !wouldCycle(item.row.id, category.id, categories),
  );
  return (
    <>
      <FormText control={control} name="name" label={say('admin.categories.name')} maxLength={120} />
      <FormSelect
        control={control}
        name="parentId"
        label={say('admin.categories.parent')}
        options={[
          { id: TOP, label: say('admin.categories.top') },
          ...places.map(({ category, depth }) => ({
            id: category.id,
            label: `${'\u2003'.repeat(depth)}${category.name}`,
          })),
        ]}
        toValue={(id) => (id === TOP ? null : id)}
        toId={(value) => (typeof value === 'string' ? value : TOP)}
      />
      <FormLines
        control={control}
        name="attemptList"
        label={say('admin.categories.attemptList')}
        hint={say('admin.categories.attemptListHint')}
        maxLength={15_000}
      />
      <FormText
        control={control}
        name="script"
        rows={5}
        label={say('admin.categories.script')}
        hint={say('admin.categories.scriptHint')}
        maxLength={8_000}
      />
      <FormActive
        control={control}
        name="isActive"
        label={say('admin.categories.active')}
        hint={say('admin.categories.activeHint')}
        touches={touchesOf(item, ['openTickets', 'children'], 'category', say)}
      />
    </>
  );
}
