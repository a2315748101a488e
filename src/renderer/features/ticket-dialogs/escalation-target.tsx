import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { timesUp } from '../../../shared/domain/tier-graph.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import { worksQueue } from '../../../shared/notifications/who-is-told.ts';
import type { Workspace } from '../../db/workspace.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { useText } from '../../lib/text.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { type Escalation, ESCALATION_HOWS } from './use-escalation.ts';
import styles from './dialogs.module.css';

type EscalationTargetProps = {
  readonly escalation: Escalation;
  readonly ticket: Ticket;
  readonly workspace: Workspace;
};

/** To which queue it goes, with what one should know of that before. */
export function EscalationTarget({ escalation, ticket, workspace }: EscalationTargetProps): ReactElement {
  const say = useText();
  const { queues, target, aimAt } = escalation;
  const isEmpty =
    target !== undefined && ![...workspace.users.values()].some((person) => worksQueue(person, target.id));
  const times = target === undefined ? 0 : timesUp(ticket.stays, ticket.tier, target.tier);
  return (
    <>
      <Select
        label={say('escalate.target')}
        value={target?.id ?? null}
        onChange={aimAt}
        placeholder={say('common.choose')}
        options={queues.map((queue) => ({ id: queue.id, label: queueLabel(queue) }))}
      />
      <Segmented
        label={say('escalate.how')}
        options={ESCALATION_HOWS.map((id) => ({ id, label: say(`escalate.how.${id}`) }))}
        value={escalation.how}
        onChange={escalation.choose}
      />
      {escalation.how === 'subticket' ? <p className={styles['hint']}>{say('subticket.hint')}</p> : null}
      {isEmpty ? <Warning text={say('escalate.nobody')} /> : null}
      {target === undefined || times === 0 ? null : (
        <Warning text={say('escalate.again', { count: times + 1, tier: tierName(target.tier) })} />
      )}
    </>
  );
}

/** Something to know before going on; it stops nobody. */
export function Warning({ text }: { readonly text: string }): ReactElement {
  return (
    <p className={styles['warning']} role="note">
      <TriangleAlert size={13} aria-hidden />
      {text}
    </p>
  );
}
