import type { ReactElement } from 'react';
import { rawAnswer } from '../../../shared/domain/form-answers.ts';
import { kindOf } from '../../../shared/domain/form.ts';
import { inLanguage, questionHint, questionLook } from '../../lib/form-question.ts';
import { useText } from '../../lib/text.ts';
import { AnswerField } from '../../ui/answer-field.tsx';
import { FileQuestion } from './file-question.tsx';
import type { Escalation } from './use-escalation.ts';
import styles from './dialogs.module.css';

/** The questions of the transition's form that are asked, given the answers so far. */
export function EscalationFields({ escalation }: { readonly escalation: Escalation }): ReactElement {
  const say = useText();
  const { form, fields, answers, answer, errorOf, known, setting, leftover, files, forgetFile } = escalation;
  const firstOfFiles = fields.find((field) => kindOf(field) === 'files');
  return (
    <>
      {form === undefined ? null : (
        <p className={styles['hint']}>{say('escalate.form', { name: inLanguage(form.name, setting.language) })}</p>
      )}
      {fields.map((field) => {
        const question = (
          <AnswerField
            key={field.key}
            {...questionLook(field, setting)}
            hint={questionHint(field, known, setting)}
            error={errorOf(field)}
            value={rawAnswer(answers, field.key)}
            onChange={(value) => answer(field.key, value)}
          />
        );
        return kindOf(field) !== 'files' ? (
          question
        ) : (
          <FileQuestion
            key={field.key}
            files={files}
            name={field.key}
            isListed={field === firstOfFiles}
            onRemove={forgetFile}
          >
            {question}
          </FileQuestion>
        );
      })}
      {leftover === '' ? null : (
        <div>
          <p className={styles['hint']}>{say('attention.leftover')}</p>
          <blockquote className={styles['leftover']}>{leftover}</blockquote>
        </div>
      )}
    </>
  );
}
