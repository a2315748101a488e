import type { ReactElement } from 'react';
import { standingPromise } from '../../../shared/domain/promise.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { timesUp } from '../../../shared/domain/tier-graph.ts';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import { confirmationEndMs } from '../../../shared/follow-up/next-follow-up.ts';
import type { Workspace } from '../../db/workspace.ts';
import { fullMoment, shortMoment } from '../../lib/format-time.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { type Say, useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import styles from './ticket-context.module.css';

type ContextFactsProps = { readonly ticket: Ticket; readonly workspace: Workspace };

/** Where the ticket is, where it came from and what it has been through; only what there is to say. */
export function ContextFacts({ ticket, workspace }: ContextFactsProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const queue = workspace.queues.find(({ id }) => id === ticket.queueId);
  const category = ticket.categoryId === null ? undefined : workspace.categories.get(ticket.categoryId);
  const moment = (atMs: number): string => shortMoment(language, atMs, nowMs);
  const attempts = TIERS.flatMap((tier) => {
    const count = ticket.attemptCounts[tier - 1] ?? 0;
    return count === 0 ? [] : [`${tierName(tier)}: ${count}`];
  }).join(' · ');
  const promise = standingPromise(ticket);
  const closesAtMs = ticket.status === 'resolved' ? confirmationEndMs(ticket, workspace.followUpRules) : null;
  const facts = [
    ['queue', queueLabel(queue ?? { tier: ticket.tier, name: say('common.unknownQueue') })],
    ['priority', say(`priority.${ticket.priority}`)],
    ['triage', triageText(ticket, say)],
    ['category', category?.name ?? null],
    ['channel', say(`channel.${ticket.channel}`)],
    ['created', moment(ticket.createdAtMs), fullMoment(language, ticket.createdAtMs)],
    ['updated', moment(ticket.updatedAtMs), fullMoment(language, ticket.updatedAtMs)],
    ['followUp', ticket.followUpAtMs === null ? null : moment(ticket.followUpAtMs)],
    ['promise', promise === null ? null : say('promise.by', { when: moment(promise.dueAtMs), text: promise.text })],
    ['closesAt', closesAtMs === null ? null : moment(closesAtMs)],
    ['attempts', attempts === '' ? null : attempts],
    ['escalations', times(ticket.escalationCount)],
    ['returns', times(ticket.returnCount)],
    ['timesUp', timesUpText(ticket, say)],
    ['reopenings', times(ticket.reopenCount)],
    ['externalRef', ticket.externalRef],
  ] as const;
  return (
    <section className={styles['section']} aria-labelledby="context-facts">
      <h3 id="context-facts" className={styles['heading']}>
        {say('context.facts')}
      </h3>
      <dl className={styles['facts']}>
        {facts.map(([fact, value, title]) =>
          value === null ? null : (
            <div key={fact} className={styles['fact']}>
              <dt>{say(`context.${fact}`)}</dt>
              <dd title={title}>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

/** How often it has gone up to each tier, of those where it has been more than once. */
function timesUpText({ stays }: Ticket, say: Say): string | null {
  const told = TIERS.flatMap((to) =>
    TIERS.flatMap((from) => {
      const count = from < to ? timesUp(stays, from, to) : 0;
      return count < 2 ? [] : [say('ticket.timesUp', { count, tier: tierName(to) })];
    }),
  );
  return told.length === 0 ? null : told.join(' · ');
}

function times(count: number): string | null {
  return count === 0 ? null : String(count);
}

function triageText({ triage }: Ticket, say: Say): string | null {
  if (triage === undefined) return null;
  const values = { impact: say(`impact.${triage.impact}`), urgency: say(`urgency.${triage.urgency}`) };
  return triage.overrideReason === null
    ? say('triage.judged', values)
    : say('triage.overridden', { ...values, reason: triage.overrideReason });
}
