import { CircleCheckBig, CircleMinus, CircleX } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { PRIORITIES, type Priority } from '../../../shared/domain/priority.ts';
import { type Channel, CHANNELS } from '../../../shared/domain/ticket.ts';
import { routeTicket } from '../../../shared/routing/route-ticket.ts';
import { inRuleOrder } from '../../../shared/routing/rule-order.ts';
import type { Workspace } from '../../db/workspace.ts';
import { categoryChoices } from '../../lib/category-choices.ts';
import { useText } from '../../lib/text.ts';
import { useAdminItems } from '../../queries/administration.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { conditionsText, missText, outcomeText } from './rule-words.ts';
import styles from './routing-tester.module.css';

const NO_CATEGORY = 'none';

type RoutingTesterProps = { readonly workspace: Workspace; readonly onClose: () => void };

/** Tries the rules as they are saved with a made-up ticket: which takes it, and why those before it do not. */
export function RoutingTester({ workspace, onClose }: RoutingTesterProps): ReactElement {
  const say = useText();
  const { data = [] } = useAdminItems('routingRule');
  const [subject, setSubject] = useState('');
  const [message, setMessage] = useState('');
  const [categoryId, setCategoryId] = useState<string>(NO_CATEGORY);
  const [channel, setChannel] = useState<Channel>('phone');
  const [priority, setPriority] = useState<Priority>('P3');
  const [company, setCompany] = useState('');
  const [plan, setPlan] = useState('');
  const rules = inRuleOrder(data.map(({ row }) => row)).filter(({ isActive }) => isActive);
  const facts = {
    subject,
    message,
    categoryId: categoryId === NO_CATEGORY ? null : categoryId,
    channel,
    priority,
    company: company.trim() === '' ? null : company,
    plan: plan.trim() === '' ? null : plan,
  };
  const world = { categories: [...workspace.categories.values()], queues: workspace.queues };
  const { taken, tried } = routeTicket(rules, facts, world);
  return (
    <Dialog
      title={say('routing.test')}
      closeLabel={say('common.close')}
      width="lg"
      onClose={onClose}
      footer={<Button onClick={onClose}>{say('common.close')}</Button>}
    >
      <TextField label={say('create.subject')} maxLength={200} value={subject} onChange={setSubject} />
      <TextArea label={say('create.description')} rows={2} maxLength={20_000} value={message} onChange={setMessage} />
      <div className={styles['facts']}>
        <Select
          label={say('create.category')}
          value={categoryId}
          onChange={setCategoryId}
          placeholder={say('common.choose')}
          options={[{ id: NO_CATEGORY, label: say('create.noCategory') }, ...categoryChoices(workspace)]}
        />
        <Select
          label={say('create.channel')}
          value={channel}
          onChange={setChannel}
          placeholder={say('common.choose')}
          options={CHANNELS.map((id) => ({ id, label: say(`channel.${id}`) }))}
        />
        <Select
          label={say('create.priority')}
          value={priority}
          onChange={setPriority}
          placeholder={say('common.choose')}
          options={PRIORITIES.map((id) => ({ id, label: say(`priority.${id}`) }))}
        />
        <TextField label={say('routing.company')} maxLength={160} value={company} onChange={setCompany} />
        <TextField label={say('routing.plan')} maxLength={120} value={plan} onChange={setPlan} />
      </div>
      <output className={styles['verdict']}>
        {taken === null
          ? say('routing.takenByNone')
          : say('routing.takenBy', { rule: taken.name, where: outcomeText(taken, workspace, say) })}
      </output>
      <ol className={styles['rules']} aria-label={say('routing.why')}>
        {rules.map((rule) => {
          const misses = tried.find((one) => one.rule.id === rule.id)?.misses;
          const mark = misses === undefined ? 'unasked' : misses.length === 0 ? 'takes' : 'misses';
          const Icon = { unasked: CircleMinus, takes: CircleCheckBig, misses: CircleX }[mark];
          return (
            <li key={rule.id} className={styles['rule']} data-mark={mark}>
              <Icon size={15} aria-hidden />
              <span>
                <strong>{rule.name}</strong>{' '}
                {misses === undefined
                  ? say('routing.unasked')
                  : misses.length === 0
                    ? say('routing.takes', { why: conditionsText(rule, workspace, say) })
                    : say('routing.misses', {
                        why: misses.map((miss) => missText(miss, rule, workspace, say)).join(' · '),
                      })}
              </span>
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
