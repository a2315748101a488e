import type { Result } from '../lib/result.ts';
import { MAX_PIECE_BYTES, MIN_PIECE_BYTES, type UploadStatus } from '../protocol/attachments.ts';
import type { TransportError } from './transport.ts';

/** A content on this machine that the backend should have. */
export type UnsentFile = { readonly id: string; readonly sizeBytes: number };

/** How far the content that is being sent has come. */
export type UploadProgress = { readonly id: string; readonly sentBytes: number; readonly sizeBytes: number };

/** The contents on this machine, as sending them needs it. */
export type UnsentFiles = {
  /** Those whose message the backend has taken, oldest first. */
  waiting(): Promise<readonly UnsentFile[]>;
  /** Some bytes of a content; null when it is not here (any more). */
  read(id: string, fromByte: number, toByte: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The backend has the whole of it: from now on it is a copy. */
  stored(id: string): Promise<void>;
  /** The backend knows no such attachment. */
  unknown(id: string): Promise<void>;
};

/** The backend, as contents are sent to it. Nothing throws; a cancelled exchange is `unreachable`. */
export type UploadTransport = {
  status(id: string): Promise<Result<UploadStatus, TransportError>>;
  append(id: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<Result<UploadStatus, TransportError>>;
};

export type Uploading = {
  readonly files: UnsentFiles;
  readonly transport: UploadTransport;
  readonly isStopped: () => boolean;
  /** Told of each piece; of null when nothing is being sent. */
  readonly onProgress: (progress: UploadProgress | null) => void;
};

/** What one line bears is not known before: the first piece is a quarter of the largest. */
const FIRST_PIECE_BYTES = MAX_PIECE_BYTES / 4;
/** Refusals of the same file in a row that make no way; then the next round tries again. */
const MOST_SETBACKS = 3;

/** So many in a row that went through say that the line has become better. */
const BETTER_AFTER = 16;

/**
 * How large the next piece is. It doubles with each that went through, up to half of the last that did not: a line too
 * weak for a large piece would else lose every few of them. In time larger ones are tried again.
 */
export class PieceSize {
  #bytes = FIRST_PIECE_BYTES;
  #ceilingBytes = MAX_PIECE_BYTES;
  #inARow = 0;

  get bytes(): number {
    return this.#bytes;
  }

  wentThrough(): void {
    this.#inARow += 1;
    if (this.#inARow % BETTER_AFTER === 0) this.#ceilingBytes = Math.min(MAX_PIECE_BYTES, this.#ceilingBytes * 2);
    this.#bytes = Math.min(this.#ceilingBytes, this.#bytes * 2);
  }

  failed(): void {
    this.#inARow = 0;
    this.#ceilingBytes = Math.max(MIN_PIECE_BYTES, this.#bytes / 2);
    this.#bytes = MIN_PIECE_BYTES;
  }
}

/**
 * Sends every content that waits, one after the other, each from where the backend is; what was cut off, by whichever
 * side, goes on there. One that cannot be sent does not keep the others.
 *
 * @returns what went wrong (try again later), or null when nothing is left to try.
 */
export async function uploadAll(
  uploading: Uploading,
  size: PieceSize = new PieceSize(),
): Promise<TransportError | null> {
  let refused: TransportError | null = null;
  try {
    for (const file of await uploading.files.waiting()) {
      if (uploading.isStopped()) return refused;
      const failure = await uploadOne(uploading, file, size);
      if (failure === null) continue;
      if (failure.kind !== 'refused' || failure.status >= 500) return failure;
      refused = failure;
    }
    return refused;
  } finally {
    uploading.onProgress(null);
  }
}

/**
 *   ask the status -> whole and checked: done
 *        ^         -> unknown: left alone
 *        |         -> append a piece at its end -> goes on from there
 *        |______________________ refused (another byte, another hash)
 */
async function uploadOne(uploading: Uploading, file: UnsentFile, size: PieceSize): Promise<TransportError | null> {
  const { files, transport, isStopped, onProgress } = uploading;
  const { id, sizeBytes } = file;
  let status: UploadStatus | null = null;
  let setbacks = 0;
  while (!isStopped()) {
    if (status === null) {
      const asked = await transport.status(id);
      if (!asked.ok) {
        if (asked.error.kind !== 'refused' || asked.error.status !== 404) return asked.error;
        await files.unknown(id);
        return null;
      }
      status = asked.value;
    }
    if (status.storedAtMs !== null) {
      await files.stored(id);
      return null;
    }
    const { receivedBytes } = status;
    onProgress({ id, sentBytes: receivedBytes, sizeBytes });
    const bytes = await files.read(id, receivedBytes, Math.min(sizeBytes, receivedBytes + size.bytes));
    // It comes back from the second copy at the next start.
    if (bytes === null) return null;
    const answer: Result<UploadStatus, TransportError> = await transport.append(id, receivedBytes, bytes);
    if (answer.ok) {
      size.wentThrough();
      setbacks = answer.value.receivedBytes > receivedBytes ? 0 : setbacks + 1;
      status = answer.value;
    } else {
      if (!isSetback(answer.error)) {
        size.failed();
        return answer.error;
      }
      setbacks += 1;
      status = null;
    }
    if (setbacks > MOST_SETBACKS) return answer.ok ? stuck(id) : answer.error;
  }
  return null;
}

/** Whether the backend is at another place than was thought: asked again, it says where. */
function isSetback(error: TransportError): boolean {
  return error.kind === 'refused' && (error.code === 'attachment.offset' || error.code === 'attachment.hash');
}

function stuck(id: string): TransportError {
  return { kind: 'refused', status: 409, code: 'attachment.stuck', detail: `the content of ${id} makes no way` };
}
