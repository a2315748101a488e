import { type ReactElement, useState } from 'react';
import type { MessageKey } from '../../../shared/i18n/messages.pt-br.ts';
import { perform } from '../../commands/perform.ts';
import { openSubticketsText } from '../../lib/open-subtickets-text.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

type ReasonDialogProps = TicketDialogProps & {
  readonly mutation: string;
  readonly title: MessageKey;
  readonly label: MessageKey;
  readonly submit: MessageKey;
  readonly done: MessageKey;
  readonly back?: MessageKey;
  readonly variant?: 'primary' | 'danger';
};

/** Asks why, for an action that needs no more than a reason. */
function ReasonDialog({ detail: { ticket }, workspace, onClose, ...about }: ReasonDialogProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const held = useHeld(about.mutation);
  const [reason, setReason] = useDialogDraft(
    `${about.mutation}:${ticket.id}`,
    about.mutation,
    heldText(held['reason']),
  );
  const [isChecked, setChecked] = useState(false);
  const isShort = reason.trim().length < 3;
  // Whoever cancels over open subtickets is told which, and gives the one reason for both.
  const isOver = about.mutation === 'ticket.cancel' && (ticket.openSubtickets ?? []).length > 0;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort) return;
    const over = isOver ? { overOpenSubtickets: reason.trim() } : {};
    const args = { ticketId: ticket.id, reason: reason.trim(), ...over };
    if (!(await perform(about.mutation, args, workspace, about.done))) return;
    setReason('');
    onClose();
  };
  return (
    <Dialog
      title={say(about.title, { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <DialogFoot
          submit={say(about.submit)}
          variant={about.variant ?? 'primary'}
          cancel={say(about.back ?? 'common.cancel')}
          onCancel={onClose}
        />
      }
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <TextArea
        label={say(about.label)}
        mark={say('common.required')}
        inputRef={first}
        rows={3}
        hint={isOver ? openSubticketsText(ticket, say) : undefined}
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={isChecked && isShort ? say('dialog.tooShort', { count: 3 }) : undefined}
      />
    </Dialog>
  );
}

/** Asks why an ended ticket is opened again. */
export function ReopenDialog(props: TicketDialogProps): ReactElement {
  return (
    <ReasonDialog
      {...props}
      mutation="ticket.reopen"
      title="reopen.title"
      label="reopen.reason"
      submit="reopen.submit"
      done="toast.reopened"
    />
  );
}

/** Asks why a ticket needs no work. */
export function CancelDialog(props: TicketDialogProps): ReactElement {
  return (
    <ReasonDialog
      {...props}
      mutation="ticket.cancel"
      title="cancelTicket.title"
      label="cancelTicket.reason"
      submit="cancelTicket.submit"
      back="cancelTicket.back"
      done="toast.cancelled"
      variant="danger"
    />
  );
}
