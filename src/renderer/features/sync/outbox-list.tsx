import { CircleCheck, CircleCheckBig, DatabaseBackup, Loader, Save, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { undo } from '../../commands/undo.ts';
import type { OutboxEntry } from '../../db/outbox-view.ts';
import { useTickets } from '../../db/use-tickets.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
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

type OutboxListProps = { readonly entries: readonly OutboxEntry[]; readonly workspace: Workspace | null };

/** Actions on their way to the backend, in the order given: what each is, on which ticket, and how far it has come. */
export function OutboxList({ entries, workspace }: OutboxListProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const tickets = useTickets(entries.flatMap(({ ticketId }) => ticketId ?? []));
  return (
    <ol className={styles['items']}>
      {entries.map((entry) => {
        const Icon = ICONS[entry.state];
        const ticket = entry.ticketId === null ? undefined : tickets.get(entry.ticketId);
        return (
          <li key={entry.id} className={styles['entry']} data-state={entry.state}>
            <Icon size={15} className={styles['icon']} aria-hidden />
            <div className={styles['texts']}>
              <p className={styles['what']}>{mutationLabel(entry.name, say)}</p>
              {ticket === undefined ? null : (
                <p className={styles['excerpt']}>{`${ticketNumber(ticket, say)} ${ticket.subject}`}</p>
              )}
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
                onClick={() => void undo([entry], workspace)}
              >
                {say('undo.undo')}
              </Button>
            ) : null}
            <OpenTicketButton ticketId={ticket === undefined ? null : entry.ticketId} />
          </li>
        );
      })}
    </ol>
  );
}
