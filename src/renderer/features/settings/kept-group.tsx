import { CloudUpload } from 'lucide-react';
import type { ReactElement } from 'react';
import { fileSize } from '../../lib/format-bytes.ts';
import { relativeMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { ExportButton } from './export-button.tsx';
import { Facts, SettingGroup } from './setting-group.tsx';
import type { KeptHere } from './use-kept.ts';
import { useUnsentHere } from './use-unsent-here.ts';
import styles from './settings.module.css';

/** How much of the account lies on this machine, how fresh it is, and what waits to be sent from it. */
export function KeptGroup({ kept }: { readonly kept: KeptHere | null }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const { lastPullAtMs } = useSyncStatus();
  const unsent = useUnsentHere();
  const show = useDialogStore((state) => state.show);
  const number = new Intl.NumberFormat(language);
  const counted = (of: (known: KeptHere) => string): string => (kept === null ? '…' : of(kept));
  return (
    <SettingGroup title={say('machine.kept')}>
      <Facts
        facts={[
          [say('machine.tickets'), counted(({ tickets }) => number.format(tickets))],
          [say('machine.messages'), counted(({ messages }) => number.format(messages))],
          [say('machine.database'), counted(({ databaseBytes }) => fileSize(language, databaseBytes))],
          [say('machine.attachments'), counted(({ copiesBytes }) => fileSize(language, copiesBytes))],
          [say('machine.copies'), counted(({ unsentCopiesBytes }) => fileSize(language, unsentCopiesBytes))],
          [
            say('machine.lastSync'),
            lastPullAtMs === null
              ? say('sync.neverPulled')
              : relativeMoment(language, Math.min(lastPullAtMs, nowMs), nowMs),
          ],
          [
            say('machine.unsent'),
            unsent === 0 ? say('machine.nothingUnsent') : say('machine.unsentCount', { count: unsent }),
          ],
        ]}
      />
      <div className={styles['actions']}>
        <Button icon={<CloudUpload size={14} aria-hidden />} onClick={() => show('sync')}>
          {say('machine.showOutbox')}
        </Button>
        {unsent === 0 ? null : <ExportButton />}
      </div>
    </SettingGroup>
  );
}
