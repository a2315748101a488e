import { saveExport } from '../../../shared/ipc/contract.ts';
import { toCsv } from '../../../shared/lib/csv.ts';
import type { AuditItem } from '../../../shared/protocol/admin.ts';
import { backendNowMs } from '../../db/backend-clock.ts';
import type { Workspace } from '../../db/workspace.ts';
import { call } from '../../lib/bridge.ts';
import { currentText } from '../../lib/text.ts';
import { askAudit, type AuditFilter } from '../../queries/administration.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { personName, refusalReason, valueText, whatText } from './audit-words.ts';

const PAGE = 500;
/** Spreadsheets take a million rows; beyond this a period is to be chosen. */
const MOST_LINES = 50_000;

/** Saves all lines of the audit that fit a filter as CSV where the person says. */
export async function exportAudit(
  filter: AuditFilter,
  workspace: Workspace,
): Promise<'saved' | 'cancelled' | 'unreachable' | 'tooMany' | 'disk'> {
  const items: AuditItem[] = [];
  let cursor: string | null = null;
  do {
    const page = await askAudit(filter, cursor, PAGE);
    if (!page.ok) return 'unreachable';
    items.push(...page.value.items);
    cursor = page.value.next;
    if (items.length > MOST_LINES) return 'tooMany';
  } while (cursor !== null);
  const text = auditCsv(items, workspace);
  const fileName = `patamar-auditoria-${new Date(backendNowMs()).toISOString().slice(0, 10)}.csv`;
  try {
    return (await call(saveExport, { fileName, text })).isSaved ? 'saved' : 'cancelled';
  } catch {
    // Main has said why in its log; nothing has been written.
    return 'disk';
  }
}

function auditCsv(items: readonly AuditItem[], workspace: Workspace): string {
  const say = currentText();
  const separator = useSettingsStore.getState().language === 'pt-BR' ? ';' : ',';
  const head = (['when', 'who', 'device', 'what', 'outcome', 'reason', 'before', 'after'] as const).map((column) =>
    say(`admin.audit.${column}`),
  );
  const told = (values: Readonly<Record<string, unknown>> | undefined): string =>
    Object.entries(values ?? {})
      .map(([field, value]) => `${field}: ${valueText(value, workspace, say)}`)
      .join('\n');
  const rows = items.map((item) => [
    item.at,
    personName(item, workspace, say),
    item.device ?? '',
    whatText(item, say),
    say(`admin.audit.${item.outcome}`),
    refusalReason(item, say),
    told(item.change?.before),
    told(item.change?.after),
  ]);
  return toCsv([head, ...rows], separator);
}
