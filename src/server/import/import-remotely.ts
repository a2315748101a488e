import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { IMPORT_ERROR_CODES, ImportError } from './import-error.ts';
import type { ImportProgress } from './import-xes.ts';
import type { Operator } from './operator.ts';
import { importReportSchema, type ImportReport } from './report.ts';

const HEALTH_MS = 3_000;

const errorSchema = z.object({
  code: z.enum(IMPORT_ERROR_CODES),
  message: z.string(),
  line: z.int().nullable(),
  column: z.int().nullable(),
  trace: z.string().nullable(),
  event: z.int().nullable(),
});

const lineSchema = z.union([
  z.object({
    progress: z.object({
      phase: z.enum(['reading', 'writing']),
      percent: z.number(),
      tickets: z.int(),
      events: z.int(),
      eventsPerSecond: z.int(),
    }),
  }),
  z.object({ report: importReportSchema }),
  z.object({ error: errorSchema }),
]);

/** Whether a backend answers where the operator file says that one does: it may have been killed since. */
export async function isRunning({ url }: Operator): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/v1/health?probe=live`, { signal: AbortSignal.timeout(HEALTH_MS) });
    return answer.ok;
  } catch {
    // Nobody listens, or not in time: the same to us. Opening the folder then says who has it.
    return false;
  }
}

/** Has a running backend import a file, which has the database to itself. Refused as the import itself is, or `busy`, `failed`. */
export async function importRemotely(
  operator: Operator,
  path: string,
  isStrict: boolean,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<ImportReport, ImportError>> {
  const { size } = await stat(path);
  const answer = await fetch(`${operator.url}/v1/operator/import?lenient=${isStrict ? 0 : 1}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${operator.token}`,
      'content-type': 'application/octet-stream',
      'content-length': String(size),
    },
    body: Readable.toWeb(createReadStream(path)),
    duplex: 'half',
  });
  if (answer.status === 409) {
    return err(new ImportError('busy', 'Another import is running in the backend: wait until it has ended.'));
  }
  if (!answer.ok || answer.body === null) {
    return err(
      new ImportError('failed', `The running backend refused the import (HTTP ${answer.status}); its log says why.`),
    );
  }
  for await (const line of linesOf(answer.body)) {
    const said = lineSchema.parse(JSON.parse(line));
    if ('report' in said) return ok(said.report);
    if ('error' in said) return err(asImportError(said.error));
    onProgress(said.progress);
  }
  return err(
    new ImportError(
      'failed',
      'The backend stopped in the middle of the import: start it, and run the same import again.',
    ),
  );
}

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** The message names the place already, so that the place is not given a second time. */
function asImportError({ code, message, trace, event, line, column }: z.infer<typeof errorSchema>): ImportError {
  return ImportError.told(code, message, {
    trace: trace ?? undefined,
    event: event ?? undefined,
    place: line === null || column === null ? undefined : { line, column },
  });
}
