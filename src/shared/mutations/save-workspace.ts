import { z } from 'zod';
import { canAdminister } from '../access/access.ts';
import { WORKSPACE_KINDS, WORKSPACE_SCHEMAS, type WorkspaceKind, type WorkspaceRow } from '../domain/tables.ts';
import { defineMutation, type Mutation } from './mutation.ts';

/** Saves one row of a workspace table (a person, a queue, a policy, …). Refused as `forbidden` for all but administrators and the system's programs. */
function saveWorkspace<K extends WorkspaceKind>(kind: K): Mutation<{ row: WorkspaceRow<K> }> {
  const row = WORKSPACE_SCHEMAS[kind] as unknown as z.ZodType<WorkspaceRow<K>>;
  return defineMutation<{ row: WorkspaceRow<K> }>({
    name: `${kind}.save`,
    args: z.object({ row }) as z.ZodType<{ row: WorkspaceRow<K> }>,
    needs: (args) => ({ workspace: [{ kind, id: args.row.id }] }),
    rule(rows, args, { actor }) {
      if (!canAdminister(actor))
        return { code: 'forbidden', message: `${actor.email} does not administer the workspace` };
      rows.putWorkspace(kind, args.row);
      return null;
    },
  });
}

/** One `<kind>.save` mutation per workspace table. */
export const saveMutations: readonly Mutation<never>[] = WORKSPACE_KINDS.map(
  (kind) => saveWorkspace(kind) as unknown as Mutation<never>,
);
