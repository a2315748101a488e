import { type ReactElement, useState } from 'react';
import { MOST_ALLOWED_AT_ONCE } from '../../../shared/mutations/allow-attempts.ts';
import { perform } from '../../commands/perform.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const MUTATION = 'ticket.allowAttempts';

/** Lets a tier try more often than its policy does, with the reason. */
export function AllowAttemptsDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLInputElement>();
  const held = useHeld(MUTATION);
  const [more, setMore] = useState(typeof held['more'] === 'number' ? String(held['more']) : '1');
  const [reason, setReason] = useDialogDraft(`allow:${ticket.id}`, MUTATION, heldText(held['reason']));
  const [isChecked, setChecked] = useState(false);
  const count = Number(more);
  const isWrong = !Number.isInteger(count) || count < 1 || count > MOST_ALLOWED_AT_ONCE;
  const isShort = reason.trim().length < 3;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isWrong || isShort) return;
    const args = { ticketId: ticket.id, more: count, reason: reason.trim() };
    if (!(await perform(MUTATION, args, workspace, 'toast.attemptsAllowed'))) return;
    setReason('');
    onClose();
  };
  return (
    <Dialog
      title={say('allow.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('allow.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <TextField
        label={say('allow.more')}
        inputRef={first}
        inputMode="numeric"
        value={more}
        onChange={setMore}
        error={isChecked && isWrong ? say('allow.moreInvalid') : undefined}
      />
      <TextArea
        label={say('allow.reason')}
        mark={say('common.required')}
        hint={say('allow.hint')}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={isChecked && isShort ? say('dialog.tooShort', { count: 3 }) : undefined}
      />
    </Dialog>
  );
}
