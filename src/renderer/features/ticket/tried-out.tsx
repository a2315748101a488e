import { ArrowUpFromLine, FlaskConicalOff } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { seesEverything } from '../../../shared/access/access.ts';
import type { AttemptStanding } from '../../../shared/attempts/attempt-standing.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { ticketCommands } from '../../commands/ticket-commands.ts';
import type { Workspace } from '../../db/workspace.ts';
import { showPlace } from '../../lib/focus-place.ts';
import { hoursAndMinutes } from '../../lib/format-time.ts';
import { useText } from '../../lib/text.ts';
import { takeTypedAhead } from '../../lib/type-ahead.ts';
import { useComposerStore } from '../../stores/composer-store.ts';
import styles from './attempts.module.css';

type TriedOutProps = {
  readonly ticket: Ticket;
  readonly standing: AttemptStanding;
  readonly workspace: Workspace;
  /** An attempt was being written, and stays a draft. */
  readonly hasDraft: boolean;
};

/** Stands in the place of the attempt form once the tier may try no more: why, and what leads on. */
export function TriedOut({ ticket, standing, workspace, hasDraft }: TriedOutProps): ReactElement {
  const say = useText();
  const { used, most, usedMs, mostMs, reachedBy } = standing;
  const tier = tierName(standing.tier);
  const isSupervisor = seesEverything(workspace.me);
  const panel = useRef<HTMLElement>(null);
  const wantsFocus = useComposerStore((state) => state.wantsFocus && state.ticketId === ticket.id);
  const focusTaken = useComposerStore((state) => state.focusTaken);
  useEffect(() => {
    if (!wantsFocus) return;
    showPlace('ticket');
    panel.current?.querySelector<HTMLElement>('button')?.focus();
    // There is nothing to type in.
    takeTypedAhead(`ticket:${ticket.id}`);
    focusTaken();
  }, [wantsFocus, focusTaken, ticket.id]);
  const what =
    ticket.tier === 3
      ? 'attempt.whatNow.top'
      : isSupervisor
        ? 'attempt.whatNow.supervisor'
        : 'attempt.whatNow.escalate';
  return (
    <section ref={panel} className={styles['triedOut']} aria-labelledby="tried-out">
      <h3 id="tried-out" className={styles['triedOutTitle']}>
        <FlaskConicalOff size={15} aria-hidden />
        {say('attempt.triedOut', { tier })}
      </h3>
      <p>
        {reachedBy === 'time'
          ? say('attempt.triedOutTime', {
              tier,
              used: hoursAndMinutes(usedMs, 'over'),
              most: hoursAndMinutes(mostMs ?? 0),
            })
          : say('attempt.triedOutCount', { tier, used, most: most ?? used })}{' '}
        {say(what)} {hasDraft ? say('attempt.keptText') : null}
      </p>
      <div className={styles['triedOutActions']}>
        {ticket.tier === 3 ? null : (
          <CommandButton
            size="sm"
            variant="primary"
            command={ticketCommands.escalate}
            icon={<ArrowUpFromLine size={14} aria-hidden />}
          />
        )}
        {isSupervisor ? <CommandButton size="sm" command={ticketCommands.allowAttempts} /> : null}
      </div>
    </section>
  );
}
