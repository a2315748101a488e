import { ArrowDown, ArrowUp, CirclePlus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Control, useController, useFieldArray, useWatch } from 'react-hook-form';
import { bilingualSchema } from '../../../shared/domain/form.ts';
import { useText } from '../../lib/text.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormCheck, FormText } from './form-fields.tsx';
import { QuestionCondition } from './question-condition.tsx';
import { asQuestion, QuestionKind } from './question-kind.tsx';
import styles from './forms-section.module.css';

const MOST_QUESTIONS = 30;

/** The questions of an escalation form in their order: worded in both languages, moved, added and taken out. */
export function QuestionList({ control }: { readonly control: Control }): ReactElement {
  const say = useText();
  const { fields, append, remove, move } = useFieldArray({ control, name: 'fields' });
  const watched: unknown = useWatch({ control, name: 'fields' });
  const asked = (Array.isArray(watched) ? watched : []).map(asQuestion);
  const add = (): void => {
    const label = { pt: '', en: '' };
    const keys = new Set(asked.map(({ key }) => key));
    let number = fields.length + 1;
    while (keys.has(`q_${number}`)) number += 1;
    append({ key: `q_${number}`, label, help: null, isRequired: false, isLong: false, kind: 'text', options: [] });
  };
  return (
    <section className={styles['questions']} aria-labelledby="form-questions">
      <h3 id="form-questions" className={styles['title']}>
        {say('admin.forms.questions')}
      </h3>
      {fields.map(({ id }, index) => {
        const at = `fields.${index}`;
        const number = say('admin.forms.question', { number: index + 1 });
        return (
          <fieldset key={id} className={styles['question']} aria-label={number}>
            <div className={styles['bar']}>
              <span className={styles['number']}>{number}</span>
              <Button
                variant="ghost"
                size="sm"
                icon={<ArrowUp size={14} />}
                aria-label={say('admin.queues.up', { name: number })}
                isDisabled={index === 0}
                onClick={() => move(index, index - 1)}
              />
              <Button
                variant="ghost"
                size="sm"
                icon={<ArrowDown size={14} />}
                aria-label={say('admin.queues.down', { name: number })}
                isDisabled={index === fields.length - 1}
                onClick={() => move(index, index + 1)}
              />
              <Button
                variant="ghost"
                size="sm"
                icon={<Trash2 size={14} />}
                aria-label={say('admin.forms.remove', { name: number })}
                isDisabled={fields.length === 1}
                onClick={() => remove(index)}
              />
            </div>
            <div className={styles['two']}>
              <FormText control={control} name={`${at}.label.pt`} label={say('admin.forms.labelPt')} maxLength={200} />
              <FormText control={control} name={`${at}.label.en`} label={say('admin.forms.labelEn')} maxLength={200} />
            </div>
            <Help control={control} name={`${at}.help`} />
            <FormText
              control={control}
              name={`${at}.key`}
              label={say('admin.forms.key')}
              hint={say('admin.forms.keyHint')}
              maxLength={40}
            />
            <QuestionKind control={control} at={at} />
            <QuestionCondition control={control} at={at} index={index} />
            <FormCheck control={control} name={`${at}.isRequired`} label={say('admin.forms.required')} />
          </fieldset>
        );
      })}
      <div>
        <Button icon={<CirclePlus size={14} aria-hidden />} isDisabled={fields.length >= MOST_QUESTIONS} onClick={add}>
          {say('admin.forms.addQuestion')}
        </Button>
      </div>
    </section>
  );
}

type BoundProps = { readonly control: Control; readonly name: string };

/** The help below a question, in both languages; none in either is no help. */
function Help({ control, name }: BoundProps): ReactElement {
  const say = useText();
  const { field } = useController({ control, name });
  const help = bilingualSchema.partial().safeParse(field.value ?? {}).data ?? {};
  const { pt = '', en = '' } = help;
  const set = (change: typeof help): void => {
    const next = { pt, en, ...change };
    field.onChange(next.pt === '' && next.en === '' ? null : next);
  };
  return (
    <div className={styles['two']}>
      <TextField label={say('admin.forms.helpPt')} value={pt} maxLength={300} onChange={(text) => set({ pt: text })} />
      <TextField label={say('admin.forms.helpEn')} value={en} maxLength={300} onChange={(text) => set({ en: text })} />
    </div>
  );
}
