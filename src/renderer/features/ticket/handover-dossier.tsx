import type { ReactElement } from 'react';
import { type Form, type FormField, formVersion } from '../../../shared/domain/form.ts';
import { allAnswers } from '../../../shared/domain/handover.ts';
import type { Handover } from '../../../shared/domain/parts.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { answerText, inLanguage } from '../../lib/form-question.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import styles from './handover-card.module.css';

type DossierProps = {
  readonly handover: Handover;
  readonly detail: TicketDetail;
  readonly workspace: Workspace;
};

type Entry = { readonly id: string; readonly question: string; readonly answer: string; readonly note?: string };

/**
 * What came with a hand-over: the answers under the questions of the version that was filled in, in its order; or why it was
 * returned and what is missing. What is written is plain text and is never read as markup.
 */
export function Dossier({ handover, detail, workspace }: DossierProps): ReactElement {
  const say = useText();
  const entries = [...useReasons(handover, workspace), ...useAnswers({ handover, detail, workspace })];
  const form = workspace.formRows.get(handover.formId ?? '');
  const { formVersion: version } = handover;
  const isOlder = form !== undefined && version !== null && version < form.version && handover.state === 'pending';
  if (entries.length === 0) return <p className={styles['none']}>{say('handover.noAnswers')}</p>;
  return (
    <>
      <dl className={styles['answers']}>
        {entries.map(({ id, question, answer, note }) => (
          <div key={id} className={styles['answer']}>
            <dt>
              {question}
              {note === undefined ? null : <small>{note}</small>}
            </dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
      {isOlder ? (
        <p className={styles['none']}>{say('handover.olderForm', { version, current: form.version })}</p>
      ) : null}
    </>
  );
}

function useReasons({ reason, missing, asked, answer, settledById }: Handover, { users }: Workspace): readonly Entry[] {
  const say = useText();
  const note = users.get(settledById ?? '')?.name ?? say('common.unknownPerson');
  return [
    ...(reason === null ? [] : [{ id: 'reason', question: say('handover.reason'), answer: reason }]),
    ...(missing.length === 0 ? [] : [{ id: 'missing', question: say('handover.missing'), answer: missing.join('\n') }]),
    ...(asked === undefined ? [] : [{ id: 'asked', question: say('handover.asked'), answer: asked }]),
    ...(answer === undefined ? [] : [{ id: 'answer', question: say('handover.answer'), answer, note }]),
  ];
}

function useAnswers({ handover, detail, workspace }: DossierProps): readonly Entry[] {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const form = workspace.formRows.get(handover.formId ?? '');
  const fields = fieldsOf(form, handover.formVersion);
  const added = new Map(
    (handover.added ?? []).flatMap(({ byId, atMs, answers }) =>
      Object.keys(answers).map((key) => {
        const name = workspace.users.get(byId ?? '')?.name ?? say('common.unknownPerson');
        return [key, say('handover.added', { name, when: shortMoment(language, atMs, nowMs) })] as const;
      }),
    ),
  );
  // In the form's order; an answer to a question that no version known here has comes last, under its key.
  const position = (key: string): number => fields.findIndex((field) => field.key === key) >>> 0;
  return Object.entries(allAnswers(handover))
    .filter(([, answer]) => answer.trim() !== '')
    .toSorted(([a], [b]) => position(a) - position(b))
    .map(([key, answer]) => {
      const field = fields.find((one) => one.key === key);
      const question = field === undefined ? key : inLanguage(field.label, language);
      const note = added.get(key);
      const text = answerText(field, answer, { say, language, files: detail.attachments });
      return { id: `form:${key}`, question, answer: text, ...(note === undefined ? {} : { note }) };
    });
}

/** The questions of the version that was filled in, then those of the newest that it does not have. */
function fieldsOf(form: Form | undefined, version: number | null): readonly FormField[] {
  if (form === undefined) return [];
  const filled = (version === null ? null : formVersion(form, version))?.fields ?? [];
  const known = new Set(filled.map(({ key }) => key));
  return [...filled, ...form.fields.filter(({ key }) => !known.has(key))];
}
