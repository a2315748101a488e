import { type ReactElement, useState } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { type Answers, problemOf, answerTo, rawAnswer, visibleFields } from '../../../shared/domain/form-answers.ts';
import { problemText, questionHint, questionLook } from '../../lib/form-question.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { AnswerField } from '../../ui/answer-field.tsx';
import { asQuestion } from './question-kind.tsx';
import styles from './forms-section.module.css';

const NOTHING_KNOWN = { attempts: '', customer: '' };

/** The form as agents will see it, in the language of this console: it can be tried, and its conditions work. */
export function FormPreview({ control }: { readonly control: Control }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const [answers, setAnswers] = useState<Answers>({});
  const watched: unknown = useWatch({ control, name: 'fields' });
  const setting = { say, language, files: [] };
  // While it is being written a question may lack anything.
  const questions = visibleFields((Array.isArray(watched) ? watched : []).map(asQuestion), answers);
  return (
    <section className={styles['preview']} aria-label={say('admin.forms.preview')}>
      <h3 className={styles['title']}>{say('admin.forms.preview')}</h3>
      <p className={styles['fact']}>{say('admin.forms.previewHint')}</p>
      {questions.map((field, index) => {
        const look = questionLook(field, setting);
        const answer = answerTo(answers, field.key);
        const code = answer === '' ? null : problemOf(field, answer);
        return (
          <AnswerField
            key={`${index}:${field.key}`}
            {...look}
            label={look.label === '' ? '…' : look.label}
            hint={questionHint(field, NOTHING_KNOWN, setting)}
            value={rawAnswer(answers, field.key)}
            onChange={(value) => setAnswers((now) => ({ ...now, [field.key]: value }))}
            error={code === null ? undefined : problemText(field, code, answers, say)}
          />
        );
      })}
    </section>
  );
}
