import { type ReactElement, useState } from 'react';
import { PRIORITIES, type Priority } from '../../../shared/domain/priority.ts';
import { perform } from '../../commands/perform.ts';
import { newId } from '../../lib/new-id.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldChoice, heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const OPEN = 'ticket.openSubticket';

/** Asks another queue for a part of the work; the ticket stays where it is, with its owner. */
export function SubticketDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const held = useHeld(OPEN);
  const queues = workspace.queues.filter(({ id }) => id !== ticket.queueId);
  const above = queues.find(({ tier }) => tier > ticket.tier) ?? queues[0];
  const queueIds = queues.map(({ id }) => id);
  const [queueId, setQueueId] = useState<string | null>(heldChoice(held['toQueueId'], queueIds, above?.id ?? null));
  const [subject, setSubject] = useState(heldText(held['subject']) || ticket.subject);
  const [priority, setPriority] = useState<Priority>(heldChoice(held['priority'], PRIORITIES, ticket.priority));
  const [asked, setAsked] = useDialogDraft(`subticket:${ticket.id}`, OPEN, heldText(held['asked']));
  const [isChecked, setChecked] = useState(false);
  const [isShort, isUntitled] = [asked.trim().length < 3, subject.trim().length < 3];
  const tooShort = say('dialog.tooShort', { count: 3 });
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort || isUntitled || queueId === null) return;
    const said = { subject: subject.trim(), priority, asked: asked.trim() };
    const ids = { ticketId: ticket.id, subticketId: newId(), handoverId: newId(), toQueueId: queueId };
    const args = { ...ids, ...said, formId: null, formVersion: null, answers: null };
    if (!(await perform(OPEN, args, workspace, 'toast.subticketOpened'))) return;
    setAsked('');
    onClose();
  };
  return (
    <Dialog
      title={say('subticket.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('subticket.submit')} onCancel={onClose} />}
    >
      <p className={styles['hint']}>{say('subticket.hint')}</p>
      <div className={styles['two']}>
        <Select
          label={say('subticket.queue')}
          value={queueId}
          onChange={setQueueId}
          placeholder={say('common.choose')}
          options={queues.map((queue) => ({ id: queue.id, label: queueLabel(queue) }))}
          error={isChecked && queueId === null ? say('dialog.invalid') : undefined}
        />
        <Select
          label={say('subticket.priority')}
          value={priority}
          onChange={setPriority}
          placeholder={say('common.choose')}
          options={PRIORITIES.map((id) => ({ id, label: say(`priority.${id}`) }))}
        />
      </div>
      <TextField
        label={say('subticket.subject')}
        mark={say('common.required')}
        maxLength={200}
        value={subject}
        onChange={setSubject}
        error={isChecked && isUntitled ? tooShort : undefined}
      />
      <TextArea
        label={say('subticket.asked')}
        mark={say('common.required')}
        inputRef={first}
        rows={4}
        maxLength={10_000}
        value={asked}
        onChange={setAsked}
        error={isChecked && isShort ? tooShort : undefined}
      />
    </Dialog>
  );
}
