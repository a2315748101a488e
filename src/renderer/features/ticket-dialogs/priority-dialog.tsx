import { type ReactElement, useState } from 'react';
import { PRIORITIES, type Priority } from '../../../shared/domain/ticket.ts';
import { perform } from '../../commands/perform.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { heldChoice, heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const MUTATION = 'ticket.setPriority';

/** Gives a ticket another priority, with the reason; says what that does to its clocks. */
export function PriorityDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const held = useHeld(MUTATION);
  const choices = PRIORITIES.filter((priority) => priority !== ticket.priority);
  const [priority, setPriority] = useState<Priority>(heldChoice(held['priority'], choices, choices[0] ?? 'P1'));
  const [reason, setReason] = useDialogDraft(`priority:${ticket.id}`, MUTATION, heldText(held['reason']));
  const [isChecked, setChecked] = useState(false);
  const isShort = reason.trim().length < 3;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort) return;
    const args = { ticketId: ticket.id, priority, reason: reason.trim() };
    if (!(await perform(MUTATION, args, workspace, 'toast.priority'))) return;
    setReason('');
    onClose();
  };
  return (
    <Dialog
      title={say('priority.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('priority.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <Select
        label={say('priority.label')}
        value={priority}
        onChange={setPriority}
        placeholder={say('common.choose')}
        options={choices.map((id) => ({ id, label: say(`priority.${id}`) }))}
      />
      <TextArea
        label={say('priority.reason')}
        mark={say('common.required')}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={isChecked && isShort ? say('dialog.tooShort', { count: 3 }) : undefined}
      />
      <p className={styles['hint']}>{say('priority.hint')}</p>
    </Dialog>
  );
}
