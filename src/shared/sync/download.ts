import { err, ok, type Result } from '../lib/result.ts';
import { MAX_PIECE_BYTES } from '../protocol/attachments.ts';
import type { TransportError } from './transport.ts';

/** What was fetched of a content so far, from its beginning: a download that was cut off goes on after it. */
export type PartialContent = { readonly pieces: Uint8Array<ArrayBuffer>[]; bytes: number };

/** What a line of 35 kbit/s brings within the time that a request has. */
const PART_BYTES = MAX_PIECE_BYTES / 4;

export type Download = {
  readonly id: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly partial: PartialContent;
  /** Some bytes of the content. Nothing throws; a cancelled exchange is `unreachable`. */
  readonly fetchPart: (
    id: string,
    fromByte: number,
    toByte: number,
  ) => Promise<Result<Uint8Array<ArrayBuffer>, TransportError>>;
  /** SHA-256 in hex. */
  readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  readonly isCancelled: () => boolean;
  readonly onProgress: (bytes: number) => void;
};

export type DownloadError = TransportError | { readonly kind: 'damaged' } | { readonly kind: 'cancelled' };

/**
 * Fetches a content in pieces and checks its hash. What has come stays in `partial` when it fails or is cancelled, for
 * another try; what comes whole with another hash is thrown away.
 */
export async function downloadContent(download: Download): Promise<Result<Uint8Array<ArrayBuffer>, DownloadError>> {
  const { id, sizeBytes, sha256, partial } = download;
  while (partial.bytes < sizeBytes) {
    if (download.isCancelled()) return err({ kind: 'cancelled' });
    const toByte = Math.min(sizeBytes, partial.bytes + PART_BYTES);
    const part = await download.fetchPart(id, partial.bytes, toByte);
    if (download.isCancelled()) return err({ kind: 'cancelled' });
    if (!part.ok) return part;
    if (part.value.length !== toByte - partial.bytes) return damaged(partial);
    partial.pieces.push(part.value);
    partial.bytes = toByte;
    download.onProgress(toByte);
  }
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const piece of partial.pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return (await download.digest(whole)) === sha256 ? ok(whole) : damaged(partial);
}

function damaged(partial: PartialContent): Result<never, DownloadError> {
  partial.pieces.length = 0;
  partial.bytes = 0;
  return err({ kind: 'damaged' });
}
