import type { Attachment } from '../../../shared/domain/attachment.ts';
import type { UploadProgress } from '../../../shared/sync/uploads.ts';
import type { FilePlace } from '../../db/file-record.ts';
import type { DownloadState } from '../../sync/downloads.ts';

/** What is known about where an attachment's content is. */
export type AttachmentFacts = {
  readonly attachment: Pick<Attachment, 'id' | 'sizeBytes' | 'storedAtMs' | 'authorId'>;
  /** Why it is on this machine; undefined when it is not. */
  readonly place: FilePlace | undefined;
  readonly upload: UploadProgress | null;
  readonly download: DownloadState | undefined;
  readonly isOnline: boolean;
  /** Whether the backend has its message. */
  readonly isMessageSent: boolean;
  readonly isMine: boolean;
};

/** Where an attachment's content is, as the agent is told; `percent` of what is on its way. */
export type AttachmentState =
  | { readonly kind: 'kept' | 'queued' | 'queuedOffline' | 'sent' | 'here' }
  | { readonly kind: 'pending' | 'remote' | 'remoteOffline' }
  | { readonly kind: 'uploading' | 'downloading'; readonly percent: number }
  | { readonly kind: 'failed'; readonly why: Exclude<DownloadState['kind'], 'running'> };

/** Says where an attachment's content is. Offline and not here is said, never left blank. */
export function attachmentState(facts: AttachmentFacts): AttachmentState {
  const { attachment, place, upload, download, isOnline, isMessageSent, isMine } = facts;
  const { id, sizeBytes, storedAtMs } = attachment;
  if (place !== undefined) {
    if (place === 'copy') return { kind: isMine ? 'sent' : 'here' };
    if (!isOnline) return { kind: 'queuedOffline' };
    if (upload?.id === id) return { kind: 'uploading', percent: percentOf(upload.sentBytes, upload.sizeBytes) };
    return { kind: isMessageSent ? 'queued' : 'kept' };
  }
  if (storedAtMs === null) return { kind: 'pending' };
  if (download?.kind === 'running') return { kind: 'downloading', percent: percentOf(download.bytes, sizeBytes) };
  if (!isOnline) return { kind: 'remoteOffline' };
  return download === undefined ? { kind: 'remote' } : { kind: 'failed', why: download.kind };
}

function percentOf(bytes: number, ofBytes: number): number {
  return Math.floor((100 * bytes) / ofBytes);
}
