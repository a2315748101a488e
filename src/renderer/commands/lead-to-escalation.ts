import { ticketAttempts } from '../db/attempts.ts';
import { backendNowMs } from '../db/backend-clock.ts';
import { signedInConsole } from '../db/current-console.ts';
import { loadDraft, saveDraft } from '../db/drafts.ts';
import type { Workspace } from '../db/workspace.ts';
import { useDialogStore } from '../stores/dialog-store.ts';
import { whyNotEscalate } from './why-not.ts';

/**
 * Opens the escalation of a ticket whose tier has just made its last attempt, where it can be escalated and nothing else
 * is open over the console. Once for each stay at a tier, through a restart too: who closed it has decided.
 */
export async function leadToEscalation(ticketId: string, workspace: Workspace): Promise<void> {
  const ticket = (await signedInConsole().db.tickets.get(ticketId))?.row;
  if (ticket === undefined || ticketAttempts(ticket, workspace, backendNowMs()).reachedBy === null) return;
  if (whyNotEscalate({ ticket, workspace }) !== null || useDialogStore.getState().open !== null) return;
  const key = `escalation-led:${ticketId}`;
  const stay = String(ticket.stays.length);
  if ((await loadDraft(key)) === stay) return;
  await saveDraft(key, stay);
  useDialogStore.getState().show('escalate', ticketId);
}
