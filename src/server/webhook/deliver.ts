import type { Delivery } from './outbox.ts';
import { DELIVERY_HEADER, sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signature.ts';

/** Where steps are told, and the secret that signs them. */
export type Webhook = { readonly url: string; readonly secret: string };

/**
 * POSTs a delivery. Answers null when the receiver took it (any 2xx), else why not, in a word for the log. A redirect is
 * not followed: what is signed for one address is sent to no other.
 */
export async function deliver(
  { url, secret }: Webhook,
  { id, body }: Delivery,
  options: { readonly nowMs: number; readonly timeoutMs: number; readonly stopping: AbortSignal },
): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Patamar',
        [DELIVERY_HEADER]: id,
        [TIMESTAMP_HEADER]: String(options.nowMs),
        [SIGNATURE_HEADER]: sign(secret, options.nowMs, body),
      },
      body,
      signal: AbortSignal.any([options.stopping, AbortSignal.timeout(options.timeoutMs)]),
    });
    // What the receiver says beside its status is not read, however long it is.
    await response.body?.cancel();
    return response.ok ? null : `status ${response.status}`;
  } catch (error) {
    return reasonOf(error);
  }
}

/** A code or a name, never a message: that may hold the address, and an address may be secret. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name;
}
