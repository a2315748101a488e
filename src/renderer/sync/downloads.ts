import { create } from 'zustand';
import type { Attachment } from '../../shared/domain/attachment.ts';
import { downloadContent, type PartialContent } from '../../shared/sync/download.ts';
import { keepCopy } from '../db/files.ts';
import { sha256Hex } from '../lib/sha256.ts';
import { currentContents, kickSync } from './sync-client.ts';

/** How a download stands. `unreachable`, `damaged`, `refused`, `storage`: why it stopped; it goes on from there when asked. */
export type DownloadState =
  | { readonly kind: 'running'; readonly bytes: number }
  | { readonly kind: 'unreachable' | 'damaged' | 'refused' | 'storage' };

type Downloads = { readonly states: Readonly<Record<string, DownloadState | undefined>> };

/** The downloads of this window, by attachment. */
export const useDownloads = create<Downloads>()(() => ({ states: {} }));

const aborts = new Map<string, AbortController>();
const partials = new Map<string, PartialContent>();

function show(id: string, state: DownloadState | undefined): void {
  useDownloads.setState(({ states }) => ({ states: { ...states, [id]: state } }));
}

/** Fetches a content, checks its hash and keeps it on this machine; goes on where an earlier try was cut off. */
export async function startDownload(attachment: Attachment): Promise<void> {
  const { id, sizeBytes, sha256 } = attachment;
  const contents = currentContents();
  if (aborts.has(id) || contents === null) return;
  const abort = new AbortController();
  aborts.set(id, abort);
  const partial = partials.get(id) ?? { pieces: [], bytes: 0 };
  partials.set(id, partial);
  show(id, { kind: 'running', bytes: partial.bytes });
  const done = await downloadContent({
    id,
    sizeBytes,
    sha256,
    partial,
    fetchPart: (file, fromByte, toByte) => contents.fetchPart(file, fromByte, toByte, abort.signal),
    digest: sha256Hex,
    isCancelled: () => abort.signal.aborted,
    onProgress: (bytes) => show(id, { kind: 'running', bytes }),
  });
  aborts.delete(id);
  if (!done.ok) {
    const { kind } = done.error;
    const isLineCut = kind === 'unreachable' || kind === 'signed_out' || kind === 'update';
    show(id, kind === 'cancelled' ? undefined : { kind: isLineCut ? 'unreachable' : kind });
    // Whether there is a line at all is the engine's to find out.
    if (isLineCut) kickSync();
    return;
  }
  try {
    await keepCopy(attachment, done.value);
    partials.delete(id);
    show(id, undefined);
  } catch {
    show(id, { kind: 'storage' });
  }
}

/** Stops a download; what has come of it stays for another try. */
export function cancelDownload(id: string): void {
  aborts.get(id)?.abort();
}

/** Stops all downloads and forgets what has come: for a change of person. */
export function forgetDownloads(): void {
  for (const abort of aborts.values()) abort.abort();
  aborts.clear();
  partials.clear();
  useDownloads.setState({ states: {} });
}
