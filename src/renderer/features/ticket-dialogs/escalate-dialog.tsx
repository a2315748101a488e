import type { ReactElement } from 'react';
import { tierName } from '../../../shared/domain/tier.ts';
import { onlyTierUp } from '../../commands/why-not.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ClocksPreview } from './clocks-preview.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { EscalationFields } from './escalation-fields.tsx';
import { EscalationTarget } from './escalation-target.tsx';
import { NoFormNotice } from './no-form-notice.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import { useEscalation } from './use-escalation.ts';
import styles from './dialogs.module.css';

/** Hands the ticket up: to which queue, what becomes of its clocks, and the form of that transition. */
export function EscalateDialog(props: TicketDialogProps): ReactElement {
  const { detail, workspace, onClose } = props;
  const say = useText();
  const { ticket } = detail;
  const escalation = useEscalation(props);
  const { target, form, submit } = escalation;
  const tier = onlyTierUp(ticket, workspace);
  return (
    <Dialog
      title={say('escalate.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      width="lg"
      onClose={onClose}
      onSubmit={submit}
      beginsAtEmpty
      footer={
        <DialogFoot
          submit={
            escalation.how === 'subticket'
              ? say('subticket.submit')
              : tier === null
                ? say('escalate.submit')
                : say('escalate.toTier', { tier: tierName(tier) })
          }
          onCancel={onClose}
        />
      }
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <EscalationTarget escalation={escalation} ticket={ticket} workspace={workspace} />
      {target === undefined || escalation.how === 'subticket' ? null : (
        <ClocksPreview ticket={ticket} target={target} workspace={workspace} />
      )}
      {target === undefined || form !== undefined ? null : (
        <NoFormNotice from={ticket.tier} to={target.tier} workspace={workspace} onClose={onClose} />
      )}
      <EscalationFields escalation={escalation} />
    </Dialog>
  );
}
