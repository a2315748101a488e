import { deriveId } from '../lib/derive-id.ts';
import type { Refusal } from '../mutations/mutation.ts';
import { WITHDRAW } from '../mutations/withdraw.ts';
import type { PushResult } from '../protocol/push.ts';
import type { AttentionRow, OutboxRow } from './storage.ts';

type Sent = Pick<OutboxRow, 'name' | 'args' | 'performedAtMs' | 'withdrawn'>;

/**
 * What the backend's answer to an action has to be told the agent as, or null when all is as they meant it. A withdrawal
 * that the backend knows under another name came too late: `conflict.already_sent`, unless what it names was refused.
 */
export function verdictOf({ name }: Pick<Sent, 'name'>, { status, error, name: recorded }: PushResult): Refusal | null {
  if (name !== WITHDRAW) return error === undefined ? null : refusalOf(error);
  const cameTooLate = status === 'duplicate' && recorded !== undefined && recorded !== WITHDRAW && error === undefined;
  return cameTooLate
    ? { code: 'conflict.already_sent', message: `${recorded} had arrived before it was withdrawn` }
    : null;
}

/**
 * An action as it stands in *Needs attention*, by the client and the wire seq it was done as: the same id however often
 * the refusal is heard. One that was withdrawn is told as what it was.
 */
export function attentionOf(
  { clientId, wireSeq }: { readonly clientId: string; readonly wireSeq: number },
  row: Sent,
  error: Refusal,
  refusedAtMs: number,
): AttentionRow {
  const { name, args } = row.withdrawn ?? row;
  const { performedAtMs } = row;
  const id = deriveId(performedAtMs, `${clientId}:${wireSeq}:attention`);
  return { id, clientId, seq: wireSeq, name, args, performedAtMs, refusedAtMs, error };
}

/** The refusal in an answer, without the members it does not have. */
function refusalOf({ details, ...rest }: NonNullable<PushResult['error']>): Refusal {
  return details === undefined ? rest : { ...rest, details };
}
