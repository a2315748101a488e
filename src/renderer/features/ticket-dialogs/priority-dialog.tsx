import { type ReactElement, useState } from 'react';
import { PRIORITIES } from '../../../shared/domain/priority.ts';
import { IMPACTS, URGENCIES } from '../../../shared/domain/triage.ts';
import { perform } from '../../commands/perform.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { heldChoice, heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import { isOverridden, type Judgement, PrioritySelect, TriageFields } from './triage-fields.tsx';
import styles from './dialogs.module.css';

const MUTATION = 'ticket.setPriority';

/** Gives a ticket another priority, with the reason; says what that does to its clocks. */
export function PriorityDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const held = useHeld(MUTATION);
  const { triage } = ticket;
  const before: Judgement = {
    impact: triage?.impact ?? null,
    urgency: triage?.urgency ?? null,
    priority: ticket.priority,
  };
  // Who opens this wants another one.
  const other = PRIORITIES.find((priority) => priority !== ticket.priority) ?? ticket.priority;
  const [judgement, setJudgement] = useState<Judgement>({
    impact: heldChoice(held['impact'], IMPACTS, null) ?? before.impact,
    urgency: heldChoice(held['urgency'], URGENCIES, null) ?? before.urgency,
    priority: heldChoice(held['priority'], PRIORITIES, other),
  });
  const [reason, setReason] = useDialogDraft(`priority:${ticket.id}`, MUTATION, heldText(held['reason']));
  const [isChecked, setChecked] = useState(false);
  const isShort = reason.trim().length < 3;
  const { impact, urgency, priority } = judgement;
  const isSame = impact === before.impact && urgency === before.urgency && priority === before.priority;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort || isSame) return;
    const judged = impact === null || urgency === null ? {} : { impact, urgency };
    const args = { ticketId: ticket.id, priority, reason: reason.trim(), ...judged };
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
      <TriageFields value={judgement} onChange={setJudgement} />
      <PrioritySelect value={judgement} onChange={setJudgement} label={say('priority.label')} />
      {isChecked && isSame ? (
        <p role="alert" className={styles['wrong']}>
          {say('priority.same')}
        </p>
      ) : null}
      <TextArea
        label={say(isOverridden(judgement) ? 'triage.override' : 'priority.reason')}
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
