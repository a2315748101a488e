import type { User } from '../../shared/domain/workspace.ts';
import type { PresenceEvent, PresenceRequest } from '../../shared/protocol/presence.ts';
import type { ClockKnowledge } from '../../shared/sync/clock-watch.ts';
import type { Renewal } from '../../shared/sync/new-life.ts';
import type { SyncStatus } from '../../shared/sync/status.ts';
import type { Change } from '../../shared/sync/storage.ts';
import type { UploadProgress } from '../../shared/sync/uploads.ts';

/** What the page says to its sync worker. */
export type ToWorker =
  | {
      readonly type: 'start';
      readonly databaseName: string;
      readonly backendUrl: string;
      readonly user: User;
      /** The page's feed of changes, which hears of the worker's by itself. */
      readonly feedSource: string;
    }
  | { readonly type: 'resumed' }
  | { readonly type: 'renewed'; readonly id: number }
  | { readonly type: 'token'; readonly id: number; readonly answer: TokenAnswer };

/** A token; or that the session is over; or that the backend could not be asked. */
export type TokenAnswer = { readonly token: string } | 'signed_out' | 'unreachable';

/** What the sync worker says to its page. `answered`: the backend has done these actions. `changed`: what a transaction of the worker's has changed. `stored`: it has the content of this file. `renewed`: these have changed their client, which the journal is to have before they are sent. `token` asks for an access token, a newer one than `stale`. */
export type FromWorker =
  | { readonly type: 'token'; readonly id: number; readonly stale: string | null }
  | { readonly type: 'failed'; readonly detail: string }
  | { readonly type: 'renewed'; readonly id: number; readonly renewal: Renewal }
  | { readonly type: 'answered'; readonly clientId: string; readonly seqs: readonly number[] }
  | { readonly type: 'stored'; readonly id: string }
  | { readonly type: 'changed'; readonly change: Change };

/** Where a window is. */
export type WindowPlace = Pick<PresenceRequest, 'ticketId' | 'state'> & { readonly windowId: string };

/** What the leading worker tells all windows, and they it. `presence` with `isWhole` is all that is known;
 * else what is new. `beat` says that it lives. `look`: there is reason to sync now; `work`: there is something to send. */
export type SyncBroadcast =
  | { readonly type: 'status'; readonly status: SyncStatus; readonly clock: ClockKnowledge }
  | { readonly type: 'beat' }
  | { readonly type: 'upload'; readonly progress: UploadProgress | null }
  | { readonly type: 'look' }
  | { readonly type: 'work' }
  | { readonly type: 'status?' }
  | { readonly type: 'presence'; readonly isWhole: boolean; readonly events: readonly PresenceEvent[] }
  | { readonly type: 'place'; readonly place: WindowPlace };

export function syncChannelName(databaseName: string): string {
  return `${databaseName}:sync`;
}
