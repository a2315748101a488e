import { CircleAlert } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { RESOLUTION_CODES, type ResolutionCode } from '../../../shared/domain/resolution.ts';
import { openVendorCases } from '../../../shared/domain/vendor.ts';
import { performWhole } from '../../commands/perform.ts';
import { openSubticketsText } from '../../lib/open-subtickets-text.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldChoice, heldText, useDialogDraft, useHeld } from './replaced.ts';
import { isTooShort, ResolutionFields } from './resolution-fields.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const RESOLVE = 'ticket.resolve';

/** Asks how the ticket was solved and what solved it. */
export function ResolveDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const held = useHeld(RESOLVE);
  const [code, setCode] = useState<ResolutionCode>(heldChoice(held['code'], RESOLUTION_CODES, 'solved'));
  const [summary, setSummary] = useDialogDraft(`resolve:${ticket.id}`, RESOLVE, heldText(held['summary']));
  const [isChecked, setChecked] = useState(false);
  const [isWithdrawing, setWithdrawing] = useState(false);
  const [overReason, setOverReason] = useState(heldText(held['overOpenSubtickets']));
  const open = ticket.openSubtickets ?? [];
  const isUnexplained = open.length > 0 && isTooShort(overReason);
  const owed = openVendorCases(ticket);
  const vendors = owed.map(({ vendorName }) => vendorName).join(', ');
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isTooShort(summary) || (owed.length > 0 && !isWithdrawing) || isUnexplained) return;
    const said = summary.trim();
    const withdrawals = owed.map(({ id: caseId }) => ({
      name: 'ticket.withdrawVendorCase',
      args: { ticketId: ticket.id, caseId, reason: said.slice(0, 500) },
    }));
    const over = open.length === 0 ? {} : { overOpenSubtickets: overReason.trim() };
    const resolution = { name: RESOLVE, args: { ticketId: ticket.id, code, summary: said, ...over } };
    if (!(await performWhole([...withdrawals, resolution], workspace, 'toast.resolved'))) return;
    setSummary('');
    onClose();
  };
  return (
    <Dialog
      title={say('resolve.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('resolve.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <ResolutionFields
        first={first}
        code={code}
        onCode={setCode}
        summary={summary}
        onSummary={setSummary}
        isChecked={isChecked}
      />
      {open.length === 0 ? null : (
        <TextField
          label={say('subticket.overReason')}
          mark={say('common.required')}
          hint={openSubticketsText(ticket, say)}
          maxLength={500}
          value={overReason}
          onChange={setOverReason}
          error={isChecked && isUnexplained ? say('dialog.tooShort', { count: 3 }) : undefined}
        />
      )}
      {owed.length === 0 ? null : (
        <div className={styles['standing']}>
          <Checkbox
            label={say('vendor.withdrawAll', { vendors })}
            hint={say('vendor.withdrawHint')}
            isChecked={isWithdrawing}
            onChange={setWithdrawing}
          />
          {isChecked && !isWithdrawing ? (
            <p role="alert" className={styles['problem']}>
              <CircleAlert size={13} aria-hidden />
              {say('vendor.openCases', { vendors })}
            </p>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}
