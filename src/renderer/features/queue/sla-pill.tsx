import type { ReactElement } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { mostUrgent, useTicketClocks } from '../../db/clocks.ts';
import { clockFigure, clockSentence, clockTone, leftShare } from '../../lib/clock-text.ts';
import { useLanguage } from '../../lib/text.ts';
import { CountdownPill } from '../../ui/countdown-pill.tsx';

/** The countdown of a ticket's most urgent clock. The only part of a row that turns with the seconds. */
export function SlaPill({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const { clocks, nowMs } = useTicketClocks(ticket);
  const clock = mostUrgent(clocks);
  const language = useLanguage();
  return (
    <CountdownPill
      tone={clockTone(clock, nowMs)}
      leftShare={clock === null ? 0 : leftShare(clock)}
      figure={clockFigure(clock, language)}
      sentence={clockSentence(clock, language, nowMs)}
    />
  );
}
