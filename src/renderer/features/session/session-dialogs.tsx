import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import { useSession } from '../../session/session.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { LeavingDialog } from './leaving-dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Signing in again over the console when the session is over, and the question before unsent work is thrown away. */
export function SessionDialogs(): ReactElement | null {
  const open = useDialogStore((state) => state.open);
  if (open === 'signIn') return <SignInAgain />;
  return open === 'signOut' ? <LeavingDialog /> : null;
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
