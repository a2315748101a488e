import { ArrowUpFromLine, CornerDownLeft, GitFork, Megaphone } from 'lucide-react';
import type { ReactElement } from 'react';
import { canWork } from '../../../shared/access/access.ts';
import type { Handover } from '../../../shared/domain/parts.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { timesUp } from '../../../shared/domain/tier-graph.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommandContext } from '../../commands/command-context.ts';
import { ticketCommands } from '../../commands/ticket-commands.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { HandoverBrief, MissingAnswers } from './handover-brief.tsx';
import { Dossier } from './handover-dossier.tsx';
import styles from './handover-card.module.css';

type HandoverCardProps = {
  readonly handover: Handover;
  readonly detail: TicketDetail;
  readonly workspace: Workspace;
};

const STATES = {
  pending: { tone: 'accent', key: 'handover.pending' },
  accepted: { tone: 'success', key: 'handover.accepted' },
  returned: { tone: 'warning', key: 'handover.settledReturned' },
  withdrawn: { tone: 'neutral', key: 'handover.withdrawn' },
  answered: { tone: 'success', key: 'handover.answered' },
} as const;

const ICONS = {
  escalation: <ArrowUpFromLine size={15} aria-hidden />,
  return: <CornerDownLeft size={15} aria-hidden />,
  supervisor: <Megaphone size={15} aria-hidden />,
  subticket: <GitFork size={15} aria-hidden />,
} as const;

const TITLES = {
  escalation: 'handover.escalated',
  return: 'handover.returned',
  supervisor: 'handover.supervisor',
  subticket: 'handover.subticket',
} as const;

/**
 * A hand-over in the conversation. While it waits, it is all the receiver needs on one screen: what was answered, what was
 * tried, the files, what was promised, the time left, what is missing, and the ways to accept or return it.
 */
export function HandoverCard({ handover, detail, workspace }: HandoverCardProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const { kind, byId, toUserId } = handover;
  const tiers = { from: tierName(handover.fromTier), to: tierName(handover.toTier), tier: tierName(handover.toTier) };
  const title = say(TITLES[kind], tiers);
  const by = byId === null ? undefined : workspace.users.get(byId)?.name;
  const to = toUserId === undefined ? undefined : workspace.users.get(toUserId)?.name;
  const isPending = handover.state === 'pending';
  const state =
    isPending && kind === 'supervisor'
      ? ({ tone: 'warning', key: 'handover.calling' } as const)
      : STATES[handover.state];
  const times = kind === 'escalation' ? timesAt(handover, detail) : 0;
  return (
    <li className={styles['card']} aria-label={title} data-state={handover.state} data-kind={kind}>
      <header className={styles['head']}>
        {ICONS[kind]}
        <h3 className={styles['title']}>{title}</h3>
        <span className={styles['by']}>
          {say('handover.by', { name: by ?? say('common.system'), when: shortMoment(language, handover.atMs, nowMs) })}
          {to === undefined ? null : `, ${say('handover.toPerson', { name: to })}`}
        </span>
        {times < 2 ? null : <Badge tone="warning">{say('ticket.timesUp', { count: times, tier: tiers.to })}</Badge>}
        <Badge tone={state.tone}>{say(state.key)}</Badge>
      </header>
      {kind === 'escalation' ? <MissingAnswers handover={handover} detail={detail} workspace={workspace} /> : null}
      <Dossier handover={handover} detail={detail} workspace={workspace} />
      {isPending && kind === 'escalation' ? (
        <HandoverBrief handover={handover} detail={detail} workspace={workspace} />
      ) : null}
      {isPending ? <Ways kind={kind} ticket={detail.ticket} workspace={workspace} /> : null}
    </li>
  );
}

type WaysProps = { readonly kind: Handover['kind']; readonly ticket: Ticket; readonly workspace: Workspace };

/** What can be done about a hand-over that waits, by who receives it and by who sent it. */
function Ways({ kind, ticket, workspace }: WaysProps): ReactElement | null {
  const context = useCommandContext();
  const c = ticketCommands;
  if (kind === 'supervisor') {
    if (c.answerCall.whyNot(context) !== null) return null;
    return (
      <div className={styles['buttons']}>
        <CommandButton size="sm" variant="primary" command={c.answerCall} />
      </div>
    );
  }
  return (
    <div className={styles['buttons']}>
      {canWork(workspace.me, ticket) ? (
        <>
          <CommandButton size="sm" variant="primary" command={c.accept} />
          {ticket.tier === 1 ? null : <CommandButton size="sm" command={c.return} />}
        </>
      ) : null}
      {c.withdrawEscalation.whyNot(context) === null ? (
        <CommandButton size="sm" variant="ghost" command={c.withdrawEscalation} />
      ) : null}
    </div>
  );
}

/** How often the ticket had gone this way up by the time of a hand-over, itself counted. */
function timesAt({ fromTier, toTier, atMs }: Handover, { ticket }: TicketDetail): number {
  return timesUp(
    ticket.stays.filter(({ enteredAtMs }) => enteredAtMs <= atMs),
    fromTier,
    toTier,
  );
}
