import type { TicketEvent } from '../../../shared/domain/parts.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { saveExport } from '../../../shared/ipc/contract.ts';
import { toCsv } from '../../../shared/lib/csv.ts';
import { call } from '../../lib/bridge.ts';
import { currentText } from '../../lib/text.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';

type Line = { readonly event: TicketEvent; readonly who: string; readonly sentence: string };

/** Saves lines of a ticket's history as CSV where the person says: instants in ISO 8601, the rest as it is read on screen. */
export async function exportHistory(ticket: Ticket, lines: readonly Line[]): Promise<'saved' | 'cancelled' | 'disk'> {
  const say = currentText();
  const separator = useSettingsStore.getState().language === 'pt-BR' ? ';' : ',';
  const head = (['done', 'received', 'who', 'device', 'kind', 'what'] as const).map((column) =>
    say(`history.column.${column}`),
  );
  const rows = lines.map(({ event, who, sentence }) => [
    new Date(event.atMs).toISOString(),
    event.receivedAtMs === null ? '' : new Date(event.receivedAtMs).toISOString(),
    who,
    event.device ?? '',
    event.kind,
    sentence,
  ]);
  const fileName = `patamar-${ticket.number ?? ticket.id}-historico.csv`;
  try {
    return (await call(saveExport, { fileName, text: toCsv([head, ...rows], separator) })).isSaved
      ? 'saved'
      : 'cancelled';
  } catch {
    // Main has said why in its log; nothing has been written.
    return 'disk';
  }
}
