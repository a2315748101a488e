import { signOut } from '../session/session.ts';
import { useDialogStore } from '../stores/dialog-store.ts';

/** Signs out, or asks first when there is work that was not sent. */
export async function leave(): Promise<void> {
  const outcome = await signOut('ask');
  if (!outcome.ok) useDialogStore.getState().show('signOut');
}
