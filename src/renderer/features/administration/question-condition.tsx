/* oxlint-disable typescript/no-unsafe-type-assertion -- react-hook-form holds what is being written without its types. */
import type { ReactElement } from 'react';
import { type Control, useController, useWatch } from 'react-hook-form';
import { type FormCondition, kindOf } from '../../../shared/domain/form.ts';
import { inLanguage } from '../../lib/form-question.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { fieldErrorText } from './form-fields.tsx';
import { asQuestion, firstError } from './question-kind.tsx';
import styles from './forms-section.module.css';

const ALWAYS = 'always';

type ConditionProps = { readonly control: Control; readonly at: string; readonly index: number };

/** When a question is asked: always, or by what is answered to one that stands before it. */
export function QuestionCondition({ control, at, index }: ConditionProps): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const { field, fieldState } = useController({ control, name: `${at}.showIf` });
  const watched: unknown = useWatch({ control, name: 'fields' });
  const before = (Array.isArray(watched) ? watched : []).slice(0, index).map(asQuestion);
  const condition = field.value as FormCondition | undefined;
  // The first question is always asked; one that was moved there says what is wrong with it.
  if (before.length === 0 && condition === undefined) return null;
  const asked = before.find(({ key }) => key === condition?.field);
  const kind = asked === undefined ? 'text' : kindOf(asked);
  const options = kind === 'choice' || kind === 'checklist' ? (asked?.options ?? []) : [];
  const nameOf = (one: (typeof before)[number], position: number): string => {
    const label = inLanguage(one.label, language);
    return label === '' ? say('admin.forms.question', { number: position + 1 }) : label;
  };
  const pick = (key: string, isChosen: boolean): void => {
    const chosen = condition?.is.filter((one) => one !== key) ?? [];
    field.onChange({ field: condition?.field ?? '', is: isChosen ? [...chosen, key] : chosen });
  };
  return (
    <div className={styles['condition']}>
      <Select
        label={say('admin.forms.showIf')}
        value={condition?.field ?? ALWAYS}
        onChange={(id) => field.onChange(id === ALWAYS ? undefined : { field: id, is: [] })}
        placeholder={say('common.choose')}
        options={[
          { id: ALWAYS, label: say('admin.forms.always') },
          ...before.map((one, position) => ({
            id: one.key,
            label: say('admin.forms.ifAnswered', { question: nameOf(one, position) }),
          })),
        ]}
        error={fieldErrorText(firstError(fieldState.error), say)}
      />
      {options.length === 0 ? null : (
        <fieldset className={styles['options']}>
          <legend className={styles['legend']}>{say('admin.forms.ifOneOf')}</legend>
          <p className={styles['fact']}>{say('admin.forms.ifOneOfHint')}</p>
          {options.map(({ key, label }) => (
            <Checkbox
              key={key}
              label={inLanguage(label, language)}
              isChecked={condition?.is.includes(key) === true}
              onChange={(isChosen) => pick(key, isChosen)}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
