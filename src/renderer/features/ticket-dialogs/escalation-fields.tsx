import type { ReactElement } from 'react';
import { rawAnswer } from '../../../shared/domain/form-answers.ts';
import { inLanguage, questionHint, questionLook } from '../../lib/form-question.ts';
import { useText } from '../../lib/text.ts';
import { AnswerField } from '../../ui/answer-field.tsx';
import type { Escalation } from './use-escalation.ts';
import styles from './dialogs.module.css';

/** The questions of the transition's form that are asked, given the answers so far. */
export function EscalationFields({ escalation }: { readonly escalation: Escalation }): ReactElement {
  const say = useText();
  const { form, fields, answers, answer, errorOf, known, setting, leftover } = escalation;
  return (
    <>
      {form === undefined ? null : (
        <p className={styles['hint']}>{say('escalate.form', { name: inLanguage(form.name, setting.language) })}</p>
      )}
      {fields.map((field) => (
        <AnswerField
          key={field.key}
          {...questionLook(field, setting)}
          hint={questionHint(field, known, setting)}
          error={errorOf(field)}
          value={rawAnswer(answers, field.key)}
          onChange={(value) => answer(field.key, value)}
        />
      ))}
      {leftover === '' ? null : (
        <div>
          <p className={styles['hint']}>{say('attention.leftover')}</p>
          <blockquote className={styles['leftover']}>{leftover}</blockquote>
        </div>
      )}
    </>
  );
}
