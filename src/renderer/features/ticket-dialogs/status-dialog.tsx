import { CirclePause } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { pauseClassOf, type WorkingStatus, WORKING_STATUSES } from '../../../shared/domain/status.ts';
import { hasAskedCustomer } from '../../../shared/mutations/response.ts';
import { perform } from '../../commands/perform.ts';
import { backendNowMs } from '../../db/backend-clock.ts';
import { fromFieldMoment, toFieldMoment } from '../../lib/format-time.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useDraft } from '../../stores/draft-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

/** Sets a ticket at work or waiting; a wait asks why, and when to take it up again. */
export function StatusDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const choices = WORKING_STATUSES.filter((status) => status !== ticket.status);
  const [status, setStatus] = useState<WorkingStatus>(choices[0] ?? 'open');
  const [reason, setReason] = useDraft(`status:${ticket.id}`);
  const [followUp, setFollowUp] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isPause = pauseClassOf(status) !== null;
  const isReasonMissing = isPause && reason.trim() === '';
  const followUpAtMs = isPause ? fromFieldMoment(followUp) : null;
  const isUnasked = status === 'waiting_customer' && !hasAskedCustomer(ticket);
  const isPast = followUpAtMs !== null && followUpAtMs <= backendNowMs();
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isReasonMissing || isPast || isUnasked) return;
    const args = { ticketId: ticket.id, status, reason: reason.trim(), followUpAtMs };
    if (!(await perform('ticket.setStatus', args, workspace, 'toast.status'))) return;
    setReason('');
    onClose();
  };
  return (
    <Dialog
      title={say('statusDialog.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('statusDialog.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <Select
        label={say('statusDialog.status')}
        value={status}
        onChange={setStatus}
        placeholder={say('common.choose')}
        options={choices.map((id) => ({ id, label: say(`status.${id}`) }))}
        error={isUnasked ? say('statusDialog.askFirst') : undefined}
      />
      <TextArea
        label={say(isPause ? 'statusDialog.reasonPause' : 'statusDialog.reason')}
        mark={say(isPause ? 'common.required' : 'common.optional')}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={isChecked && isReasonMissing ? say('dialog.invalid') : undefined}
      />
      {isPause ? (
        <>
          <TextField
            type="datetime-local"
            label={say('statusDialog.followUp')}
            mark={say('common.optional')}
            min={toFieldMoment(backendNowMs())}
            value={followUp}
            onChange={setFollowUp}
            error={isChecked && isPast ? say('statusDialog.followUpPast') : undefined}
          />
          <p className={styles['hint']}>
            <CirclePause size={14} aria-hidden />
            {say('statusDialog.pauseHint')}
          </p>
        </>
      ) : null}
    </Dialog>
  );
}
