import { CircleCheck, CircleCheckBig, DatabaseBackup, Loader, Save, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { undo } from '../../commands/undo.ts';
import type { OutboxEntry } from '../../db/outbox-view.ts';
import { useTickets } from '../../db/use-tickets.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { groupOutbox } from '../../lib/group-outbox.ts';
import { attachedNames, mutationLabel, typedText } from '../../lib/mutation-label.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { OpenTicketButton } from './open-ticket-button.tsx';
import styles from './sync-panel.module.css';

const ICONS = {
  recovered: DatabaseBackup,
  kept: Save,
  sending: Loader,
  acknowledged: CircleCheck,
  sent: CircleCheckBig,
} as const;

/** As many tickets of a group as are named. */
const MOST_NAMED = 100;

type OutboxListProps = { readonly entries: readonly OutboxEntry[]; readonly workspace: Workspace | null };

/**
 * Actions on their way to the backend, in the order given: what each is, on which ticket, and how far it has come. What was
 * done to several tickets at once is one line, which opens to name them.
 */
export function OutboxList({ entries, workspace }: OutboxListProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const groups = groupOutbox(entries);
  const named = groups.flatMap((group) => group.entries.slice(0, MOST_NAMED));
  const tickets = useTickets(named.flatMap(({ ticketId }) => ticketId ?? []));
  return (
    <ol className={styles['items']}>
      {groups.map(({ id, entries: group }) => {
        const [entry] = group;
        if (entry === undefined) return null;
        const isOne = group.length === 1;
        const Icon = ICONS[entry.state];
        const ticket = entry.ticketId === null ? undefined : tickets.get(entry.ticketId);
        return (
          <li key={id} className={styles['entry']} data-state={entry.state}>
            <Icon size={15} className={styles['icon']} aria-hidden />
            <div className={styles['texts']}>
              <p className={styles['what']}>
                {isOne
                  ? mutationLabel(entry.name, say)
                  : say('outbox.group', { what: mutationLabel(entry.name, say), count: group.length })}
              </p>
              {ticket === undefined || !isOne ? null : (
                <p className={styles['excerpt']}>{`${ticketNumber(ticket, say)} ${ticket.subject}`}</p>
              )}
              {isOne ? null : <GroupTickets group={group} tickets={tickets} />}
              <p className={styles['excerpt']}>
                {[typedText(entry.args), ...attachedNames(entry.args)].filter((text) => text !== '').join(' · ')}
              </p>
            </div>
            <span className={styles['muted']}>{shortMoment(language, entry.performedAtMs, nowMs)}</span>
            <span className={styles['stateText']}>{say(`outbox.state.${entry.state}`)}</span>
            {entry.state === 'kept' ? (
              <Button
                size="sm"
                icon={<Undo2 size={13} aria-hidden />}
                aria-label={say('undo.what', { what: mutationLabel(entry.name, say) })}
                onClick={() => void undo(group, workspace)}
              >
                {say('undo.undo')}
              </Button>
            ) : null}
            <OpenTicketButton ticketId={ticket === undefined || !isOne ? null : entry.ticketId} />
          </li>
        );
      })}
    </ol>
  );
}

/** The tickets of one act on several, named when one asks for them. */
function GroupTickets({
  group,
  tickets,
}: {
  readonly group: readonly OutboxEntry[];
  readonly tickets: ReadonlyMap<string, Ticket>;
}): ReactElement {
  const say = useText();
  const rest = group.length - MOST_NAMED;
  return (
    <details className={styles['excerpt']}>
      <summary>{say('outbox.groupTickets')}</summary>
      <ul>
        {group.slice(0, MOST_NAMED).map(({ id, ticketId }) => {
          const ticket = tickets.get(ticketId ?? '');
          return ticket === undefined ? null : <li key={id}>{`${ticketNumber(ticket, say)} ${ticket.subject}`}</li>;
        })}
        {rest > 0 ? <li>{say('outbox.groupMore', { count: rest })}</li> : null}
      </ul>
    </details>
  );
}
