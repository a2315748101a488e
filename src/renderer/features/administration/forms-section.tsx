import type { ReactElement } from 'react';
import { refuseFields } from '../../../shared/domain/form-rules.ts';
import { type Form, type FormField, kindOf } from '../../../shared/domain/form.ts';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import type { Workspace } from '../../db/workspace.ts';
import { categoryChoices } from '../../lib/category-choices.ts';
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
            detail: [
              workspace.categories.get(item.row.categoryId ?? '')?.name ?? say('admin.forms.everyCategory'),
              say('admin.forms.detail', { version: item.row.version, count: item.row.fields.length }),
            ].join(' · '),
          })),
      ),
    titleOf: (row) => row.name[text],
    isActive: (row) => row.isActive,
    toForm: (row) => ({ ...row, fields: row.fields.map((field) => ({ ...field, kind: kindOf(field) })) }),
    toSave: (row, base) => toSave(row, base?.version ?? 0),
    check: (row) => {
      const wrong = refuseFields(row.fields);
      return wrong === null ? [] : [{ path: `fields.${wrong.path}`, message: say(`admin.error.form.${wrong.code}`) }];
    },
    describe: (row) => describe(row, workspace, say),
    renderFields: (props) => <FormFields {...props} workspace={workspace} />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

/** A form as its next version: of each question what its kind has, and none of the versions before, which the rule keeps. */
function toSave({ previous: _previous, ...row }: Form, version: number): Form {
  const fields = row.fields.map(({ options, min, max, unit, prefill, showIf, ...field }): FormField => {
    const kind = kindOf(field);
    const isText = kind === 'text' || kind === 'long';
    return {
      ...field,
      isLong: kind === 'long',
      ...(kind === 'choice' || kind === 'checklist' ? { options: options ?? [] } : {}),
      ...(kind === 'number' && min !== undefined ? { min } : {}),
      ...(kind === 'number' && max !== undefined ? { max } : {}),
      ...(kind === 'number' && unit !== undefined && unit !== '' ? { unit } : {}),
      ...(isText && prefill !== undefined ? { prefill } : {}),
      ...(showIf === undefined ? {} : { showIf }),
    };
  });
  return { ...row, fields, version: version + 1 };
}

const EVERY_CATEGORY = 'every';

type FormFieldsProps = FieldsProps<'form'> & { readonly workspace: Workspace };

function FormFields({ control, item, workspace }: FormFieldsProps): ReactElement {
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
      <FormSelect
        control={control}
        name="categoryId"
        label={say('admin.forms.category')}
        hint={say('admin.forms.categoryHint')}
        options={[{ id: EVERY_CATEGORY, label: say('admin.forms.everyCategory') }, ...categoryChoices(workspace)]}
        toValue={(id) => (id === EVERY_CATEGORY ? null : id)}
        toId={(value) => (typeof value === 'string' ? value : EVERY_CATEGORY)}
      />
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

function describe(row: Form, { categories }: Workspace, say: Say): readonly Described[] {
  const questions = row.fields.map((field) => describeQuestion(field, say));
  const category = categories.get(row.categoryId ?? '')?.name ?? say('admin.forms.everyCategory');
  return [
    { name: 'name', label: say('admin.field.name'), value: `${row.name.pt} / ${row.name.en}` },
    { name: 'categoryId', label: say('admin.forms.category'), value: category },
    { name: 'fields', label: say('admin.forms.questions'), value: questions.join('; '), items: questions },
    { name: 'isActive', label: say('admin.forms.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
  ];
}

/** A question in words: its texts, its kind, its options, and when it is asked. */
function describeQuestion(field: FormField, say: Say): string {
  const { label, isRequired, options = [], showIf, min, max, unit } = field;
  const kind = kindOf(field);
  const about = [
    say(`admin.forms.kind.${kind}`),
    ...options.map((option) => option.label.pt),
    ...[min, max, unit].filter((part) => part !== undefined).map(String),
    ...(showIf === undefined ? [] : [say('admin.forms.ifAnswered', { question: showIf.field }), ...showIf.is]),
  ];
  return `${label.pt} / ${label.en}${isRequired ? ' *' : ''} (${about.join(', ')})`;
}
