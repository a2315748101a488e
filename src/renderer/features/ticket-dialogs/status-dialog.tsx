import type { ReactElement } from 'react';
import { settableFrom } from '../../../shared/domain/status-machine.ts';
import { hasAskedCustomer } from '../../../shared/mutations/response.ts';
import { perform } from '../../commands/perform.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import { useStatusForm } from './use-status-form.tsx';
import styles from './dialogs.module.css';

/** Sets a ticket at work or waiting; a wait asks why, and when to take it up again. */
export function StatusDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const choices = settableFrom(ticket.status);
  const form = useStatusForm(choices[0] ?? 'open', `status:${ticket.id}`);
  const isUnasked = form.status === 'waiting_customer' && !hasAskedCustomer(ticket);
  const submit = async (): Promise<void> => {
    if (!form.check() || isUnasked) return;
    const args = { ticketId: ticket.id, ...form.args };
    if (!(await perform('ticket.setStatus', args, workspace, 'toast.status'))) return;
    form.forgetReason();
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
      {form.fields(choices, isUnasked ? say('statusDialog.askFirst') : undefined)}
    </Dialog>
  );
}
