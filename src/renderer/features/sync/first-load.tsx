import { type ReactElement, useEffect, useState } from 'react';
import { useText } from '../../lib/text.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Logo } from '../../ui/logo.tsx';
import styles from './first-load.module.css';

/** A database on a sound disk is open by then. */
const SLOW_AFTER_MS = 5_000;

/** Whether so long has gone by since this was first shown. */
function useIsLater(afterMs: number): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return isLater;
}

/** What stands while the first rows are on their way, with how many have come. */
export function FirstLoad(): ReactElement {
  const say = useText();
  const { firstSync, connection, lastError } = useSyncStatus();
  const isSlow = useIsLater(SLOW_AFTER_MS);
  return (
    <main className={styles['screen']} aria-busy>
      <Logo size={44} />
      <output className={styles['text']}>{firstSync === null ? say('common.loading') : say('sync.first')}</output>
      <p className={styles['count']}>
        {firstSync === null ? '' : say('sync.firstReceived', { count: firstSync.received })}
      </p>
      {isSlow && firstSync === null ? <p className={styles['count']}>{say('room.slowOpening')}</p> : null}
      {connection === 'offline' ? <p className={styles['count']}>{say('sync.firstOffline')}</p> : null}
      {lastError === null || connection === 'offline' ? null : (
        <p className={styles['count']}>{say('sync.lastError', { detail: lastError })}</p>
      )}
    </main>
  );
}
