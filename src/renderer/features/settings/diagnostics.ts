import { appInfo, keptSizes, loadSettings, readDiagnostics, saveExport } from '../../../shared/ipc/contract.ts';
import { scrubbed } from '../../../shared/lib/scrubbed.ts';
import { readySchema } from '../../../shared/protocol/health.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/push.ts';
import { clockOffsetMs } from '../../db/backend-clock.ts';
import type { ConsoleDb } from '../../db/console-db.ts';
import { signedInConsole } from '../../db/current-console.ts';
import { measureKept } from '../../db/measure-kept.ts';
import { call } from '../../lib/bridge.ts';
import { request } from '../../session/backend.ts';
import { currentStatus } from '../../sync/status-store.ts';

/**
 * Saves where the person says what helps to find out why something does not work: numbers, versions, codes and choices.
 * Nothing in it is anybody's name or was written by anybody: every member is named here, and none is a text of a row.
 * @returns whether they chose a place. Rejects when the disk refuses.
 */
export async function saveDiagnostics(): Promise<boolean> {
  const at = new Date().toISOString();
  const text = `${JSON.stringify(await gather(at), null, 2)}\n`;
  return (await call(saveExport, { fileName: `patamar-diagnostics-${at.slice(0, 10)}.json`, text })).isSaved;
}

async function gather(at: string): Promise<object> {
  const { db } = signedInConsole();
  const [info, own, settings, sizes, kept, health, queues] = await Promise.all([
    call(appInfo, undefined),
    call(readDiagnostics, undefined),
    call(loadSettings, undefined),
    call(keptSizes, undefined),
    measureKept(db),
    request('/v1/health'),
    countQueues(db),
  ]);
  const ready = readySchema.safeParse(health.ok ? health.value : null);
  const { language, theme, contrast, density, notifications } = settings;
  const { version, locale, hasKeyring } = info;
  return {
    at,
    versions: {
      app: version,
      ...own.versions,
      protocol: PROTOCOL_VERSION,
      backend: ready.success
        ? { version: ready.data.version, protocol: ready.data.protocol, engine: ready.data.engine }
        : null,
    },
    machine: { ...own.machine, locale, hasKeyring },
    settings: { language, theme, contrast, density, notifications },
    sync: syncFacts(),
    kept: { ...kept, ...sizes },
    queues,
    storage: await navigator.storage.estimate(),
    log: own.log,
  };
}

function syncFacts(): object {
  const { connection, isSyncing, sending, firstSync, lastPullAtMs, lastError } = currentStatus();
  return {
    connection,
    isSyncing,
    sending,
    firstSync,
    lastPullAt: lastPullAtMs === null ? null : new Date(lastPullAtMs).toISOString(),
    lastError: lastError === null ? null : scrubbed(lastError),
    clockOffsetMs: clockOffsetMs(),
    isOnLine: navigator.onLine,
  };
}

/** What waits and what was refused, by the name of the action and the code of the refusal: never with what they hold. */
async function countQueues(db: ConsoleDb): Promise<object> {
  const outbox = await db.outbox.toArray();
  const attention = await db.attention.toArray();
  return {
    outbox: countedBy(outbox, ({ name }) => name),
    recovered: await db.recovered.count(),
    attention: countedBy(attention, ({ name, error }) => `${name}: ${error.code}`),
    drafts: await db.drafts.count(),
    files: countedBy(await db.files.toArray(), ({ place }) => place.split(':')[0] ?? place),
  };
}

function countedBy<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[nameOf(row)] = (counts[nameOf(row)] ?? 0) + 1;
  return counts;
}
