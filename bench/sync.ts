// npm run bench:sync -- [--reps 3] [--tickets 50000] [--peers raw,dexie,…] [--only pull,changes,acts,offline,start,heap]
// [--memory] [--docs] [--json]: Patamar's own database, engine and backend beside raw IndexedDB, Dexie, RxDB and TinyBase
// doing the same work in the same window. `--memory` asks only what 200,000 tickets cost in memory; `--docs` puts the table
// into docs/benchmarks.md. Prints JSON; needs the built app and a display, which bench/run.mjs sees to.
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { removeFolder } from '../tests/e2e/support/remove-folder.ts';
import { BenchSession, type PeerName, PEERS, type Wanted } from './sync/bench-session.ts';
import { type Run, strictRatio, summarize } from './sync/figures.ts';
import { installLibraries } from './sync/install-libraries.ts';
import { PARTS } from './sync/messages.ts';
import { tableOf, writeTable } from './sync/table.ts';

const { values } = parseArgs({
  options: {
    reps: { type: 'string', default: '3' },
    tickets: { type: 'string' },
    peers: { type: 'string' },
    only: { type: 'string' },
    memory: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
  },
});
const STARTS = 2;

const tickets = Number(values.tickets ?? (values.memory ? 200_000 : 50_000));
const repetitions = values.memory ? 1 : Number(values.reps);
const asked = values.peers?.split(',') ?? (values.memory ? ['patamar'] : PEERS);
const peers = PEERS.filter((peer) => asked.includes(peer));
const wanted = wantedOf(values.only?.split(',') ?? (values.memory ? ['heap'] : null));

if (peers.some((peer) => peer !== 'raw' && peer !== 'patamar')) installLibraries(say);
const work = await mkdtemp(path.join(os.tmpdir(), 'patamar-bench-'));
try {
  const result = await measure();
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (values.docs) writeTable(leadOf(result), result.table);
} finally {
  await removeFolder(work);
}

type Result = Awaited<ReturnType<typeof measure>>;

async function measure() {
  say(`${tickets.toLocaleString('en')} tickets; filling the backend.`);
  const session = await BenchSession.open(work, tickets, peers);
  try {
    const firstPullFromBackendMs = peers.includes('patamar') ? await session.recordPull() : null;
    const before = load();
    const runs = await runAll(session);
    const figures = summarize(runs);
    return {
      bench: 'sync',
      /** Which goals the figures are held against. */
      goals: values.memory ? 'memory' : 'sync',
      tickets,
      bytesPerTicket: session.bytesPerTicket,
      repetitions,
      loadAverage: { before, after: load() },
      peers: figures,
      patamarActOnDiskToStrictRaw: strictRatio('patamar', runs),
      firstPullFromBackendMs,
      changesFromBackendMs: session.changesFromBackendMs,
      table: tableOf(figures),
    };
  } finally {
    await session.close();
  }
}

async function runAll(session: BenchSession): Promise<Run[]> {
  const runs: Run[] = [];
  // Raw before and after the others: what the machine does meanwhile then weighs on both sides of a ratio.
  const list: readonly PeerName[] = peers.includes('raw') && peers.length > 1 ? [...peers, 'raw'] : peers;
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    for (const peer of list) {
      const run = await session.run(peer, repetition, wanted);
      runs.push(run);
      say(`${repetition} of ${repetitions}, ${peer}: first pull ${Math.round(run.work.pullMs ?? 0)} ms`);
    }
  }
  return runs;
}

function wantedOf(only: readonly string[] | null): Wanted {
  const has = (part: string): boolean => only === null || only.includes(part);
  return { parts: PARTS.filter(has), starts: has('start') ? STARTS : 0, isHeap: has('heap') };
}

function leadOf({ bytesPerTicket, loadAverage }: Result): string {
  const day = new Date().toISOString().slice(0, 10);
  const { before, after } = loadAverage;
  return `${day}: ${tickets.toLocaleString('en')} tickets of ${bytesPerTicket} bytes, medians of ${repetitions} repetition${repetitions === 1 ? '' : 's'}; load average ${before} before and ${after} after, on ${os.availableParallelism()} cores.`;
}

function load(): number {
  return Math.round((os.loadavg()[0] ?? 0) * 10) / 10;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
