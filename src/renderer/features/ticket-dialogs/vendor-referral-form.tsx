import { type ReactElement, type ReactNode, useState } from 'react';
import { LONGEST_WAIT_MS, openVendorCases, type Vendor } from '../../../shared/domain/vendor.ts';
import { perform } from '../../commands/perform.ts';
import { backendNowMs } from '../../db/backend-clock.ts';
import { fromFieldMoment, toFieldMoment } from '../../lib/format-time.ts';
import { newId } from '../../lib/new-id.ts';
import { useText } from '../../lib/text.ts';
import { vendorDeadlineMs } from '../../lib/vendor-deadline.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

/** The action that refers a ticket to a vendor. */
export const OPEN_CASE = 'ticket.openVendorCase';

type VendorReferralFormProps = TicketDialogProps & { readonly title: string; readonly choice: ReactNode };

/** Whom to ask, under which contract, what, and until when; whether the ticket waits for it. */
export function VendorReferralForm(props: VendorReferralFormProps): ReactElement {
  const { detail, workspace, onClose, title, choice } = props;
  const { ticket } = detail;
  const say = useText();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const held = useHeld(OPEN_CASE);
  const busy = new Set(openVendorCases(ticket).map(({ vendorId }) => vendorId));
  const vendors = workspace.vendors.filter(({ id }) => !busy.has(id));
  const expectedBy = (vendor: Vendor | undefined): string => {
    const dueAtMs = vendor === undefined ? null : vendorDeadlineMs(vendor, workspace.calendars, backendNowMs());
    return dueAtMs === null ? '' : toFieldMoment(dueAtMs);
  };
  const [vendorId, setVendorId] = useState(
    vendors.find(({ id }) => id === held['vendorId'])?.id ?? vendors[0]?.id ?? '',
  );
  const vendor = vendors.find(({ id }) => id === vendorId);
  const [contract, setContract] = useState(heldText(held['contract']) || (vendor?.contractRef ?? ''));
  const [reference, setReference] = useState(heldText(held['reference']));
  const [asked, setAsked] = useDialogDraft(`vendor:${ticket.id}`, OPEN_CASE, heldText(held['asked']));
  const [expected, setExpected] = useState(expectedBy(vendor));
  const [isWaiting, setWaiting] = useState(held['isWaiting'] !== false);
  const [isChecked, setChecked] = useState(false);
  const expectedAtMs = fromFieldMoment(expected);
  const isAmiss =
    expectedAtMs !== null && (expectedAtMs <= backendNowMs() || expectedAtMs - backendNowMs() > LONGEST_WAIT_MS);
  const isShort = asked.trim().length < 3;
  const choose = (id: string): void => {
    const next = vendors.find((one) => one.id === id);
    setVendorId(id);
    setContract(next?.contractRef ?? '');
    setExpected(expectedBy(next));
  };
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort || isAmiss || vendor === undefined) return;
    const args = {
      ticketId: ticket.id,
      caseId: newId(),
      vendorId,
      contract: contract.trim(),
      reference: reference.trim() === '' ? null : reference.trim(),
      asked: asked.trim(),
      expectedAtMs,
      isWaiting,
    };
    if (!(await perform(OPEN_CASE, args, workspace, 'toast.vendorOpened'))) return;
    setAsked('');
    onClose();
  };
  return (
    <Dialog
      title={title}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('vendor.submit.new')} onCancel={onClose} />}
    >
      {choice}
      <p className={styles['subject']}>{ticket.subject}</p>
      <div className={styles['two']}>
        <Select
          label={say('vendor.who')}
          value={vendorId}
          onChange={choose}
          placeholder={say('common.choose')}
          options={vendors.map(({ id, name }) => ({ id, label: name }))}
          error={isChecked && vendor === undefined ? say('dialog.invalid') : undefined}
        />
        <TextField
          label={say('vendor.contractRef')}
          mark={say('common.optional')}
          maxLength={80}
          value={contract}
          onChange={setContract}
        />
      </div>
      {vendor === undefined || vendor.contact === '' ? null : <p className={styles['hint']}>{vendor.contact}</p>}
      <TextArea
        label={say('vendor.asked')}
        mark={say('common.required')}
        inputRef={first}
        rows={3}
        maxLength={4_000}
        value={asked}
        onChange={setAsked}
        error={isChecked && isShort ? say('dialog.tooShort', { count: 3 }) : undefined}
      />
      <div className={styles['two']}>
        <TextField
          label={say('vendor.reference')}
          mark={say('common.optional')}
          maxLength={80}
          value={reference}
          onChange={setReference}
        />
        <TextField
          type="datetime-local"
          label={say('vendor.expected')}
          mark={say('common.optional')}
          min={toFieldMoment(backendNowMs())}
          value={expected}
          onChange={setExpected}
          error={isChecked && isAmiss ? say('vendor.expectedPast') : undefined}
        />
      </div>
      <Checkbox label={say('vendor.wait')} hint={say('vendor.waitHint')} isChecked={isWaiting} onChange={setWaiting} />
    </Dialog>
  );
}
