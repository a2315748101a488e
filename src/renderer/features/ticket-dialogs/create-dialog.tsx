import { type ReactElement, useRef, useState } from 'react';
import { canSeeQueue } from '../../../shared/access/access.ts';
import { scriptOf } from '../../../shared/domain/category-tree.ts';
import { PRIORITIES } from '../../../shared/domain/priority.ts';
import type { RoutingRule } from '../../../shared/domain/routing-rule.ts';
import { type Channel, CHANNELS } from '../../../shared/domain/ticket.ts';
import { IMPACTS, triageSchema, URGENCIES } from '../../../shared/domain/triage.ts';
import type { Customer } from '../../../shared/domain/workspace.ts';
import { routeTicket, type RoutingFacts } from '../../../shared/routing/route-ticket.ts';
import { perform } from '../../commands/perform.ts';
import type { Workspace } from '../../db/workspace.ts';
import { categoryChoices } from '../../lib/category-choices.ts';
import { newId } from '../../lib/new-id.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { type Say, useText } from '../../lib/text.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { CustomerSearch } from './customer-search.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { heldChoice, heldText, useDialogDraft, useHeld } from './replaced.ts';
import { givenBy, isOverridden, type Judgement, PrioritySelect, TriageFields } from './triage-fields.tsx';
import styles from './dialogs.module.css';

/** Channels that a person registers a ticket for; the others belong to programs. */
const CHANNELS_BY_HAND = CHANNELS.filter((channel) => channel !== 'api' && channel !== 'import');
const CREATE = 'ticket.create';
const SHORTEST_SUBJECT = 3;
const SHORTEST_REASON = 3;
const BY_RULES = 'rules';

type CreateDialogProps = { readonly workspace: Workspace; readonly onClose: () => void };

/** Registers a ticket while the customer is on the line: who, what, how urgent, and which queue takes it. */
export function CreateDialog({ workspace, onClose }: CreateDialogProps): ReactElement {
  const say = useText();
  const queues = workspace.queues.filter(({ id, isActive }) => isActive && canSeeQueue(workspace.me, id));
  const held = useHeld(CREATE);
  const [customer, setCustomer] = useState<Customer | null>(
    workspace.customers.get(heldText(held['customerId'])) ?? null,
  );
  const subjectField = useRef<HTMLInputElement>(null);
  const [subject, setSubject] = useDialogDraft('create-subject', CREATE, heldText(held['subject']));
  const [description, setDescription] = useDialogDraft('create-description', CREATE, messageOf(held['message']));
  const [categoryId, setCategoryId] = useState<string | null>(
    heldChoice(held['categoryId'], [...workspace.categories.keys()], null),
  );
  const heldTriage = triageSchema.safeParse(held['triage']).data;
  const [judgement, setJudgement] = useState<Judgement>({
    impact: heldChoice(heldTriage?.impact, IMPACTS, null),
    urgency: heldChoice(heldTriage?.urgency, URGENCIES, null),
    priority: heldChoice(held['priority'], PRIORITIES, 'P3'),
  });
  const { priority } = judgement;
  const [overrideReason, setOverrideReason] = useState(heldTriage?.overrideReason ?? '');
  const [channel, setChannel] = useState<Channel>(heldChoice(held['channel'], CHANNELS_BY_HAND, 'phone'));
  const queueIds = queues.map(({ id }) => id);
  const hasRules = workspace.routingRules.some(({ isActive }) => isActive);
  const [place, setPlace] = useState<string | null>(
    hasRules && (held['queueId'] === undefined || held['isRouted'] === true)
      ? BY_RULES
      : heldChoice(held['queueId'], queueIds, queueIds[0] ?? null),
  );
  const isRouted = place === BY_RULES;
  const queueId = isRouted ? (queueIds[0] ?? null) : place;
  const facts = {
    subject,
    message: description,
    categoryId,
    channel,
    priority,
    company: customer?.company ?? null,
    plan: customer?.plan ?? null,
  };
  const rule = isRouted ? ruleFor(facts, workspace) : null;
  const [isChecked, setChecked] = useState(false);
  const isShort = subject.trim().length < SHORTEST_SUBJECT;
  const needsReason = isOverridden(judgement);
  const isUnexplained = needsReason && overrideReason.trim().length < SHORTEST_REASON;

  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort || isUnexplained || queueId === null) return;
    const ticketId = newId();
    const body = description.trim();
    const args = {
      ticketId,
      subject: subject.trim(),
      queueId,
      isRouted,
      priority,
      ...triageOf(judgement, overrideReason),
      channel,
      customerId: customer?.id ?? null,
      categoryId: facts.categoryId,
      message: body === '' ? null : { id: newId(), body },
    };
    const goesTo = rule?.queueId ?? queueId;
    const isSeen = canSeeQueue(workspace.me, goesTo);
    if (!(await perform(CREATE, args, workspace, isSeen ? 'create.done' : 'create.doneElsewhere'))) return;
    setSubject('');
    setDescription('');
    if (isSeen) {
      useScreenStore.getState().showDesk('list');
      useViewStore.getState().show({ kind: 'queue', queueId: goesTo });
      useViewStore.getState().select(ticketId);
    }
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
      <CustomerSearch
        customers={workspace.customers}
        value={customer}
        onChange={(chosen) => {
          setCustomer(chosen);
          // The field that found them goes; left to itself the focus would land on the button that closes the dialog.
          if (chosen !== null) subjectField.current?.focus();
        }}
      />
      <TextField
        inputRef={subjectField}
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
        rows={2}
        maxLength={20_000}
        value={description}
        onChange={setDescription}
      />
      <div className={styles['two']}>
        <ComboBox
          label={say('create.category')}
          options={categoryChoices(workspace)}
          value={categoryId}
          onChange={setCategoryId}
          openLabel={say('reclassify.categories')}
          placeholder={say('create.noCategory')}
        />
        <Select
          label={say('create.channel')}
          value={channel}
          onChange={setChannel}
          placeholder={say('common.choose')}
          options={CHANNELS_BY_HAND.map((id) => ({ id, label: say(`channel.${id}`) }))}
        />
      </div>
      <Script categoryId={categoryId} workspace={workspace} />
      <TriageFields value={judgement} onChange={setJudgement} />
      <div className={styles['two']}>
        <PrioritySelect value={judgement} onChange={setJudgement} label={say('create.priority')} />
        <Select
          label={say('create.queue')}
          value={place}
          onChange={setPlace}
          placeholder={say('common.choose')}
          options={[
            ...(hasRules ? [{ id: BY_RULES, label: say('create.byRules') }] : []),
            ...queues.map((queue) => ({ id: queue.id, label: queueLabel(queue) })),
          ]}
        />
      </div>
      {needsReason ? (
        <TextField
          label={say('triage.override')}
          mark={say('common.required')}
          hint={say('triage.overrideHint', { given: givenBy(judgement) ?? '' })}
          maxLength={500}
          value={overrideReason}
          onChange={setOverrideReason}
          error={isChecked && isUnexplained ? say('dialog.tooShort', { count: SHORTEST_REASON }) : undefined}
        />
      ) : null}
      {isRouted ? <output className={styles['hint']}>{routeText(rule, queueId, workspace, say)}</output> : null}
    </Dialog>
  );
}

