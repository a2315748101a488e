import { type ReactElement, useState } from 'react';
import { performAll } from '../../commands/perform-all.ts';
import { perform } from '../../commands/perform.ts';
import { assignees, whyNotAssign } from '../../commands/why-not-assign.ts';
import type { Workspace } from '../../db/workspace.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { useMarkedAtFirst } from './bulk-dialogs.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldText, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const MUTATION = 'ticket.assign';

/** Gives a ticket to somebody who works its queue. */
export function AssignDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const held = useHeld(MUTATION);
  const people = assignees(ticket, workspace);
  const queue = workspace.queues.find(({ id }) => id === ticket.queueId);
  return (
    <PersonDialog
      title={say('assign.title', { number: ticketNumber(ticket, say) })}
      about={ticket.subject}
      hint={say('assign.hint', { queue: queue === undefined ? say('common.unknownQueue') : queueLabel(queue) })}
      people={people}
      initial={people.find(({ id }) => id === heldText(held['toId']))?.id ?? null}
      onClose={onClose}
      onChosen={async (toId) => {
        if (await perform(MUTATION, { ticketId: ticket.id, toId }, workspace, 'toast.assigned')) onClose();
      }}
    />
  );
}

type BulkDialogProps = { readonly workspace: Workspace; readonly onClose: () => void };

/** Gives all selected tickets to one person; those whose queue they do not work are named with the reason. */
export function BulkAssignDialog({ workspace, onClose }: BulkDialogProps): ReactElement {
  const say = useText();
  const ids = useMarkedAtFirst();
  return (
    <PersonDialog
      title={say('assign.titleMany', { count: ids.length })}
      about={say('bulk.same')}
      people={assignees(null, workspace)}
      initial={null}
      onClose={onClose}
      onChosen={async (toId) => {
        onClose();
        const act = {
          name: MUTATION,
          argsOf: () => ({ toId }),
          whyNot: whyNotAssign,
          done: 'bulk.done.assign',
        } as const;
        await performAll(act, ids, workspace);
      }}
    />
  );
}

type PersonDialogProps = {
  readonly title: string;
  readonly about: string;
  readonly hint?: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly initial: string | null;
  readonly onClose: () => void;
  readonly onChosen: (personId: string) => Promise<void>;
};

function PersonDialog(props: PersonDialogProps): ReactElement {
  const { title, about, hint, people, initial, onClose, onChosen } = props;
  const say = useText();
  const first = useFirstFocus<HTMLInputElement>();
  const [toId, setToId] = useState(initial);
  const [isChecked, setChecked] = useState(false);
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (toId !== null) await onChosen(toId);
  };
  return (
    <Dialog
      title={title}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('assign.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{about}</p>
      <ComboBox
        label={say('assign.person')}
        inputRef={first}
        options={people.map(({ id, name }) => ({ id, label: name }))}
        value={toId}
        onChange={setToId}
        openLabel={say('assign.people')}
        hint={hint}
        error={isChecked && toId === null ? say('dialog.invalid') : undefined}
      />
    </Dialog>
  );
}
