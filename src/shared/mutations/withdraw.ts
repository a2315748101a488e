import { z } from 'zod';
import { defineMutation } from './mutation.ts';

/** The wire name of an action that its author took back before it was sent. */
export const WITHDRAW = 'sync.withdraw';

/**
 * Does nothing, for anybody: it takes the place of an action that was taken back before it was sent, since the seqs of
 * a client have no gap. What it was stays on the machine.
 */
export const withdrawAction = defineMutation({
  name: WITHDRAW,
  args: z.object({}),
  needs: () => ({}),
  rule: () => null,
});
