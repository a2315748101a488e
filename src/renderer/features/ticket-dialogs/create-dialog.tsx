import { type ReactElement, useState } from 'react';
import { canSeeQueue } from '../../../shared/access/access.ts';
import { type Channel, CHANNELS, PRIORITIES, type Priority } from '../../../shared/domain/ticket.ts';
import type { Customer } from '../../../shared/domain/workspace.ts';
import { perform } from '../../commands/perform.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { type Say, useText } from '../../lib/text.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { CustomerSearch } from './customer-search.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { heldChoice, heldText, useDialogDraft, useHeld } from './replaced.ts';
import styles from './dialogs.module.css';

/** Channels that a person registers a ticket for; the others belong to programs. */
const CHANNELS_BY_HAND = CHANNELS.filter((channel) => channel !== 'api' && channel !== 'import');
const CREATE = 'ticket.create';
const NO_CATEGORY = 'none';
const SHORTEST_SUBJECT = 3;

type CreateDialogProps = { readonly workspace: Workspace; readonly onClose: () => void };

/** Registers a ticket while the customer is on the line: who, what, how urgent, and which queue takes it. */
export function CreateDialog({ workspace, onClose }: CreateDialogProps): ReactElement {
  const say = useText();
  const queues = workspace.queues.filter(({ id, isActive }) => isActive && canSeeQueue(workspace.me, id));
  const held = useHeld(CREATE);
  const [customer, setCustomer] = useState<Customer | null>(
    workspace.customers.get(heldText(held['customerId'])) ?? null,
  );
  const [subject, setSubject] = useDialogDraft('create-subject', CREATE, heldText(held['subject']));
  const [description, setDescription] = useDialogDraft('create-description', CREATE, messageOf(held['message']));
  const [categoryId, setCategoryId] = useState<string>(
    heldChoice(held['categoryId'], [...workspace.categories.keys()], NO_CATEGORY),
  );
  const [priority, setPriority] = useState<Priority>(heldChoice(held['priority'], PRIORITIES, 'P3'));
  const [channel, setChannel] = useState<Channel>(heldChoice(held['channel'], CHANNELS_BY_HAND, 'phone'));
  const queueIds = queues.map(({ id }) => id);
  const [queueId, setQueueId] = useState<string | null>(heldChoice(held['queueId'], queueIds, queueIds[0] ?? null));
  const [isChecked, setChecked] = useState(false);
  const isShort = subject.trim().length < SHORTEST_SUBJECT;

  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort || queueId === null) return;
    const ticketId = newId();
    const body = description.trim();
    const args = {
      ticketId,
      subject: subject.trim(),
      queueId,
      priority,
      channel,
      customerId: customer?.id ?? null,
      categoryId: categoryId === NO_CATEGORY ? null : categoryId,
      message: body === '' ? null : { id: newId(), body },
    };
    if (!(await perform(CREATE, args, workspace, 'create.done'))) return;
    setSubject('');
    setDescription('');
    useScreenStore.getState().showDesk('list');
    useViewStore.getState().show({ kind: 'queue', queueId });
    useViewStore.getState().select(ticketId);
    onClose();
  };
  return (
    <Dialog
      title={say('create.title')}
      closeLabel={say('common.close')}
      width="lg"
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('create.submit')} onCancel={onClose} />}
    >
      <CustomerSearch customers={workspace.customers} value={customer} onChange={setCustomer} />
      <TextField
        label={say('create.subject')}
        mark={say('common.required')}
        maxLength={200}
        value={subject}
        onChange={setSubject}
        error={isChecked && isShort ? say('dialog.tooShort', { count: SHORTEST_SUBJECT }) : undefined}
      />
      <TextArea
        label={say('create.description')}
        mark={say('common.optional')}
        rows={4}
        maxLength={20_000}
        value={description}
        onChange={setDescription}
      />
      <div className={styles['two']}>
        <Select
          label={say('create.queue')}
          value={queueId}
          onChange={setQueueId}
          placeholder={say('common.choose')}
          options={queues.map((queue) => ({ id: queue.id, label: queueLabel(queue) }))}
        />
        <Select
          label={say('create.category')}
          value={categoryId}
          onChange={setCategoryId}
          placeholder={say('common.choose')}
          options={categoryOptions(workspace, say)}
        />
        <Select
          label={say('create.priority')}
          value={priority}
          onChange={setPriority}
          placeholder={say('common.choose')}
          options={PRIORITIES.map((id) => ({ id, label: say(`priority.${id}`) }))}
        />
        <Select
          label={say('create.channel')}
          value={channel}
          onChange={setChannel}
          placeholder={say('common.choose')}
          options={CHANNELS_BY_HAND.map((id) => ({ id, label: say(`channel.${id}`) }))}
        />
      </div>
    </Dialog>
  );
}

/** What the customer reported, of a refused creation. */
function messageOf(message: unknown): string {
  return typeof message === 'object' && message !== null && 'body' in message ? heldText(message.body) : '';
}

/** Categories under the name of the one above them, in the order of the alphabet. */
function categoryOptions(
  { categories }: Workspace,
  say: Say,
): readonly { readonly id: string; readonly label: string }[] {
  const inUse = [...categories.values()].filter(({ isActive }) => isActive !== false);
  const options = inUse.map(({ id, name, parentId }) => {
    const parent = parentId === null ? undefined : categories.get(parentId)?.name;
    return { id, label: parent === undefined ? name : `${parent} › ${name}` };
  });
  return [
    { id: NO_CATEGORY, label: say('create.noCategory') },
    ...options.toSorted((a, b) => a.label.localeCompare(b.label)),
  ];
}
