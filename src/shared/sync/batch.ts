import { MAX_PUSH_BYTES } from '../protocol/push.ts';

/** How many actions one push carries; a fifth of what the backend takes, so that a weak line gets them through. */
const PUSH_AT_ONCE = 100;

/**
 * The first of some waiting actions that go into one push: seqs without a gap, within its size; at least one, so that
 * the backend says what is wrong with it.
 */
export function takeBatch<Row extends { readonly seq: number; readonly args: unknown }>(
  waiting: readonly Row[],
): Row[] {
  const batch: Row[] = [];
  let bytes = 0;
  for (const row of waiting.slice(0, PUSH_AT_ONCE)) {
    const last = batch.at(-1);
    // UTF-8 takes at most three bytes for a UTF-16 unit.
    bytes += (JSON.stringify(row.args) ?? '').length * 3 + 200;
    if (last !== undefined && (bytes > MAX_PUSH_BYTES || row.seq !== last.seq + 1)) break;
    batch.push(row);
  }
  return batch;
}
