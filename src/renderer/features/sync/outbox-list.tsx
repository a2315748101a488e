import { CircleCheck, DatabaseBackup, Loader, Save } from 'lucide-react';
import type { ReactElement } from 'react';
import type { OutboxEntry } from '../../db/outbox-view.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { attachedNames, mutationLabel, typedText } from './mutation-label.ts';
import { OpenTicketButton } from './open-ticket-button.tsx';
import styles from './sync-panel.module.css';

const ICONS = { recovered: DatabaseBackup, kept: Save, sending: Loader, acknowledged: CircleCheck } as const;

/** The actions that the backend has not taken in yet, in the order they will be sent. */
export function OutboxList({ entries }: { readonly entries: readonly OutboxEntry[] }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  return (
    <ol className={styles['items']}>
      {entries.map((entry) => {
        const Icon = ICONS[entry.state];
        return (
          <li key={entry.id} className={styles['entry']}>
            <Icon size={15} className={styles['icon']} aria-hidden />
            <div className={styles['texts']}>
              <p className={styles['what']}>{mutationLabel(entry.name, say)}</p>
              <p className={styles['excerpt']}>
                {[typedText(entry.args), ...attachedNames(entry.args)].filter((text) => text !== '').join(' · ')}
              </p>
            </div>
            <span className={styles['muted']}>{shortMoment(language, entry.performedAtMs, nowMs)}</span>
            <span className={styles['stateText']}>{say(`outbox.state.${entry.state}`)}</span>
            <OpenTicketButton ticketId={entry.ticketId} />
          </li>
        );
      })}
    </ol>
  );
}
