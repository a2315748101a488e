import type { ReactElement } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import type { SlaClock } from '../../../shared/sla/clocks.ts';
import { useTicketClocks } from '../../db/clocks.ts';
import {
  clockDeadline,
  clockFigure,
  clockName,
  clockRemaining,
  clockSentence,
  clockTone,
} from '../../lib/clock-text.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMs } from '../../lib/use-now.ts';
import { CountdownPill } from '../../ui/countdown-pill.tsx';
import styles from './clock-strip.module.css';

/** Every clock of the ticket side by side: what it measures, business time left, and when it is due on the wall. */
export function ClockStrip({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const say = useText();
  const clocks = useTicketClocks(ticket);
  const nowMs = useNowMs();
  if (clocks.length === 0) return <p className={styles['none']}>{say('clock.noPolicy')}</p>;
  return (
    <ul className={styles['strip']} aria-label={say('clock.strip')}>
      {clocks.map((clock) => (
        <ClockCell key={`${clock.kind}${clock.tier ?? ''}`} clock={clock} nowMs={nowMs} />
      ))}
    </ul>
  );
}

/** One clock; what is used of it is drawn as a bar too. */
function ClockCell({ clock, nowMs }: { readonly clock: SlaClock; readonly nowMs: number }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const tone = clockTone(clock, nowMs);
  const usedPercent = Math.min(100, (clock.elapsedMs / clock.targetMs) * 100);
  const deadline = clockDeadline(clock, language, nowMs);
  const sentence = clockSentence(clock, language, nowMs);
  return (
    <li className={styles['clock']} data-tone={tone} title={sentence}>
      <div className={styles['track']} aria-hidden>
        <div className={styles['used']} style={{ width: `${usedPercent}%` }} />
      </div>
      <span className={styles['name']}>{clockName(clock, language)}</span>
      <CountdownPill tone={tone} figure={clockFigure(clock, language)} sentence={sentence} />
      <p className={styles['about']}>
        {deadline === null ? clockRemaining(clock, language) : say('clock.business', { deadline })}
      </p>
    </li>
  );
}