/** How a ticket was judged, as an argument of its creation; nothing where nobody has judged it. */
function triageOf(judgement: Judgement, reason: string): object {
  const { impact, urgency } = judgement;
  if (impact === null || urgency === null) return {};
  return { triage: { impact, urgency, overrideReason: isOverridden(judgement) ? reason.trim() : null } };
}

type ScriptProps = { readonly categoryId: string | null; readonly workspace: Workspace };

/** N1's script for the category that was chosen. */
function Script({ categoryId, workspace }: ScriptProps): ReactElement | null {
  const say = useText();
  const script = scriptOf(categoryId, workspace.categories);
  if (script === null || categoryId === null) return null;
  const title = say('script.titleOf', { category: workspace.categories.get(categoryId)?.name ?? '' });
  return (
    <section className={styles['script']} aria-label={title}>
      <h3 className={styles['scriptTitle']}>{title}</h3>
      <p>{script}</p>
    </section>
  );
}

/** What the customer reported, of a refused creation. */
function messageOf(message: unknown): string {
  return typeof message === 'object' && message !== null && 'body' in message ? heldText(message.body) : '';
}

/** The rule that takes the ticket as far as this machine knows. */
function ruleFor(facts: RoutingFacts, { routingRules, categories, queues }: Workspace): RoutingRule | null {
  return routeTicket(routingRules, facts, { categories: [...categories.values()], queues }).taken;
}

/** Where the rules take the ticket, said before it is created. */
function routeText(rule: RoutingRule | null, queueId: string | null, { queues }: Workspace, say: Say): string {
  const queue = queues.find(({ id }) => id === (rule?.queueId ?? queueId));
  const name = queue === undefined ? '–' : queueLabel(queue);
  if (rule === null) return say('create.routedToNone', { queue: name });
  const where = rule.priority === null ? name : say('routing.withPriority', { queue: name, priority: rule.priority });
  return say('create.routedTo', { where, rule: rule.name });
}
