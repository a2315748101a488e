import { useSyncExternalStore } from 'react';
import type { UploadProgress } from '../../shared/sync/uploads.ts';

let current: UploadProgress | null = null;
const listeners = new Set<() => void>();

/** Takes what the leading worker says about the content that is being sent. */
export function takeUpload(progress: UploadProgress | null): void {
  current = progress;
  for (const listener of listeners) listener();
}

/** How far the content that is being sent has come; null while none is. */
export function useUpload(): UploadProgress | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
