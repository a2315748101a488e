import { type ReactElement, useState } from 'react';
import { routeTicket } from '../../../shared/routing/route-ticket.ts';
import { perform } from '../../commands/perform.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { categoryChoices } from '../../lib/category-choices.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { type Say, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { heldChoice, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const MUTATION = 'ticket.reclassify';

/** Gives a ticket another category, and says before it is done where the rules take it and by which. */
export function ReclassifyDialog({ detail, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const { ticket, messages } = detail;
  const first = useFirstFocus<HTMLInputElement>();
  const held = useHeld(MUTATION);
  const [categoryId, setCategoryId] = useState<string | null>(
    heldChoice(held['categoryId'], [...workspace.categories.keys()], ticket.categoryId),
  );
  const [isRouted, setRouted] = useState(held['isRouted'] === undefined || held['isRouted'] === true);
  const [isChecked, setChecked] = useState(false);
  const goesTo = isRouted ? routeOf(detail, categoryId, workspace) : null;
  const isMoved = goesTo !== null && goesTo.queueId !== ticket.queueId;
  const isNothing = !isMoved && categoryId === ticket.categoryId;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isNothing) return;
    const args = {
      ticketId: ticket.id,
      categoryId,
      isRouted,
      customerId: ticket.customerId,
      messageId: messages.find(({ kind }) => kind === 'customer')?.id ?? null,
    };
    if (await perform(MUTATION, args, workspace, 'toast.reclassified')) onClose();
  };
  return (
    <Dialog
      title={say('reclassify.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('reclassify.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <ComboBox
        label={say('reclassify.category')}
        inputRef={first}
        options={categoryChoices(workspace)}
        value={categoryId}
        onChange={setCategoryId}
        openLabel={say('reclassify.categories')}
        placeholder={say('create.noCategory')}
        error={isChecked && isNothing ? say('reclassify.nothing') : undefined}
      />
      <Checkbox
        label={say('reclassify.reroute')}
        hint={say('reclassify.rerouteHint')}
        isChecked={isRouted}
        onChange={setRouted}
      />
      <output className={styles['hint']}>{whereText(ticket.queueId, isRouted, goesTo, workspace, say)}</output>
    </Dialog>
  );
}

type Route = { readonly queueId: string; readonly rule: string };

/** Where the rules that this machine has take the ticket under a category; null where none takes it. */
function routeOf({ ticket, messages }: TicketDetail, categoryId: string | null, workspace: Workspace): Route | null {
  const customer = ticket.customerId === null ? undefined : workspace.customers.get(ticket.customerId);
  const facts = {
    ...ticket,
    categoryId,
    company: customer?.company ?? null,
    plan: customer?.plan ?? null,
    message: messages.find(({ kind }) => kind === 'customer')?.body ?? null,
  };
  const world = { categories: [...workspace.categories.values()], queues: workspace.queues };
  const { taken } = routeTicket(workspace.routingRules, facts, world);
  return taken === null ? null : { queueId: taken.queueId, rule: taken.name };
}

function whereText(fromId: string, isRouted: boolean, goesTo: Route | null, { queues }: Workspace, say: Say): string {
  const nameOf = (queueId: string): string => {
    const queue = queues.find(({ id }) => id === queueId);
    return queue === undefined ? say('common.unknownQueue') : queueLabel(queue);
  };
  if (!isRouted) return say('reclassify.stays', { queue: nameOf(fromId) });
  if (goesTo === null) return say('reclassify.noRule', { queue: nameOf(fromId) });
  const key = goesTo.queueId === fromId ? 'reclassify.staysByRule' : 'reclassify.moves';
  return say(key, { rule: goesTo.rule, queue: nameOf(goesTo.queueId) });
}
