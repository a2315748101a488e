import { Download, HardDrive, RefreshCw, Trash2 } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { exportUnsent } from '../../commands/export-unsent.ts';
import { useAttention, useOutbox } from '../../db/outbox-view.ts';
import { useFilesToSend } from '../../db/use-files.ts';
import { useText } from '../../lib/text.ts';
import { signOut, useSession } from '../../session/session.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { syncNow, useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import styles from './leaving-dialog.module.css';

/** Asked of who signs out with unsent work: how much it is, and whether to send, keep, export or discard it, or to stay. */
export function LeavingDialog(): ReactElement {
  const say = useText();
  const close = useDialogStore((state) => state.close);
  const stay = useFirstFocus<HTMLButtonElement>();
  const { unsent } = useSyncStatus();
  const refused = useAttention().length;
  const files = useFilesToSend();
  const count = unsent + refused + files;
  const isDone = count === 0;
  return (
    <Dialog
      title={say('leaving.title')}
      closeLabel={say('common.close')}
      width="lg"
      onClose={close}
      footer={
        <>
          {isDone ? <Button onClick={() => void leave('ask')}>{say('leaving.leave')}</Button> : null}
          <Button ref={stay} variant="primary" onClick={close}>
            {say('leaving.stay')}
          </Button>
        </>
      }
    >
      <p aria-live="polite">{isDone ? say('leaving.allSent') : say('leaving.body', { unsent, refused, files })}</p>
      {isDone ? null : <Options count={count} />}
    </Dialog>
  );
}

async function leave(how: 'ask' | 'keep' | 'discard'): Promise<void> {
  const left = await signOut(how);
  if (left.ok) useDialogStore.getState().close();
}

function Options({ count }: { readonly count: number }): ReactElement {
  const say = useText();
  const { connection, isSyncing } = useSyncStatus();
  const email = useSession().session?.user.email ?? '';
  const outbox = useOutbox();
  const attention = useAttention();
  const notify = useToastStore((state) => state.add);
  const [isSure, setSure] = useState(false);
  const isOnline = connection === 'online';
  const keep = async (): Promise<void> => {
    await leave('keep');
    notify('info', say('leaving.kept', { email, count }));
  };
  const save = async (): Promise<void> => {
    try {
      if (await exportUnsent(outbox, attention)) notify('success', say('leaving.exported'));
    } catch {
      // Main has said why in its log; nothing has been written.
      notify('danger', say('leaving.exportFailed'));
    }
  };
  return (
    <ul className={styles['options']} aria-label={say('leaving.options')}>
      <Option hint={say(isOnline ? 'leaving.syncHint' : 'leaving.syncOffline')}>
        <Button
          icon={<RefreshCw size={14} aria-hidden />}
          isDisabled={!isOnline || isSyncing}
          tooltip={isOnline ? undefined : say('leaving.syncOffline')}
          onClick={syncNow}
        >
          {say('leaving.sync')}
        </Button>
      </Option>
      <Option hint={say('leaving.keepHint', { email })}>
        <Button icon={<HardDrive size={14} aria-hidden />} onClick={() => void keep()}>
          {say('leaving.keep')}
        </Button>
      </Option>
      <Option hint={say('leaving.exportHint')}>
        <Button icon={<Download size={14} aria-hidden />} onClick={() => void save()}>
          {say('leaving.export')}
        </Button>
      </Option>
      <Option hint={say('leaving.discardHint')}>
        <Button
          variant="danger"
          icon={<Trash2 size={14} aria-hidden />}
          onClick={() => (isSure ? void leave('discard') : setSure(true))}
        >
          {say(isSure ? 'leaving.discardSure' : 'leaving.discard')}
        </Button>
      </Option>
    </ul>
  );
}

function Option({ hint, children }: { readonly hint: string; readonly children: ReactNode }): ReactElement {
  return (
    <li className={styles['option']}>
      {children}
      <p className={styles['hint']}>{hint}</p>
    </li>
  );
}
