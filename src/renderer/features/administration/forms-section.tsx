import type { ReactElement } from 'react';
import type { Form } from '../../../shared/domain/form.ts';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { type Say, useLanguage, useText } from '../../lib/text.ts';
import { FormActive, FormSelect, FormText } from './form-fields.tsx';
import { FormPreview } from './form-preview.tsx';
import { QuestionList } from './question-list.tsx';
import { ResourceFrame } from './resource-frame.tsx';
import type { Described, FieldsProps, Section } from './section.ts';
import styles from './forms-section.module.css';

/** The transitions upwards that there are: each has a form. */
const TRANSITIONS = TIERS.flatMap((from) => TIERS.filter((to) => to > from).map((to) => ({ from, to })));

/** What agents fill in to hand a ticket up, per transition; each save is a new version. */
export function FormsSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const text = useLanguage() === 'en' ? 'en' : 'pt';
  const section: Section<'form'> = {
    kind: 'form',
    addLabel: say('admin.forms.add'),
    searchLabel: say('admin.forms.search'),
    firstField: 'name.pt',
    blank: () => ({
      id: newId(),
      version: 1,
      name: { pt: '', en: '' },
      fromTier: 1,
      toTier: 2,
      fields: [{ key: 'summary', label: { pt: '', en: '' }, help: null, isRequired: true, isLong: true }],
      isActive: true,
    }),
    order: (items) =>
      TRANSITIONS.flatMap(({ from, to }) =>
        items
          .filter(({ row }) => row.fromTier === from && row.toTier === to)
          .toSorted((a, b) => a.row.name[text].localeCompare(b.row.name[text]))
          .map((item) => ({
            item,
            group: `${tierName(from)} → ${tierName(to)}`,
            detail: say('admin.forms.detail', { version: item.row.version, count: item.row.fields.length }),
          })),
      ),
    titleOf: (row) => row.name[text],
    isActive: (row) => row.isActive,
    toSave: (row, base) => ({ ...row, version: base === null ? 1 : base.version + 1 }),
    describe: (row) => describe(row, say),
    renderFields: (props) => <FormFields {...props} />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

function FormFields({ control, item }: FieldsProps<'form'>): ReactElement {
  const say = useText();
  const tiers = TIERS.map((tier) => ({ id: String(tier), label: tierName(tier) }));
  return (
    <>
      <div className={styles['two']}>
        <FormText control={control} name="name.pt" label={say('admin.forms.namePt')} maxLength={120} />
        <FormText control={control} name="name.en" label={say('admin.forms.nameEn')} maxLength={120} />
      </div>
      {item === null ? (
        <div className={styles['two']}>
          <FormSelect
            control={control}
            name="fromTier"
            label={say('admin.forms.from')}
            options={tiers}
            toValue={Number}
          />
          <FormSelect control={control} name="toTier" label={say('admin.forms.to')} options={tiers} toValue={Number} />
        </div>
      ) : (
        <p className={styles['fact']}>
          {say('admin.forms.version', {
            version: item.row.version,
            next: item.row.version + 1,
            from: tierName(item.row.fromTier),
            to: tierName(item.row.toTier),
          })}
        </p>
      )}
      <QuestionList control={control} />
      <FormPreview control={control} />
      <FormActive
        control={control}
        name="isActive"
        label={say('admin.forms.active')}
        hint={say('admin.forms.activeHint')}
        touches={[]}
      />
    </>
  );
}

function describe(row: Form, say: Say): readonly Described[] {
  const questions = row.fields.map(({ label, isRequired }) => `${label.pt} / ${label.en}${isRequired ? ' *' : ''}`);
  return [
    { name: 'name', label: say('admin.field.name'), value: `${row.name.pt} / ${row.name.en}` },
    { name: 'fields', label: say('admin.forms.questions'), value: questions.join('; ') },
    { name: 'isActive', label: say('admin.forms.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
  ];
}
