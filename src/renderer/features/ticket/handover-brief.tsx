import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { seesEverything } from '../../../shared/access/access.ts';
import { answerTo, entriesOf, prefillOf } from '../../../shared/domain/form-answers.ts';
import { formVersion, kindOf } from '../../../shared/domain/form.ts';
import { allAnswers, stillUnanswered } from '../../../shared/domain/handover.ts';
import type { Handover } from '../../../shared/domain/parts.ts';
import { standingPromise } from '../../../shared/domain/promise.ts';
import { useTicketClocks } from '../../db/clocks.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import { useFilePlaces } from '../../db/use-files.ts';
import type { Workspace } from '../../db/workspace.ts';
import { clockDeadline, clockName, clockRemaining, clockTone } from '../../lib/clock-text.ts';
import { inLanguage } from '../../lib/form-question.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { Button } from '../../ui/button.tsx';
import { MessageAttachments } from './message-attachments.tsx';
import styles from './handover-card.module.css';

type BriefProps = { readonly handover: Handover; readonly detail: TicketDetail; readonly workspace: Workspace };

/**
 * What the receiving tier needs beside the answers while an escalation waits: what the customer wrote last and what was
 * tried, where the form did not ask for them; the files; what was promised; and the time that is left.
 */
export function HandoverBrief({ handover, detail, workspace }: BriefProps): ReactElement {
  const say = useText();
  const { attempts, messages, attachments } = detail;
  const fields = filledFields(handover, workspace);
  const answers = allAnswers(handover);
  const isAsked = (what: 'attempts' | 'customer'): boolean =>
    fields.some((field) => prefillOf(field) === what && answerTo(answers, field.key) !== '');
  const named = new Set(
    fields.flatMap((field) => (kindOf(field) === 'files' ? entriesOf(answerTo(answers, field.key)) : [])),
  );
  const files = attachments.filter(({ id }) => named.size === 0 || named.has(id));
  const places = useFilePlaces(files.map(({ id }) => id));
  const last = messages.findLast(({ kind }) => kind === 'customer');
  const tried = attempts.filter(({ tier }) => tier <= handover.fromTier);
  return (
    <div className={styles['brief']}>
      {last === undefined || isAsked('customer') ? null : (
        <section className={styles['answer']} aria-label={say('handover.sees')}>
          <h4>{say('handover.sees')}</h4>
          <blockquote className={styles['quote']}>{last.body}</blockquote>
        </section>
      )}
      {tried.length === 0 || isAsked('attempts') ? null : (
        <section className={styles['answer']} aria-label={say('handover.tried')}>
          <h4>{say('handover.tried')}</h4>
          <ul className={styles['tried']}>
            {tried.map(({ id, what, minutes, outcome }) => (
              <li key={id}>{say('escalate.attemptLine', { what, minutes, outcome: say(`outcome.${outcome}`) })}</li>
            ))}
          </ul>
        </section>
      )}
      {files.length === 0 ? null : (
        <section className={styles['answer']} aria-label={say('handover.evidence')}>
          <h4>{say('handover.evidence')}</h4>
          <MessageAttachments attachments={files} places={places} isMessageSent meId={workspace.me.id} />
        </section>
      )}
      <Promised detail={detail} />
      <TimeLeft detail={detail} />
    </div>
  );
}

/** What the customer was promised, and until when. */
function Promised({ detail: { ticket } }: { readonly detail: TicketDetail }): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const promise = standingPromise(ticket);
  if (promise === null) return null;
  return (
    <section className={styles['answer']} aria-label={say('handover.promised')}>
      <h4>{say('handover.promised')}</h4>
      <p>{say('promise.by', { when: shortMoment(language, promise.dueAtMs, nowMs), text: promise.text })}</p>
    </section>
  );
}

/** What is left of the customer's clock and of the tier's. */
function TimeLeft({ detail: { ticket } }: { readonly detail: TicketDetail }): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const { clocks, nowMs } = useTicketClocks(ticket);
  const told = clocks.filter(
    ({ kind, endedAtMs }) =>
      endedAtMs === null && (kind === 'resolution' || kind === 'tierAccept' || kind === 'tierWork'),
  );
  if (told.length === 0) return null;
  return (
    <section className={styles['answer']} aria-label={say('handover.clocks')}>
      <h4>{say('handover.clocks')}</h4>
      <ul className={styles['left']}>
        {told.map((clock) => (
          <li key={clock.kind} data-tone={clockTone(clock, nowMs)}>
            <strong>{clockName(clock, language)}</strong> {clockRemaining(clock, language)}
            <small>{clockDeadline(clock, language, nowMs)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the newest form requires and nobody has answered, and of whom to ask it; who can answer does so here. */
export function MissingAnswers({ handover, detail, workspace }: BriefProps): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const show = useDialogStore((state) => state.show);
  const missing = stillUnanswered(handover);
  if (missing.length === 0) return null;
  const fields = workspace.formRows.get(handover.formId ?? '')?.fields ?? [];
  const labels = missing.map((key) => {
    const label = fields.find((field) => field.key === key)?.label;
    return label === undefined ? key : inLanguage(label, language);
  });
  const name = workspace.users.get(handover.byId ?? '')?.name ?? say('common.unknownPerson');
  const canAnswer = handover.byId === workspace.me.id || seesEverything(workspace.me);
  return (
    <div className={styles['missing']} role="note">
      <TriangleAlert size={14} aria-hidden />
      <div>
        <p>{say('handover.unanswered', { name })}</p>
        <ul>
          {labels.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      </div>
      {canAnswer ? (
        <Button size="sm" onClick={() => show('completeHandover', detail.ticket.id)}>
          {say('command.ticket.completeHandover')}
        </Button>
      ) : null}
    </div>
  );
}

function filledFields({ formId, formVersion: version }: Handover, { formRows }: Workspace) {
  const form = formRows.get(formId ?? '');
  if (form === undefined) return [];
  return ((version === null ? null : formVersion(form, version)) ?? form).fields;
}
