import { useAttention } from '../../db/outbox-view.ts';
import { useFilesToSend } from '../../db/use-files.ts';
import { useSyncStatus } from '../../sync/status.ts';

/** How many things of this account would be lost with this machine: actions, refused ones, and files. */
export function useUnsentHere(): number {
  const { unsent } = useSyncStatus();
  const refused = useAttention().length;
  return unsent + refused + useFilesToSend();
}
