import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import { signOut, useSession } from '../../session/session.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { syncNow, useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Signing in again over the console when the session is over, and the question before unsent work is thrown away. */
export function SessionDialogs(): ReactElement | null {
  const open = useDialogStore((state) => state.open);
  if (open === 'signIn') return <SignInAgain />;
  return open === 'signOut' ? <SignOutQuestion /> : null;
}

function SignInAgain(): ReactElement {
  const say = useText();
  const close = useDialogStore((state) => state.close);
  const { session } = useSession();
  const hasKeyring = useSettingsStore((state) => state.info?.hasKeyring);
  return (
    <Dialog title={say('sync.signInAgain')} closeLabel={say('common.close')} onClose={close}>
      <p>{say('signIn.again')}</p>
      <SignInForm
        initialEmail={session?.user.email ?? ''}
        initialPassword=""
        canPickKeyring={hasKeyring === false}
        onSignedIn={close}
      />
    </Dialog>
  );
}

function SignOutQuestion(): ReactElement {
  const say = useText();
  const close = useDialogStore((state) => state.close);
  const { unsent } = useSyncStatus();
  const discard = async (): Promise<void> => {
    close();
    await signOut({ discardUnsent: true });
  };
  return (
    <Dialog
      title={say('signOut.title')}
      closeLabel={say('common.close')}
      onClose={close}
      footer={
        <>
          <Button variant="danger" onClick={() => void discard()}>
            {say('signOut.discard')}
          </Button>
          <Button onClick={syncNow}>{say('signOut.sync')}</Button>
          <Button variant="primary" onClick={close}>
            {say('signOut.stay')}
          </Button>
        </>
      }
    >
      <p>{say('signOut.body', { count: unsent })}</p>
    </Dialog>
  );
}
