import type { FileFacts } from '../../shared/domain/attachment.ts';

/** In the box where it is being written, named by it (`draftPlaceOf`); no action names it. */
export type DraftPlace = `draft:${string}`;

/**
 * Why a content is on this machine. `unsent`: an action names it, and the backend does not have it. `doubt`: it came
 * back after the database was lost, and only the backend knows whether an action ever named it. `copy`: the backend has
 * it too, so that it may go when room is needed.
 */
export type FilePlace = DraftPlace | 'unsent' | 'doubt' | 'copy';

/** A content on this machine. A Blob lies in a file of its own beside the database's. */
export type FileRecord = FileFacts & {
  readonly ticketId: string;
  readonly place: FilePlace;
  /** Where it was when it was added. */
  readonly draftPlace: DraftPlace;
  /** Last shown or saved; only copies go, least recently used first. */
  readonly usedAtMs: number;
  readonly content: Blob;
};

/** The box in which a reply or a note on a ticket is written, or a form of a hand-over filled in. */
export function draftPlaceOf(mode: 'reply' | 'note' | 'escalate' | 'complete', ticketId: string): DraftPlace {
  return `draft:${mode}:${ticketId}`;
}
