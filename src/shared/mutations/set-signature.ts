import { z } from 'zod';
import { SIGNATURE_LENGTH } from '../domain/workspace.ts';
import { defineMutation } from './mutation.ts';

/**
 * What the actor signs their letters with, as everybody sees it below their replies; an empty one is none. The last to
 * reach the backend counts. Refused as `forbidden` for the signature of somebody else.
 */
export const setSignature = defineMutation({
  name: 'person.setSignature',
  args: z.object({ userId: z.uuid(), signature: z.string().trim().max(SIGNATURE_LENGTH) }),
  needs: ({ userId }) => ({ workspace: [{ kind: 'user', id: userId }] }),
  rule(rows, { userId, signature }, { actor }) {
    const person = rows.workspace('user', userId);
    if (person === undefined) return { code: 'not_found', message: `no person ${userId}` };
    if (actor.id !== userId || !person.isActive) {
      return { code: 'forbidden', message: 'a signature is its own person’s' };
    }
    rows.putWorkspace('user', { ...person, signature });
    return null;
  },
});
