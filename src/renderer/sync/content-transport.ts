import { err, ok, type Result } from '../../shared/lib/result.ts';
import { type UploadStatus, uploadStatusSchema } from '../../shared/protocol/attachments.ts';
import type { TransportError } from '../../shared/sync/transport.ts';
import type { UploadTransport } from '../../shared/sync/uploads.ts';
import { type AuthorizedFetch, unexpected, unreachable } from './authorized-fetch.ts';

/** A piece over a weak line takes a while; a dead line must be noticed all the same. */
const TIMEOUT_MS = 60_000;

/** The contents of attachments over HTTP, as `docs/sync.md` says. */
export class ContentTransport implements UploadTransport {
  readonly #line: AuthorizedFetch;
  readonly #closed = new AbortController();

  constructor(line: AuthorizedFetch) {
    this.#line = line;
  }

  /** Cuts off what is under way; nothing more is exchanged. */
  close(): void {
    this.#closed.abort();
  }

  status(id: string): Promise<Result<UploadStatus, TransportError>> {
    return this.#ask(`/v1/attachments/${id}`, {}, readStatus);
  }

  append(id: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<Result<UploadStatus, TransportError>> {
    const headers = { 'content-type': 'application/octet-stream' };
    return this.#ask(`/v1/attachments/${id}?offset=${offset}`, { method: 'PATCH', body: bytes, headers }, readStatus);
  }

  /** Fetches some bytes of a content. */
  fetchPart(
    id: string,
    fromByte: number,
    toByte: number,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array<ArrayBuffer>, TransportError>> {
    const headers = { range: `bytes=${fromByte}-${toByte - 1}` };
    return this.#ask(`/v1/attachments/${id}/content`, { headers, signal }, async (response) =>
      response.status === 206 ? new Uint8Array(await response.arrayBuffer()) : null,
    );
  }

  /** `read` answers null for what is no answer to the question. */
  async #ask<T>(
    path: string,
    init: RequestInit,
    read: (response: Response) => Promise<T | null>,
  ): Promise<Result<T, TransportError>> {
    try {
      const given = init.signal ?? null;
      const ends = [this.#closed.signal, AbortSignal.timeout(TIMEOUT_MS), ...(given === null ? [] : [given])];
      const signal = AbortSignal.any(ends);
      const response = await this.#line.send(path, { ...init, signal });
      if (!response.ok) return response;
      const answer = await read(response.value);
      if (answer !== null) return ok(answer);
      return err(unexpected('a question about a content'));
    } catch (error) {
      return err(unreachable(error));
    }
  }
}

async function readStatus(response: Response): Promise<UploadStatus | null> {
  return uploadStatusSchema.safeParse(await response.json()).data ?? null;
}
