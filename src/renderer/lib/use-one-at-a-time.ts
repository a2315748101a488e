import { useRef } from 'react';

/** The action, deaf while it is still at work: a second Ctrl+Enter must not send a reply twice. */
export function useOneAtATime(action: () => Promise<void>): () => void {
  const isBusy = useRef(false);
  return () => {
    if (isBusy.current) return;
    isBusy.current = true;
    void action().finally(() => {
      isBusy.current = false;
    });
  };
}
