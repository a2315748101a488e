import { type ReactElement, type ReactNode, useState } from 'react';
import type { VendorCase } from '../../../shared/domain/vendor.ts';
import { perform } from '../../commands/perform.ts';
import { useText } from '../../lib/text.ts';
import { useDraft } from '../../stores/draft-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const WHATS = ['answer', 'reference', 'withdraw'] as const;
type What = (typeof WHATS)[number];

type VendorCaseFormProps = TicketDialogProps & {
  readonly title: string;
  /** Chooses another case. */
  readonly choice: ReactNode;
  readonly vendorCase: VendorCase;
};

/** What became of an open case: the vendor answered, gave its number, or is no longer asked. */
export function VendorCaseForm({
  detail: { ticket },
  workspace,
  onClose,
  title,
  choice,
  vendorCase,
}: VendorCaseFormProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const [what, setWhat] = useState<What>('answer');
  const [answer, setAnswer] = useDraft(`vendor-answer:${ticket.id}`);
  const [reason, setReason] = useDraft(`vendor-withdraw:${ticket.id}`);
  const [reference, setReference] = useState(vendorCase.reference ?? '');
  const [isChecked, setChecked] = useState(false);
  const text = { answer, withdraw: reason, reference }[what];
  const least = what === 'reference' ? 1 : 3;
  const isShort = text.trim().length < least;
  const error = isChecked && isShort ? say('dialog.tooShort', { count: least }) : undefined;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort) return;
    const about = { ticketId: ticket.id, caseId: vendorCase.id };
    const said = text.trim();
    const isKept =
      what === 'answer'
        ? await perform('ticket.answerVendorCase', { ...about, answer: said }, workspace, 'toast.vendorAnswered')
        : what === 'withdraw'
          ? await perform('ticket.withdrawVendorCase', { ...about, reason: said }, workspace, 'toast.vendorWithdrawn')
          : await perform(
              'ticket.setVendorReference',
              { ...about, reference: said, was: vendorCase.reference },
              workspace,
              'toast.vendorReference',
            );
    if (!isKept) return;
    if (what === 'answer') setAnswer('');
    if (what === 'withdraw') setReason('');
    onClose();
  };
  return (
    <Dialog
      title={title}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say(`vendor.submit.${what}`)} onCancel={onClose} />}
    >
      {choice}
      <p className={styles['leftover']}>{vendorCase.asked}</p>
      <Segmented
        label={say('vendor.what')}
        options={WHATS.map((id) => ({ id, label: say(`vendor.what.${id}`) }))}
        value={what}
        onChange={setWhat}
      />
      {what === 'reference' ? (
        <TextField
          label={say('vendor.reference')}
          mark={say('common.required')}
          maxLength={80}
          value={reference}
          onChange={setReference}
          error={error}
        />
      ) : (
        <TextArea
          label={say(what === 'answer' ? 'vendor.answerText' : 'vendor.reason')}
          mark={say('common.required')}
          inputRef={first}
          rows={4}
          maxLength={what === 'answer' ? 10_000 : 500}
          value={text}
          onChange={what === 'answer' ? setAnswer : setReason}
          error={error}
        />
      )}
      {what === 'reference' || ticket.status !== 'waiting_vendor' ? null : (
        <p className={styles['hint']}>{say('vendor.goesOn')}</p>
      )}
    </Dialog>
  );
}
