import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { portOf } from './port-of.ts';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';
const OLDEST_MAJOR = 15;
const START_MS = 30_000;

export type PostgresServer = {
  /** Of the database `postgres`, as a superuser. */
  readonly url: string;
  /** Ends all its processes at once, as a power cut would, and removes its files unless it is started again. */
  stop(): Promise<void>;
};

/** Starts a PostgreSQL of our own on a free port and a temporary folder; null where 15 or newer is not installed. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const bin = findBin();
  if (bin === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'patamar-pg-'));
  const asOwner = await ownerPrefix(folder);
  const data = join(folder, 'data');
  const [program, ...args] = [
    ...asOwner,
    join(bin, 'initdb'),
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '-N',
  ];
  await run(program ?? '', args);
  const port = await freePort();
  const server = launch([...asOwner, join(bin, 'postgres'), '-D', data, '-p', String(port), '-k', folder]);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url, server);
  return {
    url,
    async stop() {
      if (server.exitCode === null) {
        // SIGINT is PostgreSQL's fast shutdown. To itself: what started it (runuser) does not pass it on.
        process.kill(Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10), 'SIGINT');
        await once(server, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function launch([program = '', ...args]: readonly string[]): ChildProcess {
  // fsync is for the rows of people, not of tests.
  return spawn(program, [...args, '-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'], {
    stdio: 'ignore',
  });
}

function findBin(): string | null {
  let versions: string[];
  try {
    versions = readdirSync(DEBIAN);
  } catch {
    return null;
  }
  const newest = Math.max(...versions.map(Number).filter((version) => version >= OLDEST_MAJOR));
  return Number.isFinite(newest) ? join(DEBIAN, String(newest), 'bin') : null;
}

/** PostgreSQL refuses to run as root, so that root runs it as its own user. */
async function ownerPrefix(folder: string): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return [];
  const { stdout } = await run('id', ['-u', 'postgres']);
  const { stdout: group } = await run('id', ['-g', 'postgres']);
  chownSync(folder, Number(stdout), Number(group));
  return ['runuser', '-u', 'postgres', '--'];
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const port = portOf(probe);
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  for (const startedAtMs = Date.now(); Date.now() - startedAtMs < START_MS; await delay(50)) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at its start with ${server.exitCode}`);
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      // Not yet.
    }
  }
  throw new Error('PostgreSQL did not start');
}
