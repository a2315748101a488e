import { Megaphone } from 'lucide-react';
import type { ReactElement } from 'react';
import { tierName } from '../../../shared/domain/tier.ts';
import { showTicket } from '../../commands/open-in-window.ts';
import { type OpenCall, useCalls, waitsSinceMs } from '../../db/calls.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { ageText } from './age-text.ts';
import styles from './open-calls.module.css';

/** The calls to supervisors that nobody has answered, the longest wait first; a click or Enter opens the ticket. */
export function OpenCalls({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const calls = useCalls();
  return (
    <section className={styles['card']} aria-labelledby="wall-calls" data-waits={calls.length > 0 || undefined}>
      <h2 id="wall-calls" className={styles['title']}>
        <Megaphone aria-hidden />
        {say('nav.calls')}
        <span className={styles['count']}>{calls.length}</span>
      </h2>
      {calls.length === 0 ? (
        <p className={styles['empty']}>{say('wall.noCalls')}</p>
      ) : (
        <ul className={styles['calls']}>
          {calls.map((open) => (
            <li key={open.ticket.id}>
              <Call open={open} workspace={workspace} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Call({ open, workspace }: { readonly open: OpenCall; readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const nowMs = useNowMinuteMs();
  const { ticket, call } = open;
  const number = ticketNumber(ticket, say);
  const age = say('wall.age', { age: ageText(Math.max(0, nowMs - waitsSinceMs(open)), say) });
  const by = workspace.users.get(call?.byId ?? '')?.name ?? say('common.unknownPerson');
  return (
    <button
      type="button"
      className={styles['call']}
      aria-label={say('wall.openCall', { tier: tierName(ticket.tier), ticket: number, name: by, age })}
      title={call?.asked ?? undefined}
      onClick={() => showTicket(ticket.id)}
    >
      <span className={styles['about']}>
        <strong>{number}</strong>
        <span className={styles['who']}>{by}</span>
      </span>
      <span className={styles['age']}>{age}</span>
    </button>
  );
}
