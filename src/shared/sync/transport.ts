import type { Result } from '../lib/result.ts';
import type { PresenceEvent, PresenceRequest } from '../protocol/presence.ts';
import type { ProblemDocument } from '../protocol/problem.ts';
import type { PullRequest, PullResponse } from '../protocol/pull.ts';
import type { PushRequest, PushResponse } from '../protocol/push.ts';

/**
 * Why an exchange failed. `unreachable`: no answer, try again later; `signed_out`: the session is over; `update`:
 * the backend no longer speaks this protocol; `refused`: it answered with a problem, named by `code`; `expected` is the
 * seq that a `sync.gap` asks for.
 */
export type TransportError =
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'signed_out'; readonly detail: string }
  | { readonly kind: 'update'; readonly detail: string }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly detail: string;
      readonly expected?: number;
      /** The whole problem, with the members of its own. */
      readonly problem?: ProblemDocument;
    };

/** The last seq that the backend has decided of the client of a push, when it refuses the push for what is missing. */
export function knownSeqOf(error: TransportError): number | null {
  return error.kind === 'refused' && error.code === 'sync.gap' && error.expected !== undefined
    ? error.expected - 1
    : null;
}

/** What the live line says. `onPresence`: who is at a ticket now; nothing of it outlives the line. */
export type LiveListener = {
  readonly onPoke: () => void;
  readonly onPresence: (event: PresenceEvent) => void;
};

/** The backend, as the engine talks to it. Nothing throws; a cancelled exchange is `unreachable`. */
export type Transport = {
  push(request: PushRequest): Promise<Result<PushResponse, TransportError>>;
  pull(request: PullRequest): Promise<Result<PullResponse, TransportError>>;
  /** Listens until the line breaks or is closed; then it resolves. */
  live(listener: LiveListener): Promise<void>;
  /** Says where a window is. Said again by itself every so often, so a failure needs nothing. */
  presence(request: PresenceRequest): Promise<Result<void, TransportError>>;
  /** Cuts off what is under way; nothing more is exchanged. */
  close(): void;
};
