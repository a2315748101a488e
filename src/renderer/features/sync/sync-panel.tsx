import { CircleCheckBig, RefreshCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useAttention, useOutbox, useRecentlySent } from '../../db/outbox-view.ts';
import type { Workspace } from '../../db/workspace.ts';
import { hoursAndMinutes, relativeMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMs } from '../../lib/use-now.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { syncNow, useSyncStatus } from '../../sync/status.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { AttentionItem } from './attention-item.tsx';
import { connectionTone, stuckForMs } from './connection.ts';
import { OutboxList } from './outbox-list.tsx';
import styles from './sync-panel.module.css';

/** Everything about sync in one place: the connection, what was refused and what waits to be sent. */
export function SyncPanel({ workspace }: { readonly workspace: Workspace | null }): ReactElement {
  const say = useText();
  const close = useDialogStore((state) => state.close);
  const outbox = useOutbox();
  const attention = useAttention();
  const sent = useRecentlySent();
  return (
    <Dialog title={say('sync.panelTitle')} closeLabel={say('common.close')} width="lg" onClose={close}>
      <Summary />
      {attention.length === 0 ? null : (
        <section aria-labelledby="attention-title" className={styles['section']}>
          <h3 id="attention-title" className={styles['title']}>
            {say('attention.title')}
            <Badge tone="danger">{attention.length}</Badge>
          </h3>
          <ul className={styles['items']}>
            {attention.map((entry) => (
              <AttentionItem key={entry.id} entry={entry} workspace={workspace} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="outbox-title" className={styles['section']}>
        <h3 id="outbox-title" className={styles['title']}>
          {say('outbox.title')}
          {outbox.length === 0 ? null : <Badge tone="info">{outbox.length}</Badge>}
        </h3>
        {outbox.length === 0 ? (
          <p className={styles['done']}>
            <CircleCheckBig size={15} aria-hidden />
            {say('outbox.empty')}
          </p>
        ) : (
          <OutboxList entries={outbox} workspace={workspace} />
        )}
      </section>
      {sent.length === 0 ? null : (
        <section aria-labelledby="recent-title" className={styles['section']}>
          <h3 id="recent-title" className={styles['title']}>
            {say('outbox.recent')}
          </h3>
          <OutboxList entries={sent} workspace={workspace} />
        </section>
      )}
    </Dialog>
  );
}

function Summary(): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMs();
  const status = useSyncStatus();
  const stuckMs = stuckForMs(status, nowMs);
  return (
    <div className={styles['summary']}>
      <div className={styles['summaryText']}>
        <p className={styles['state']} data-tone={connectionTone(status.connection)}>
          {say(`sync.${status.connection}`)}
        </p>
        <p className={styles['muted']}>
          {status.lastPullAtMs === null
            ? say('sync.neverPulled')
            : say('sync.lastPull', { when: relativeMoment(language, Math.min(status.lastPullAtMs, nowMs), nowMs) })}
        </p>
        {stuckMs === null ? null : (
          <p className={styles['stuck']}>{say('sync.stuck', { time: hoursAndMinutes(stuckMs, 'over') })}</p>
        )}
        {/* Away from the network there is nothing to say of it that the state does not. */}
        {status.lastError === null || status.connection === 'offline' ? null : (
          <p className={styles['muted']}>{say('sync.lastError', { detail: status.lastError })}</p>
        )}
      </div>
      <Button size="sm" icon={<RefreshCw size={14} aria-hidden />} isDisabled={status.isSyncing} onClick={syncNow}>
        {say(status.isSyncing ? 'sync.syncing' : 'sync.now')}
      </Button>
    </div>
  );
}
