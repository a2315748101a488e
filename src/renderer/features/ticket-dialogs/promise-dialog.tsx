import { CircleCheckBig, TriangleAlert } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { LONGEST_PROMISE_MS, standingPromise } from '../../../shared/domain/promise.ts';
import { perform } from '../../commands/perform.ts';
import { backendNowMs } from '../../db/backend-clock.ts';
import { useTicketClocks } from '../../db/clocks.ts';
import type { Workspace } from '../../db/workspace.ts';
import { fromFieldMoment, shortMoment, toFieldMoment } from '../../lib/format-time.ts';
import { newId } from '../../lib/new-id.ts';
import { choicesAt, isOutOfHours, momentOf, type PromiseChoice } from '../../lib/promise-choices.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const PROMISE = 'ticket.promise';

/** What the customer is promised and until when, by the moments that are named most; says when that is out of hours. */
export function PromiseDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const held = useHeld(PROMISE);
  const heldDueAtMs = typeof held['dueAtMs'] === 'number' ? held['dueAtMs'] : null;
  const [text, setText] = useDialogDraft(`promise:${ticket.id}`, PROMISE, heldText(held['text']));
  const [choice, setChoice] = useState<PromiseChoice>(heldDueAtMs === null ? 'hour' : 'other');
  const [moment, setMoment] = useState(heldDueAtMs === null ? '' : toFieldMoment(heldDueAtMs));
  const [isChecked, setChecked] = useState(false);
  const nowMs = useNowMinuteMs();
  const standing = standingPromise(ticket);
  const dueAtMs = choice === 'other' ? fromFieldMoment(moment) : momentOf(choice, nowMs);
  const isAmiss = dueAtMs === null || dueAtMs <= backendNowMs() || dueAtMs - backendNowMs() > LONGEST_PROMISE_MS;
  const isShort = text.trim().length < 3;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort || isAmiss) return;
    const replacesId = standing?.id ?? null;
    const args = { ticketId: ticket.id, promiseId: newId(), replacesId, text: text.trim(), dueAtMs };
    if (!(await perform(PROMISE, args, workspace, 'toast.promised'))) return;
    setText('');
    onClose();
  };
  return (
    <Dialog
      title={say('promise.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('promise.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      {standing === null ? null : <Standing ticket={ticket} workspace={workspace} onClose={onClose} />}
      <TextArea
        label={say('promise.text')}
        mark={say('common.required')}
        inputRef={first}
        rows={2}
        maxLength={500}
        value={text}
        onChange={setText}
        error={isChecked && isShort ? say('dialog.tooShort', { count: 3 }) : undefined}
      />
      <Segmented
        label={say('promise.when')}
        options={choicesAt(nowMs).map((id) => ({ id, label: say(`promise.choice.${id}`) }))}
        value={choice}
        onChange={setChoice}
      />
      {choice === 'other' ? (
        <TextField
          type="datetime-local"
          label={say('promise.moment')}
          mark={say('common.required')}
          min={toFieldMoment(nowMs)}
          value={moment}
          onChange={setMoment}
          error={isChecked && isAmiss ? say('promise.past') : undefined}
        />
      ) : null}
      {dueAtMs === null ? null : <DueNote ticket={ticket} dueAtMs={dueAtMs} />}
    </Dialog>
  );
}

type OfTicket = Pick<TicketDialogProps['detail'], 'ticket'>;

/** When that is, and that nobody is at work then. */
function DueNote({ ticket, dueAtMs }: OfTicket & { readonly dueAtMs: number }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const { counted, nowMs } = useTicketClocks(ticket);
  return (
    <>
      <p className={styles['hint']}>{say('promise.due', { when: shortMoment(language, dueAtMs, nowMs) })}</p>
      {isOutOfHours(counted, dueAtMs) ? (
        <p className={styles['hint']} role="note">
          <TriangleAlert size={14} aria-hidden />
          {say('promise.outOfHours')}
        </p>
      ) : null}
    </>
  );
}

type StandingProps = OfTicket & { readonly workspace: Workspace; readonly onClose: () => void };

/** The promise that stands, and the button that says it was kept. */
function Standing({ ticket, workspace, onClose }: StandingProps): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const standing = standingPromise(ticket);
  if (standing === null) return null;
  const keep = async (): Promise<void> => {
    const args = { ticketId: ticket.id, promiseId: standing.id };
    if (await perform('ticket.keepPromise', args, workspace, 'toast.promiseKept')) onClose();
  };
  return (
    <div className={styles['standing']}>
      <p>
        {say('promise.standing', {
          when: shortMoment(language, standing.dueAtMs, nowMs),
          name: workspace.users.get(standing.byId)?.name ?? say('common.unknownPerson'),
          text: standing.text,
        })}
      </p>
      <p className={styles['hint']}>{say('promise.replaces')}</p>
      <Button size="sm" icon={<CircleCheckBig size={14} aria-hidden />} onClick={() => void keep()}>
        {say('promise.keep')}
      </Button>
    </div>
  );
}
