import { CloudOff } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { useText } from '../../lib/text.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import styles from './dialogs.module.css';

type DialogFootProps = {
  readonly submit: string;
  readonly onCancel: () => void;
  readonly cancel?: string;
  readonly variant?: 'primary' | 'danger';
  /** The button that sends has the focus when the dialog opens: there is no field to fill in. */
  readonly isFirst?: boolean;
};

/** The buttons of a dialog; offline, they say that what is done is kept and sent later. */
export function DialogFoot(props: DialogFootProps): ReactElement {
  const { submit, onCancel, cancel, variant = 'primary', isFirst = false } = props;
  const send = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFirst) send.current?.focus();
  }, [isFirst]);
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
      <Button ref={send} variant={variant} type="submit" tooltip={`${submit} · Ctrl+Enter`}>
        {submit}
      </Button>
    </>
  );
}
