import { CloudOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import styles from './dialogs.module.css';

type DialogFootProps = {
  readonly submit: string;
  readonly onCancel: () => void;
  readonly cancel?: string;
  readonly variant?: 'primary' | 'danger';
};

/** The buttons of a dialog; offline, they say that what is done is kept and sent later. */
export function DialogFoot({ submit, onCancel, cancel, variant = 'primary' }: DialogFootProps): ReactElement {
  const say = useText();
  const { connection } = useSyncStatus();
  return (
    <>
      <span className={styles['offline']}>
        {connection === 'offline' ? (
          <>
            <CloudOff size={13} aria-hidden />
            {say('dialog.keptOffline')}
          </>
        ) : null}
      </span>
      <Button variant="ghost" onClick={onCancel}>
        {cancel ?? say('common.cancel')}
      </Button>
      <Button variant={variant} type="submit" tooltip={`${submit} · Ctrl+Enter`}>
        {submit}
      </Button>
    </>
  );
}
