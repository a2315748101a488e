import { randomUUID } from 'node:crypto';
import type { CreateWorkspace } from '../auth/first-administrator.ts';
import { lockClient } from './client.ts';
import { runBatch } from './run-batch.ts';
import { WorkspaceCache } from './workspace-cache.ts';

/** Writes the organization and its first administrator, who is the one that creates them. */
export const createWorkspaceRows: CreateWorkspace = async (tx, { organization, user }, nowMs) => {
  const clientId = randomUUID();
  await lockClient(tx, clientId, user.id, nowMs);
  const steps = [
    { seq: 1, name: 'organization.save', args: { row: organization } },
    { seq: 2, name: 'user.save', args: { row: user } },
  ].map((step) => ({ ...step, performedAtMs: nowMs, receivedAtMs: nowMs, actor: user }));
  const { outcomes } = await runBatch(tx, new WorkspaceCache(), clientId, steps);
  const refused = outcomes.find(({ error }) => error !== null);
  if (refused !== undefined) throw new Error(`The workspace could not be created: ${refused.error?.message ?? ''}`);
};
