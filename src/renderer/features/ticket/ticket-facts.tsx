import type { ReactElement } from 'react';
import { standingPromise } from '../../../shared/domain/promise.ts';
import { isResolutionCode } from '../../../shared/domain/resolution.ts';
import { hasEnded } from '../../../shared/domain/status.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { timesHere } from '../../../shared/domain/tier-graph.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import { confirmationEndMs } from '../../../shared/follow-up/next-follow-up.ts';
import { useCommandContext } from '../../commands/command-context.ts';
import { ticketCommands } from '../../commands/ticket-commands.ts';
import { ticketAttempts } from '../../db/attempts.ts';
import type { Workspace } from '../../db/workspace.ts';
import { fullMoment, shortMoment } from '../../lib/format-time.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { AttemptCounter } from './attempt-counter.tsx';
import { CustomerCard } from './customer-card.tsx';
import styles from './ticket-header.module.css';

const PRIORITY_TONES: Readonly<Record<Ticket['priority'], BadgeTone>> = {
  P1: 'danger',
  P2: 'warning',
  P3: 'neutral',
  P4: 'neutral',
};

type TicketFactsProps = {
  readonly ticket: Ticket;
  readonly workspace: Workspace;
  /** The column beside says the rest. */
  readonly hasContextBeside: boolean;
};

/** Status, priority, queue and who has it; category, channel, age and the customer below where no column beside says so. */
export function TicketFacts({ ticket, workspace, hasContextBeside }: TicketFactsProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const assignee = ticket.assigneeId === null ? null : (workspace.users.get(ticket.assigneeId)?.name ?? null);
  const queue = workspace.queues.find(({ id }) => id === ticket.queueId);
  const category = ticket.categoryId === null ? undefined : workspace.categories.get(ticket.categoryId);
  const times = timesHere(ticket);
  const promise = standingPromise(ticket);
  const closesAtMs = ticket.status === 'resolved' ? confirmationEndMs(ticket, workspace.followUpRules) : null;
  const facts = [
    category?.name,
    say(`channel.${ticket.channel}`),
    say('ticket.createdAt', { when: shortMoment(language, ticket.createdAtMs, nowMs) }),
    ticket.followUpAtMs === null
      ? undefined
      : say('ticket.followUp', { when: shortMoment(language, ticket.followUpAtMs, nowMs) }),
    promise === null
      ? undefined
      : say('promise.fact', { when: shortMoment(language, promise.dueAtMs, nowMs), text: promise.text }),
    closesAtMs === null ? undefined : say('ticket.closesAt', { when: shortMoment(language, closesAtMs, nowMs) }),
    ticket.returnCount === 0 ? undefined : say('ticket.bounces', { count: ticket.returnCount }),
    ticket.reopenCount === 0 ? undefined : say('ticket.reopened', { count: ticket.reopenCount }),
    ticket.externalRef === null ? undefined : say('ticket.externalRef', { ref: ticket.externalRef }),
  ].filter((fact) => fact !== undefined);
  return (
    <>
      <div className={styles['facts']}>
        <StatusButton ticket={ticket} />
        <Badge tone={PRIORITY_TONES[ticket.priority]}>{say(`priority.${ticket.priority}`)}</Badge>
        <Badge tone="accent">{queueLabel(queue ?? { tier: ticket.tier, name: say('common.unknownQueue') })}</Badge>
        {(ticket.supervisorCallId ?? null) === null ? null : <Badge tone="warning">{say('ticket.callOpen')}</Badge>}
        {times < 2 ? null : (
          <Badge tone="warning">{say('ticket.timesUp', { count: times, tier: tierName(ticket.tier) })}</Badge>
        )}
        <span className={styles['person']}>
          <Avatar name={assignee} title={say('ticket.assignee')} />
          {assignee ?? say('common.nobody')}
        </span>
        {hasEnded(ticket.status) ? null : (
          <AttemptCounter isShort standing={ticketAttempts(ticket, workspace, nowMs)} />
        )}
      </div>
      {hasContextBeside ? null : (
        <div className={classNames(styles['facts'], styles['more'])} title={fullMoment(language, ticket.createdAtMs)}>
          {facts.map((fact) => (
            <span key={fact} className={styles['fact']}>
              {fact}
            </span>
          ))}
        </div>
      )}
      {ticket.resolution === null ? null : <Resolution resolution={ticket.resolution} />}
      {hasContextBeside ? null : (
        <CustomerCard customer={ticket.customerId === null ? undefined : workspace.customers.get(ticket.customerId)} />
      )}
    </>
  );
}

/** The status, and on a click the dialog that changes it. */
function StatusButton({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const say = useText();
  const context = useCommandContext();
  const why = ticketCommands.status.whyNot(context);
  const tooltip = why === null ? `${say('command.ticket.status')} · S` : say(why.key, why.values);
  return (
    <Tooltip text={tooltip}>
      <button
        type="button"
        className={styles['statusButton']}
        aria-disabled={why !== null || undefined}
        aria-label={
          hasEnded(ticket.status) ? undefined : `${say(`status.${ticket.status}`)}: ${say('command.ticket.status')}`
        }
        onClick={() => {
          if (why === null) ticketCommands.status.run(context);
        }}
      >
        <span className={styles['dot']} data-status={ticket.status} aria-hidden />
        {say(`status.${ticket.status}`)}
      </button>
    </Tooltip>
  );
}

function Resolution({ resolution }: { readonly resolution: NonNullable<Ticket['resolution']> }): ReactElement {
  const say = useText();
  const code = isResolutionCode(resolution.code) ? say(`resolution.${resolution.code}`) : resolution.code;
  return (
    <p className={styles['facts']}>
      <Badge tone="success">{say('ticket.resolution', { code })}</Badge>
      {resolution.summary}
    </p>
  );
}
