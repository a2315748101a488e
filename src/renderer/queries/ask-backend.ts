import type { z } from 'zod';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { TransportError } from '../../shared/sync/transport.ts';
import { unexpected, unreachable } from '../sync/authorized-fetch.ts';
import { currentLine } from '../sync/sync-client.ts';

const TIMEOUT_MS = 15_000;

/** Asks the backend something as who is signed in, and reads the answer. Never throws. */
export async function askBackend<T>(
  path: string,
  answer: z.ZodType<T>,
  init: RequestInit = {},
): Promise<Result<T, TransportError>> {
  const line = currentLine();
  if (line === null) return err({ kind: 'signed_out', detail: 'no session' });
  try {
    const response = await line.send(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return response;
    const parsed = answer.safeParse(await response.value.json());
    return parsed.success ? ok(parsed.data) : err(unexpected(path));
  } catch (error) {
    return err(unreachable(error));
  }
}

/** Why a query has no answer: what TanStack Query is thrown. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly reason: TransportError;

  constructor(reason: TransportError) {
    super(reason.detail);
    this.reason = reason;
  }
}
