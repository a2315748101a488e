import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Logo } from '../../ui/logo.tsx';
import styles from './first-load.module.css';

/** What stands while the first rows are on their way, with how many have come. */
export function FirstLoad(): ReactElement {
  const say = useText();
  const { firstSync, connection, lastError } = useSyncStatus();
  return (
    <main className={styles['screen']} aria-busy>
      <Logo size={44} />
      <output className={styles['text']}>{firstSync === null ? say('common.loading') : say('sync.first')}</output>
      <p className={styles['count']}>
        {firstSync === null ? '' : say('sync.firstReceived', { count: firstSync.received })}
      </p>
      {connection === 'offline' ? <p className={styles['count']}>{say('sync.offline')}</p> : null}
      {lastError === null ? null : <p className={styles['count']}>{say('sync.lastError', { detail: lastError })}</p>}
    </main>
  );
}
