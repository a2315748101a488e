import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { err, type Result } from '../../shared/lib/result.ts';
import { readConfig, type Config } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open-database.ts';
import { ensureSample } from '../sample/ensure-sample.ts';
import { StartError } from '../start-error.ts';
import { describeReport } from './describe-report.ts';
import { ImportError } from './import-error.ts';
import { importRemotely, isRunning } from './import-remotely.ts';
import { importXes, type ImportProgress } from './import-xes.ts';
import { readOperatorFile } from './operator.ts';
import { progressView } from './progress.ts';
import type { ImportReport } from './report.ts';

const USAGE = `Usage: npm run import -- <file.xes or file.xes.gz> [--json] [--lenient]
  --json    print the report as JSON on stdout, and nothing else there
  --lenient leave out fields that are not known, and report them, instead of refusing the file
The database is that of PATAMAR_DATA or DATABASE_URL, also while the backend is running.
`;

type Job = { readonly file: string; readonly isJson: boolean; readonly isStrict: boolean };

async function run(): Promise<number> {
  const job = readJob(process.argv.slice(2));
  if (job === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  const view = progressView(process.stderr, () => performance.now());
  const done = await importFile(job, (progress) => view.show(progress));
  view.end();
  if (done.ok) {
    process.stdout.write(job.isJson ? `${JSON.stringify(done.value)}\n` : describeReport(job.file, done.value));
    return 0;
  }
  if (job.isJson) process.stdout.write(`${JSON.stringify({ error: done.error })}\n`);
  process.stderr.write(`${done.error.message}\n`);
  return 1;
}

/** The arguments; null when they are not what the usage says. */
function readJob(args: readonly string[]): Job | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, lenient: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1 || values.help === true) return null;
    return { file, isJson: values.json === true, isStrict: values.lenient !== true };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function importFile(
  job: Job,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<ImportReport, ImportError>> {
  const size = await sizeOf(job.file);
  if (!size.ok) return size;
  const read = readConfig(process.env);
  if (!read.ok) throw new StartError(read.error.join('\n'));
  const config = read.value;
  if (config.database.engine === 'pglite') {
    // The folder is one process's own: a running backend does the work itself.
    const operator = readOperatorFile(config.dataDir);
    if (operator !== null && (await isRunning(operator))) {
      return importRemotely(operator, job.file, job.isStrict, onProgress);
    }
  }
  return importHere(config, job, size.value, onProgress);
}

async function importHere(
  config: Config,
  { file, isStrict }: Job,
  bytes: number,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<ImportReport, ImportError>> {
  // Standard output is the report's.
  const log = pino({ level: config.logLevel === 'info' ? 'warn' : config.logLevel }, pino.destination(2));
  const db = await openDatabase(config, log);
  try {
    await migrate(db);
    await ensureSample(db, config, Date.now(), log);
    return await importXes(db, {
      source: createReadStream(file),
      bytes,
      isStrict,
      nowMs: Date.now,
      minFreeBytes: config.minFreeBytes,
      onProgress,
      // Live clients of a PostgreSQL's backends pull every minute by themselves; an embedded database has none now.
      onCommit: () => undefined,
    });
  } finally {
    await db.close();
  }
}

async function sizeOf(file: string): Promise<Result<number, ImportError>> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return err(new ImportError('no_file', `${file} is a folder: name the file of the log.`));
    if (!found.isFile()) return err(new ImportError('no_file', `${file} is no file: name the file of the log.`));
    if (found.size === 0) return err(new ImportError('empty', `${file} is empty.`));
    return { ok: true, value: found.size };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return err(new ImportError('no_file', `There is no file ${file}.`, { cause: error }));
    }
    if (code === 'EACCES') {
      return err(new ImportError('no_file', `This user may not read ${file}.`, { cause: error }));
    }
    throw error;
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  const text =
    error instanceof StartError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
