import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { tierBeyondCustomer } from '../../../shared/sla/clock-pairs.ts';
import type { SlaClock } from '../../../shared/sla/clocks.ts';
import { useTicketClocks } from '../../db/clocks.ts';
import {
  clockDeadline,
  clockFigure,
  clockName,
  clockRemaining,
  clockSentence,
  clockTone,
  deadlineWithTime,
  leftShare,
} from '../../lib/clock-text.ts';
import { hoursAndMinutes } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useDeadlineStore } from '../../stores/deadline-store.ts';
import { CountdownPill } from '../../ui/countdown-pill.tsx';
import styles from './clock-strip.module.css';

/** Every clock of the ticket side by side: what it measures, business time left, and when it is due on the wall. */
export function ClockStrip({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const say = useText();
  const { clocks, nowMs } = useTicketClocks(ticket);
  if (clocks.length === 0) return <p className={styles['none']}>{say('clock.noPolicy')}</p>;
  return (
    <>
      <ul className={styles['strip']} aria-label={say('clock.strip')}>
        {openFirst(clocks).map((clock) => (
          <li key={`${clock.kind}:${clock.startedAtMs}`} className={styles['item']}>
            <ClockCell clock={clock} nowMs={nowMs} ticketId={ticket.id} />
          </li>
        ))}
      </ul>
      <BeyondNote clocks={clocks} />
    </>
  );
}

/** Those that still run or stand, and then those that have ended. */
function openFirst(clocks: readonly SlaClock[]): readonly SlaClock[] {
  return clocks.toSorted((a, b) => Number(a.endedAtMs !== null) - Number(b.endedAtMs !== null));
}

type ClockCellProps = { readonly clock: SlaClock; readonly nowMs: number; readonly ticketId: string };

/** One clock; what is used of it is drawn as a bar too. A press explains it. */
function ClockCell({ clock, nowMs, ticketId }: ClockCellProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const explain = useDeadlineStore((state) => state.explain);
  const tone = clockTone(clock, nowMs);
  const usedPercent = 100 * (1 - leftShare(clock));
  const deadline = clockDeadline(clock, language, nowMs);
  const sentence = clockSentence(clock, language, nowMs);
  return (
    <button
      type="button"
      className={styles['clock']}
      data-tone={tone}
      title={`${sentence}\n${say('command.ticket.deadline')}: P`}
      aria-label={`${sentence}. ${say('command.ticket.deadline')}`}
      onClick={() => explain(ticketId, clock.kind)}
    >
      <span className={styles['track']} aria-hidden>
        <span className={styles['used']} style={{ width: `${usedPercent}%` }} />
      </span>
      <span className={styles['name']}>{clockName(clock, language)}</span>
      <CountdownPill
        tone={tone}
        leftShare={leftShare(clock)}
        figure={clockFigure(clock, language)}
        sentence={sentence}
      />
      <span className={styles['about']}>
        {deadline === null ? clockRemaining(clock, language) : deadlineWithTime(clock, language, deadline)}
      </span>
    </button>
  );
}

/** Warns when the tier has more time than the customer does. */
function BeyondNote({ clocks }: { readonly clocks: readonly SlaClock[] }): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const beyond = tierBeyondCustomer(clocks);
  if (beyond === null) return null;
  return (
    <p className={styles['beyond']} role="note">
      <TriangleAlert size={13} aria-hidden />
      {say('clock.tierBeyond', {
        tier: clockName(beyond.tier, language),
        tierTime: hoursAndMinutes(beyond.tier.remainingMs),
        customerTime: hoursAndMinutes(beyond.customer.remainingMs),
      })}
    </p>
  );
}
