import { CloudUpload, Paperclip, TriangleAlert } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { useAttention } from '../../db/outbox-view.ts';
import { useUnsentFileCount } from '../../db/use-files.ts';
import { relativeMoment } from '../../lib/format-time.ts';
import { attachedNames } from '../../lib/mutation-label.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useIsClockEstimated, useNowMinuteMs } from '../../lib/use-now.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { connectionTone } from './connection.ts';
import styles from './status-bar.module.css';

/** The line at the foot: the connection, what is not sent, what was refused, and how fresh the data is. Opens the panel. */
export const StatusBar = memo(function StatusBar(): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const status = useSyncStatus();
  const isEstimated = useIsClockEstimated();
  const attention = useAttention();
  // The files of what was refused wait for the agent, not for the line.
  const refusedFiles = attention.flatMap(({ args }) => attachedNames(args)).length;
  const filesUnsent = Math.max(0, useUnsentFileCount() - refusedFiles);
  const show = useDialogStore((state) => state.show);
  const state = say(`sync.${status.connection}`);
  return (
    <footer className={styles['bar']}>
      <button
        type="button"
        className={styles['chip']}
        data-tour="outbox"
        aria-label={say('sync.open', { state })}
        onClick={() => show('sync')}
      >
        <span className={styles['dot']} data-tone={connectionTone(status.connection)} aria-hidden />
        {state}
        {status.unsent === 0 ? null : (
          <span className={styles['unsent']}>
            <CloudUpload size={13} aria-hidden />
            {say('sync.unsent', { count: status.unsent })}
          </span>
        )}
        {filesUnsent === 0 ? null : (
          <span className={styles['unsent']}>
            <Paperclip size={13} aria-hidden />
            {say('sync.filesUnsent', { count: filesUnsent })}
          </span>
        )}
        {attention.length === 0 ? null : (
          <span className={styles['attention']}>
            <TriangleAlert size={13} aria-hidden />
            {say('sync.attention', { count: attention.length })}
          </span>
        )}
      </button>
      {isEstimated ? (
        <span className={styles['fresh']} title={say('clock.estimatedWhy')}>
          {say('clock.estimated')}
        </span>
      ) : null}
      <span className={styles['fresh']}>
        {status.isSyncing
          ? say('sync.syncing')
          : status.lastPullAtMs === null
            ? say('sync.neverPulled')
            : say('sync.lastPull', { when: relativeMoment(language, Math.min(status.lastPullAtMs, nowMs), nowMs) })}
      </span>
    </footer>
  );
});
