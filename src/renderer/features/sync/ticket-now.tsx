import type { ReactElement } from 'react';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { ticketStanding } from '../../lib/ticket-standing.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import styles from './sync-panel.module.css';

type TicketNowProps = { readonly detail: TicketDetail; readonly workspace: Workspace | null };

/** The ticket as it is now, beside an action that was refused: which, where, in what state, who has it, since when. */
export function TicketNow({ detail, workspace }: TicketNowProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const { ticket } = detail;
  const { inQueueSinceMs, heldSinceMs } = ticketStanding(detail);
  const when = (atMs: number): string => shortMoment(language, atMs, nowMs);
  const queue = workspace?.queues.find(({ id }) => id === ticket.queueId);
  const name =
    ticket.assigneeId === null ? null : (workspace?.users.get(ticket.assigneeId)?.name ?? say('common.unknownPerson'));
  const held =
    name === null
      ? say('attention.nowNobody')
      : heldSinceMs === null
        ? say('attention.nowHeldUnknown', { name })
        : say('attention.nowHeld', { name, when: when(heldSinceMs) });
  const facts = [
    say(`status.${ticket.status}`),
    say('attention.nowQueue', {
      queue: queueLabel(queue ?? { tier: ticket.tier, name: say('common.unknownQueue') }),
      when: when(inQueueSinceMs),
    }),
    held,
  ];
  return (
    <section className={styles['now']} aria-label={say('attention.now')}>
      <p className={styles['nowTicket']}>
        <span className={styles['number']}>{ticketNumber(ticket, say)}</span> {ticket.subject}
      </p>
      <p className={styles['muted']}>{facts.join(' · ')}</p>
    </section>
  );
}
