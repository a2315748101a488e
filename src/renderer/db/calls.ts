import { useMemo, useSyncExternalStore } from 'react';
import { overseesQueue } from '../../shared/notifications/who-is-told.ts';
import { type OpenCall, waitsSinceMs } from './calls-model.ts';
import { signedInConsole } from './current-console.ts';
import type { Workspace } from './workspace.ts';

export { type OpenCall, waitsSinceMs };

/** The open calls to supervisors, those first that have waited longest: of all queues in view. */
export function useCalls(): readonly OpenCall[] {
  const { calls } = signedInConsole();
  return useSyncExternalStore(calls.subscribe, calls.get);
}

/** How many open calls are this supervisor's to answer: those in the queues they oversee. */
export function useCallCount({ me }: Workspace): number {
  const calls = useCalls();
  return useMemo(() => calls.filter(({ ticket }) => overseesQueue(me, ticket.queueId)).length, [calls, me]);
}
