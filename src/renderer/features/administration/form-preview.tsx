import type { ReactElement } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import type { FormField } from '../../../shared/domain/form.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import styles from './forms-section.module.css';

/** What agents will be asked, in the language of this console. */
export function FormPreview({ control }: { readonly control: Control }): ReactElement {
  const say = useText();
  const text = useLanguage() === 'en' ? 'en' : 'pt';
  const watched: unknown = useWatch({ control, name: 'fields' });
  // While it is being written a question may lack anything.
  const questions = (Array.isArray(watched) ? watched : []) as readonly Partial<FormField>[];
  return (
    <section className={styles['preview']} aria-label={say('admin.forms.preview')}>
      <h3 className={styles['title']}>{say('admin.forms.preview')}</h3>
      {questions.map(({ key, label, help, isRequired }, index) => (
        <p key={`${index}:${key ?? ''}`} className={styles['asked']}>
          <span>
            {label?.[text] === undefined || label[text] === '' ? '…' : label[text]}{' '}
            <small>{say(isRequired === true ? 'common.required' : 'common.optional')}</small>
          </span>
          {help?.[text] === undefined || help[text] === '' ? null : <small>{help[text]}</small>}
        </p>
      ))}
    </section>
  );
}
