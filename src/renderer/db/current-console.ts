import { useSyncExternalStore } from 'react';
import type { OpenConsole } from './open-console.ts';

let current: OpenConsole | null = null;
const listeners = new Set<() => void>();

/** The open console of the signed-in account; null while nobody is signed in. */
export function currentConsole(): OpenConsole | null {
  return current;
}

/** The open console, for what is shown only after a sign-in. @throws Error when nobody is signed in. */
export function signedInConsole(): OpenConsole {
  if (current === null) throw new Error('Nobody is signed in');
  return current;
}

/** Puts an account's console in place, or none. */
export function setCurrentConsole(next: OpenConsole | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Listens to which console is open, until the function it returns is called. */
export function subscribeConsole(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Follows which console is open. */
export function useCurrentConsole(): OpenConsole | null {
  return useSyncExternalStore(subscribeConsole, () => current);
}
