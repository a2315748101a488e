import { z } from 'zod';
import { canAdminister } from '../access/access.ts';
import { WORKSPACE_KINDS, WORKSPACE_SCHEMAS, type WorkspaceKind, type WorkspaceRow } from '../domain/tables.ts';
import type { Queue } from '../domain/workspace.ts';
import { defineMutation, type Mutation, type Refusal, type Rows } from './mutation.ts';
import { refuseCalendar, withVersions } from './sla-versions.ts';

/**
 * Saves one row of a workspace table (a person, a queue, a policy, …). Refused as `forbidden` for all but
 * administrators and the system's programs, and as `validation` when a queue would change its tier or a calendar
 * cannot be counted in. Policies and calendars keep their versions before (`sla-versions.ts`).
 */
function saveWorkspace<K extends WorkspaceKind>(kind: K): Mutation<{ row: WorkspaceRow<K> }> {
  const row = WORKSPACE_SCHEMAS[kind] as unknown as z.ZodType<WorkspaceRow<K>>;
  return defineMutation<{ row: WorkspaceRow<K> }>({
    name: `${kind}.save`,
    args: z.object({ row }),
    needs: (args) => ({ workspace: [{ kind, id: args.row.id }] }),
    rule(rows, args, context) {
      const { actor } = context;
      if (!canAdminister(actor))
        return { code: 'forbidden', message: `${actor.email} does not administer the workspace` };
      const moved = kind === 'queue' ? refuseOtherTier(rows, args.row as Queue) : null;
      if (moved !== null) return moved;
      const uncountable = refuseCalendar(kind, args.row);
      if (uncountable !== null) return uncountable;
      rows.putWorkspace(kind, withVersions(kind, rows.workspace(kind, args.row.id), args.row, context));
      return null;
    },
  });
}

/** A queue's tier is for good: its tickets, their stays and their hand-overs all say it. */
function refuseOtherTier(rows: Rows, queue: Queue): Refusal | null {
  const before = rows.workspace('queue', queue.id);
  if (before === undefined || before.tier === queue.tier) return null;
  return { code: 'validation', message: `queue ${queue.id} belongs to N${before.tier}`, details: { path: 'row.tier' } };
}

/** One `<kind>.save` mutation per workspace table. */
export const saveMutations: readonly Mutation<never>[] = WORKSPACE_KINDS.map(
  (kind) => saveWorkspace(kind) as unknown as Mutation<never>,
);
