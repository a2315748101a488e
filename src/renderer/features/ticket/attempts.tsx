import { FlaskConical, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Attempt } from '../../../shared/domain/parts.ts';
import { hasEnded } from '../../../shared/domain/status.ts';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { ticketCommands } from '../../commands/ticket-commands.ts';
import { ticketAttempts } from '../../db/attempts.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { fullMoment, shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useComposerStore } from '../../stores/composer-store.ts';
import { useDraft } from '../../stores/draft-store.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AttemptCounter } from './attempt-counter.tsx';
import { AttemptForm } from './attempt-form.tsx';
import { TriedOut } from './tried-out.tsx';
import styles from './attempts.module.css';

const OUTCOME_TONES: Readonly<Record<Attempt['outcome'], BadgeTone>> = {
  solved: 'success',
  partial: 'info',
  failed: 'danger',
  unavailable: 'neutral',
};

/** What was tried at each tier and what came of it, with the form for the next try. */
export function Attempts({
  detail,
  workspace,
}: {
  readonly detail: TicketDetail;
  readonly workspace: Workspace;
}): ReactElement {
  const say = useText();
  const { ticket, attempts } = detail;
  const isLogging = useComposerStore((state) => state.ticketId === ticket.id && state.isLoggingAttempt);
  const [draft] = useDraft(`attempt-what:${ticket.id}`);
  const nowMs = useNowMinuteMs();
  const standing = ticketAttempts(ticket, workspace, nowMs);
  const isTriedOut = standing.reachedBy !== null && !hasEnded(ticket.status);
  const isLimited = standing.most !== null || standing.mostMs !== null;
  const counted = TIERS.filter(
    (tier) => (ticket.attemptCounts[tier - 1] ?? 0) > 0 && (standing.most === null || tier !== ticket.tier),
  );
  return (
    <div className={styles['scroll']}>
      <div className={styles['top']}>
        <div className={styles['counters']}>
          {isLimited ? <AttemptCounter standing={standing} /> : null}
          {standing.allowed === 0 ? null : <span>{say('attempt.allowed', { count: standing.allowed })}</span>}
          <span>
            {counted
              .map((tier) => say('attempt.count', { count: ticket.attemptCounts[tier - 1] ?? 0, tier: tierName(tier) }))
              .join(' · ')}
          </span>
        </div>
        {isLogging || isTriedOut ? null : (
          <CommandButton size="sm" command={ticketCommands.attempt} icon={<Plus size={14} aria-hidden />} />
        )}
      </div>
      {isTriedOut ? (
        <TriedOut ticket={ticket} standing={standing} workspace={workspace} hasDraft={draft.trim() !== ''} />
      ) : isLogging ? (
        <AttemptForm ticket={ticket} standing={standing} workspace={workspace} />
      ) : null}
      {attempts.length === 0 && !isLogging ? (
        <EmptyState icon={<FlaskConical />} title={say('attempt.empty')} hint={say('attempt.emptyHint')} />
      ) : (
        <ol className={styles['list']} aria-label={say('ticket.tab.attempts')}>
          {attempts.map((attempt) => (
            <AttemptItem key={attempt.id} attempt={attempt} authorName={nameOf(attempt, workspace)} />
          ))}
        </ol>
      )}
    </div>
  );
}

function nameOf({ authorId }: Attempt, { users }: Workspace): string | null {
  return authorId === null ? null : (users.get(authorId)?.name ?? null);
}

function AttemptItem({
  attempt,
  authorName,
}: {
  readonly attempt: Attempt;
  readonly authorName: string | null;
}): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  return (
    <li className={styles['attempt']}>
      <div className={styles['line']}>
        <Badge tone="accent">{tierName(attempt.tier)}</Badge>
        <span className={styles['what']}>{attempt.what}</span>
        <Badge tone={OUTCOME_TONES[attempt.outcome]}>{say(`outcome.${attempt.outcome}`)}</Badge>
      </div>
      {attempt.note === '' ? null : <p className={styles['note']}>{attempt.note}</p>}
      <p className={styles['about']} title={fullMoment(language, attempt.atMs)}>
        {[
          authorName ?? say('common.system'),
          say('attempt.minutesSpent', { count: attempt.minutes }),
          shortMoment(language, attempt.atMs, nowMs),
        ].join(' · ')}
      </p>
    </li>
  );
}
