import type { ReactElement } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { showTicket } from '../../commands/open-in-window.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useCustomerTickets } from '../../search/customer-tickets.ts';
import styles from './ticket-context.module.css';

/** More are no longer looked through here. */
const MOST_SHOWN = 12;

/** What else the customer has with us, each with where it stands, to be opened from here. */
export function CustomerTickets({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const say = useText();
  // This ticket is one of them.
  const all = useCustomerTickets(ticket.customerId, MOST_SHOWN + 1);
  const others = (all?.tickets ?? []).filter(({ id }) => id !== ticket.id).slice(0, MOST_SHOWN);
  const count = Math.max(others.length, (all?.total ?? 0) - 1);
  return (
    <section className={styles['section']} aria-labelledby="context-others">
      <h3 id="context-others" className={styles['heading']}>
        {say('context.others')}
        {count === 0 ? null : <span className={styles['count']}>{count}</span>}
      </h3>
      {all !== null && others.length === 0 ? <p className={styles['none']}>{say('context.noOthers')}</p> : null}
      <ul className={styles['others']}>
        {others.map((other) => (
          <Other key={other.id} ticket={other} />
        ))}
      </ul>
      {count > others.length ? (
        <p className={styles['none']}>{say('context.moreOthers', { count: count - others.length })}</p>
      ) : null}
    </section>
  );
}

function Other({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const number = ticketNumber(ticket, say);
  const status = say(`status.${ticket.status}`);
  return (
    <li>
      <button
        type="button"
        className={styles['other']}
        aria-label={say('context.openOther', { number, subject: ticket.subject, status })}
        onClick={() => showTicket(ticket.id)}
      >
        <span className={styles['dot']} data-status={ticket.status} aria-hidden />
        <span className={styles['subject']} title={ticket.subject}>
          {ticket.subject}
        </span>
        <span className={styles['about']}>
          {`${number} · ${status} · ${shortMoment(language, ticket.createdAtMs, nowMs)}`}
        </span>
      </button>
    </li>
  );
}
