import { type ReactElement, useState } from 'react';
import { perform } from '../../commands/perform.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const ANSWER = 'ticket.answerCall';
const SHORTEST = 3;

/** What a supervisor answers to a call, with the call above it. */
export function AnswerCallDialog({ detail, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const { ticket, handovers } = detail;
  const first = useFirstFocus<HTMLTextAreaElement>();
  const held = useHeld(ANSWER);
  const [answer, setAnswer] = useDialogDraft(`call-answer:${ticket.id}`, ANSWER, heldText(held['answer']));
  const [isChecked, setChecked] = useState(false);
  const call = handovers.find(({ id }) => id === ticket.supervisorCallId);
  const isShort = answer.trim().length < SHORTEST;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort || call === undefined) return;
    const args = { ticketId: ticket.id, callId: call.id, answer: answer.trim() };
    if (!(await perform(ANSWER, args, workspace, 'toast.callAnswered'))) return;
    setAnswer('');
    onClose();
  };
  return (
    <Dialog
      title={say('answerCall.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('answerCall.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      {call === undefined ? null : (
        <blockquote className={styles['leftover']}>{[call.reason, call.asked].join('\n\n')}</blockquote>
      )}
      <TextArea
        label={say('answerCall.answer')}
        mark={say('common.required')}
        inputRef={first}
        rows={4}
        maxLength={4_000}
        value={answer}
        onChange={setAnswer}
        error={isChecked && isShort ? say('dialog.tooShort', { count: SHORTEST }) : undefined}
      />
    </Dialog>
  );
}
