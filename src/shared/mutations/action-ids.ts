import { deriveId } from '../lib/derive-id.ts';

/**
 * The ids of the rows that one action creates, in order: the same on both sides. Where two actions of a client fall into
 * one millisecond, their rows sort as they were done (a history shows them so), until 4,096 actions later.
 *
 * @param seq the action's place among its client's, as on the wire.
 */
export function actionIds(clientId: string, seq: number, performedAtMs: number): () => string {
  let made = 0;
  return () => deriveId(performedAtMs, `${clientId}:${seq}:${made++}`, seq);
}
