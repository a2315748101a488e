import { type ReactElement, useState } from 'react';
import { perform } from '../../commands/perform.ts';
import { newId } from '../../lib/new-id.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const CALL = 'ticket.callSupervisor';
const SHORTEST = { reason: 5, asked: 3 } as const;

/** Calls a supervisor: why, and what is asked of them. The ticket stays where it is. */
export function CallSupervisorDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const held = useHeld(CALL);
  const [reason, setReason] = useDialogDraft(`call-reason:${ticket.id}`, CALL, heldText(held['reason']));
  const [asked, setAsked] = useDialogDraft(`call-asked:${ticket.id}`, CALL, heldText(held['asked']));
  const [isChecked, setChecked] = useState(false);
  const errorOf = (text: string, count: number): string | undefined =>
    isChecked && text.trim().length < count ? say('dialog.tooShort', { count }) : undefined;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (reason.trim().length < SHORTEST.reason || asked.trim().length < SHORTEST.asked) return;
    const args = { ticketId: ticket.id, callId: newId(), reason: reason.trim(), asked: asked.trim() };
    if (!(await perform(CALL, args, workspace, 'toast.supervisorCalled'))) return;
    setReason('');
    setAsked('');
    onClose();
  };
  return (
    <Dialog
      title={say('supervisor.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('supervisor.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <p className={styles['hint']}>{say('supervisor.hint')}</p>
      <TextArea
        label={say('supervisor.reason')}
        mark={say('common.required')}
        inputRef={first}
        rows={3}
        maxLength={2_000}
        value={reason}
        onChange={setReason}
        error={errorOf(reason, SHORTEST.reason)}
      />
      <TextArea
        label={say('supervisor.asked')}
        mark={say('common.required')}
        rows={2}
        maxLength={2_000}
        value={asked}
        onChange={setAsked}
        error={errorOf(asked, SHORTEST.asked)}
      />
    </Dialog>
  );
}
