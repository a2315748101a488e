import { Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import type { Queue } from '../../../shared/domain/workspace.ts';
import type { MessageKey } from '../../../shared/i18n/messages.pt-br.ts';
import { returnsTo } from '../../../shared/mutations/return.ts';
import { perform } from '../../commands/perform.ts';
import { ticketWays } from '../../commands/why-not.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { heldChoice, heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const USUALLY_MISSING: readonly MessageKey[] = [
  'return.missing.info',
  'return.missing.attempts',
  'return.missing.evidence',
  'return.missing.category',
  'return.missing.wrongTier',
];

const RETURN = 'ticket.return';
const SHORTEST_REASON = 5;

/** Gives the ticket back to a lower tier: why, what is missing, and to which queue (the one it came from, to begin with). */
export function ReturnDialog({ detail, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const { ticket, handovers } = detail;
  const queues = ticketWays(ticket, workspace, 'down');
  const cameFrom = handovers.findLast(({ kind }) => kind === 'escalation')?.fromQueueId;
  const held = useHeld(RETURN);
  const queueIds = queues.map(({ id }) => id);
  const [queueId, setQueueId] = useState<string | null>(
    heldChoice(held['toQueueId'], queueIds, heldChoice(cameFrom, queueIds, queueIds[0] ?? null)),
  );
  const [reason, setReason] = useDialogDraft(`return:${ticket.id}`, RETURN, heldText(held['reason']));
  const missing = useMissing(held['missing']);
  const [isChecked, setChecked] = useState(false);
  const isShort = reason.trim().length < SHORTEST_REASON;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort || queueId === null) return;
    const args = {
      ticketId: ticket.id,
      handoverId: newId(),
      toQueueId: queueId,
      reason: reason.trim(),
      missing: missing.chosen,
    };
    if (!(await perform(RETURN, args, workspace, 'toast.returned'))) return;
    setReason('');
    onClose();
  };
  return (
    <Dialog
      title={say('return.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('return.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <Select
        label={say('return.target')}
        value={queueId}
        onChange={setQueueId}
        placeholder={say('common.choose')}
        options={queues.map((queue) => ({ id: queue.id, label: queueLabel(queue) }))}
      />
      <ReturnsTo ticket={ticket} queue={queues.find(({ id }) => id === queueId)} workspace={workspace} />
      <TextArea
        label={say('return.reason')}
        mark={say('common.required')}
        rows={3}
        maxLength={2_000}
        value={reason}
        onChange={setReason}
        error={isChecked && isShort ? say('dialog.tooShort', { count: SHORTEST_REASON }) : undefined}
      />
      <MissingList missing={missing} />
    </Dialog>
  );
}

type ReturnsToProps = {
  readonly ticket: Ticket;
  readonly queue: Queue | undefined;
  readonly workspace: Workspace;
};

/** To whom it is likely to go: the backend decides when it has it, for it alone knows who works the queue by then. */
function ReturnsTo({ ticket, queue, workspace }: ReturnsToProps): ReactElement | null {
  const say = useText();
  const { connection } = useSyncStatus();
  if (queue === undefined) return null;
  const sender = returnsTo(ticket, queue, (id) => workspace.users.get(id));
  const likely = sender === null ? say('return.toQueue') : say('return.toPerson', { name: sender.name });
  return (
    <p className={styles['hint']}>{connection === 'online' ? likely : `${likely} ${say('return.decidedLater')}`}</p>
  );
}

type Missing = {
  readonly items: readonly string[];
  readonly chosen: readonly string[];
  readonly toggle: (item: string, isChosen: boolean) => void;
  readonly add: (item: string) => void;
};

/** What can be missing: the usual things, and what the agent adds; chosen to begin with is what a refused return named. */
function useMissing(held: unknown): Missing {
  const say = useText();
  const named = Array.isArray(held) ? held.filter((item) => typeof item === 'string') : [];
  const [added, setAdded] = useState<readonly string[]>(() => {
    const usual = new Set(USUALLY_MISSING.map((key) => say(key)));
    return named.filter((item) => !usual.has(item));
  });
  const [chosen, setChosen] = useState<readonly string[]>(named);
  return {
    items: [...USUALLY_MISSING.map((key) => say(key)), ...added],
    chosen,
    toggle: (item, isChosen) => setChosen((now) => (isChosen ? [...now, item] : now.filter((one) => one !== item))),
    add: (item) => {
      setAdded((now) => [...now, item]);
      setChosen((now) => [...now, item]);
    },
  };
}

function MissingList({ missing }: { readonly missing: Missing }): ReactElement {
  const say = useText();
  const [other, setOther] = useState('');
  const add = (): void => {
    const item = other.trim();
    if (item !== '' && !missing.items.includes(item)) missing.add(item);
    setOther('');
  };
  return (
    <fieldset className={styles['fieldset']}>
      <legend className={styles['legend']}>{say('return.missing')}</legend>
      {missing.items.map((item) => (
        <Checkbox
          key={item}
          label={item}
          isChecked={missing.chosen.includes(item)}
          onChange={(isChosen) => missing.toggle(item, isChosen)}
        />
      ))}
      <div className={styles['addRow']}>
        <TextField
          className={styles['grow']}
          label={say('return.missingOther')}
          maxLength={200}
          value={other}
          onChange={setOther}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            add();
          }}
        />
        <Button icon={<Plus size={15} aria-hidden />} onClick={add}>
          {say('return.add')}
        </Button>
      </div>
    </fieldset>
  );
}
