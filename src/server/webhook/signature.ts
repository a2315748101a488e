import { createHmac } from 'node:crypto';

/** When a request was signed, epoch ms. */
export const TIMESTAMP_HEADER = 'patamar-timestamp';
/** `sha256=` and the signature in hex. */
export const SIGNATURE_HEADER = 'patamar-signature';
/** The id of what is told: the same in each try, so that a receiver takes it once. */
export const DELIVERY_HEADER = 'patamar-delivery';

/**
 * The signature of a request: HMAC-SHA256 with the secret both sides know, over the timestamp, a full stop and the body,
 * so that neither can be changed, nor an old request be sent again later unnoticed. docs/operating.md shows its check.
 */
export function sign(secret: string, timestampMs: number, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestampMs}.${body}`).digest('hex')}`;
}
