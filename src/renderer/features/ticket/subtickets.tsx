import { GitFork } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { hasEnded, type Status } from '../../../shared/domain/status.ts';
import type { Subticket } from '../../../shared/domain/subticket.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { canWithdrawSubticket } from '../../../shared/mutations/withdraw-subticket.ts';
import { showTicket } from '../../commands/open-in-window.ts';
import { perform } from '../../commands/perform.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import { useTicketDetail } from '../../db/use-ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './side-work.module.css';

type SubticketsProps = { readonly detail: TicketDetail; readonly workspace: Workspace };

/** The ticket that this one is part of, and the parts of it that other queues work on, each to be opened where it is in view. */
export function Subtickets({ detail, workspace }: SubticketsProps): ReactElement | null {
  const say = useText();
  const { ticket, subtickets } = detail;
  const parent = ticket.parent ?? null;
  if (parent === null && subtickets.length === 0) return null;
  return (
    <ul className={styles['list']} aria-label={say('subticket.panel')}>
      {parent === null ? null : <ParentLine key={parent.id} parent={parent} />}
      {subtickets.map((subticket) => (
        <SubticketLine key={subticket.id} subticket={subticket} parent={ticket} workspace={workspace} />
      ))}
    </ul>
  );
}

function ParentLine({ parent }: { readonly parent: NonNullable<Ticket['parent']> }): ReactElement {
  const say = useText();
  const detail = useTicketDetail(parent.id);
  const number = parent.number ?? detail?.ticket.number ?? null;
  return (
    <Line id={parent.id} name={`${say('subticket.of')} ${ticketNumber({ number }, say)}`}>
      <span className={styles['text']}>{detail?.ticket.subject ?? say('subticket.ofHint')}</span>
      {detail === null || detail === undefined ? null : <StatusBadge status={detail.ticket.status} />}
    </Line>
  );
}

type SubticketLineProps = {
  readonly subticket: Subticket;
  readonly parent: Ticket;
  readonly workspace: Workspace;
};

function SubticketLine({ subticket, parent, workspace }: SubticketLineProps): ReactElement {
  const say = useText();
  const { id, tier, status, queueId, assigneeId, subject, result } = subticket;
  const queue = workspace.queues.find((one) => one.id === queueId);
  const assignee = assigneeId === null ? say('subticket.nobody') : workspace.users.get(assigneeId)?.name;
  const name = ticketNumber(subticket, say);
  const withdraw = useOneAtATime(async () => {
    const args = { ticketId: parent.id, subticketId: id };
    await perform('ticket.withdrawSubticket', args, workspace, 'toast.subticketWithdrawn');
  });
  return (
    <Line id={id} name={name}>
      <span className={styles['about']}>{queueLabel(queue ?? { tier, name: say('common.unknownQueue') })}</span>
      <StatusBadge status={status} />
      <span className={styles['about']}>{assignee ?? say('common.unknownPerson')}</span>
      <span className={styles['text']} title={result ?? subject}>
        {result ?? subject}
      </span>
      {canWithdrawSubticket(parent, subticket, workspace.me) ? (
        <Button size="sm" variant="ghost" aria-label={`${say('subticket.withdraw')}: ${name}`} onClick={withdraw}>
          {say('subticket.withdraw')}
        </Button>
      ) : null}
    </Line>
  );
}

/** A ticket in a line; the button that opens it where it is in this account's view. */
function Line({
  id,
  name,
  children,
}: {
  readonly id: string;
  readonly name: string;
  readonly children: ReactNode;
}): ReactElement {
  const say = useText();
  const detail = useTicketDetail(id);
  const isInView = detail !== null && detail !== undefined;
  return (
    <li className={styles['line']} title={isInView ? undefined : say('subticket.notYours')}>
      <GitFork size={14} aria-hidden />
      <strong className={styles['name']}>{name}</strong>
      {children}
      {isInView ? (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`${say('subticket.open')}: ${name}`}
          onClick={() => showTicket(id)}
        >
          {say('subticket.open')}
        </Button>
      ) : null}
    </li>
  );
}

function StatusBadge({ status }: { readonly status: Status }): ReactElement {
  const say = useText();
  return <Badge tone={hasEnded(status) ? 'neutral' : 'accent'}>{say(`status.${status}`)}</Badge>;
}
