import { RefreshCw, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { isCutOff } from '../../../shared/sync/status.ts';
import { fileSize } from '../../lib/format-bytes.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { clearData } from '../../session/session.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { syncNow, useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { ExportButton } from './export-button.tsx';
import { SettingGroup } from './setting-group.tsx';
import type { KeptHere } from './use-kept.ts';
import { useUnsentHere } from './use-unsent-here.ts';
import styles from './settings.module.css';

/** Takes the account's data off this machine and fetches it again; not while something is unsent, nor without the network. */
export function ClearDataGroup({ kept }: { readonly kept: KeptHere | null }): ReactElement {
  const say = useText();
  const isOffline = isCutOff(useSyncStatus().connection);
  const unsent = useUnsentHere();
  const [isAsking, setAsking] = useState(false);
  const why =
    unsent > 0 ? say('machine.clearUnsent', { count: unsent }) : isOffline ? say('machine.clearOffline') : undefined;
  return (
    <SettingGroup title={say('machine.clear')} hint={say('machine.clearHint')}>
      {why === undefined ? null : <p className={styles['said']}>{why}</p>}
      <div className={styles['actions']}>
        <Button
          variant="danger"
          icon={<Trash2 size={14} aria-hidden />}
          isDisabled={why !== undefined || kept === null}
          tooltip={why}
          onClick={() => setAsking(true)}
        >
          {say('machine.clear')}
        </Button>
        {unsent === 0 ? null : (
          <>
            <Button icon={<RefreshCw size={14} aria-hidden />} isDisabled={isOffline} onClick={syncNow}>
              {say('leaving.sync')}
            </Button>
            <ExportButton />
          </>
        )}
      </div>
      {isAsking && kept !== null ? <Confirmation kept={kept} onClose={() => setAsking(false)} /> : null}
    </SettingGroup>
  );
}

function Confirmation({ kept, onClose }: { readonly kept: KeptHere; readonly onClose: () => void }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const leave = useFirstFocus<HTMLButtonElement>();
  const notify = useToastStore((state) => state.add);
  const clear = useOneAtATime(async () => {
    const cleared = await clearData();
    if (cleared.ok) {
      notify('success', say('machine.cleared'));
      return;
    }
    // Something was done in another window between the question and the answer.
    notify('danger', say('machine.clearUnsent', { count: cleared.error.count }));
    onClose();
  });
  return (
    <Dialog
      title={say('machine.clearSure')}
      closeLabel={say('common.close')}
      onClose={onClose}
      footer={
        <>
          <Button ref={leave} onClick={onClose}>
            {say('machine.clearKeep')}
          </Button>
          <Button variant="danger" onClick={clear}>
            {say('machine.clearConfirm')}
          </Button>
        </>
      }
    >
      <p>{say('machine.clearLoses', { tickets: kept.tickets, size: fileSize(language, kept.copiesBytes) })}</p>
    </Dialog>
  );
}
