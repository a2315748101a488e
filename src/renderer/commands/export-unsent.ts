import { saveExport } from '../../shared/ipc/contract.ts';
import { backendNowMs } from '../db/backend-clock.ts';
import { signedInConsole } from '../db/current-console.ts';
import type { AttentionEntry, OutboxEntry } from '../db/outbox-view.ts';
import { call } from '../lib/bridge.ts';
import { mutationLabel } from '../lib/mutation-label.ts';
import { currentText } from '../lib/text.ts';
import { explain } from './explain.ts';
import { unsentDocument } from './unsent-document.ts';

/**
 * Saves what is unsent and what was refused where the person says, in a form to be read. @returns whether they chose a
 * place. Rejects when the disk refuses.
 */
export async function exportUnsent(
  outbox: readonly OutboxEntry[],
  attention: readonly AttentionEntry[],
): Promise<boolean> {
  const { db, identity, workspace } = signedInConsole();
  const say = currentText();
  const waiting = outbox.filter(({ state }) => state === 'kept' || state === 'sending' || state === 'recovered');
  const ids = [...waiting, ...attention].flatMap(({ ticketId }) => ticketId ?? []);
  const tickets = await db.tickets.bulkGet([...new Set(ids)]);
  const exported = unsentDocument({
    account: workspace.get()?.me ?? identity.user,
    exportedAtMs: backendNowMs(),
    waiting,
    refused: attention,
    tickets: new Map(tickets.flatMap((record) => (record === undefined ? [] : [[record.id, record.row]]))),
    labelOf: (name) => mutationLabel(name, say),
    explain: (refusal) => explain(refusal, workspace.get()),
  });
  const fileName = `patamar-${new Date(backendNowMs()).toISOString().slice(0, 10)}.json`;
  return (await call(saveExport, { fileName, text: `${JSON.stringify(exported, null, 2)}\n` })).isSaved;
}
