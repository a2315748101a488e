import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MemoryDisk, openJournal } from '../../tests/support/memory-journal.ts';
import type { JournalRow } from '../shared/sync/journal.ts';
import { Journal } from './journal.ts';
import { Journals } from './journals.ts';
import { setIndexedDbAside } from './set-aside.ts';

const ANA = '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c11';
const BIA = '7b7c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c99';
const DATABASE = 'patamar:127.0.0.1:4710:0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11';

function aRow(seq: number, args: unknown = { body: `nota ${seq}` }): JournalRow {
  return { seq, name: 'ticket.note', args, performedAtMs: 1_795_000_000_000 + seq };
}

/** What travels as JSON, which knows no -0. */
const anyArgs = fc.json({ maxDepth: 2 }).map((text): unknown => JSON.parse(text));

type Step =
  | { readonly kind: 'append'; readonly client: string; readonly args: unknown }
  | { readonly kind: 'acknowledge'; readonly client: string; readonly picks: readonly number[] }
  | { readonly kind: 'restart' };
const anyClient = fc.constantFrom(ANA, BIA);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), client: anyClient, args: anyArgs }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('acknowledge' as const),
      client: anyClient,
      picks: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'restart' }) },
);

test('a journal cut at any byte holds a prefix of what was appended', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyArgs, { maxLength: 8 }), async (allArgs) => {
      const disk = new MemoryDisk();
      const journal = openJournal(disk);
      const rows = allArgs.map((args, index) => aRow(index + 1, args));
      const ends: number[] = [];
      for (const row of rows) {
        await journal.append(ANA, [row]);
        ends.push(disk.bytes?.length ?? 0);
      }
      const whole = disk.bytes ?? new Uint8Array();
      for (let cut = 0; cut <= whole.length; cut++) {
        const kept = openJournal(new MemoryDisk(whole.slice(0, cut))).read()[0]?.rows ?? [];
        expect(kept).toEqual(rows.slice(0, ends.filter((end) => end <= cut).length));
      }
    }),
    { numRuns: 30 },
  );
});

test('a journal with a changed byte holds what was before it, unchanged, and no more', async () => {
  const disk = new MemoryDisk();
  const ends: number[] = [];
  for (const row of [aRow(1), aRow(2), aRow(3)]) {
    await openJournal(disk).append(ANA, [row]);
    ends.push(disk.bytes?.length ?? 0);
  }
  const whole = disk.bytes ?? new Uint8Array();
  for (let at = 0; at < whole.length; at++) {
    const changed = Uint8Array.from(whole, (byte, index) => (index === at ? byte ^ 1 : byte));
    const kept = openJournal(new MemoryDisk(changed)).read()[0]?.rows ?? [];
    expect(kept).toEqual([aRow(1), aRow(2), aRow(3)].slice(0, ends.filter((end) => end <= at).length));
  }
});

test('what is appended after a torn end is there at the next start, and so is what was before it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.constantFrom('cut', 'zeros', 'garbage'), async (at, how) => {
      const disk = new MemoryDisk();
      const journal = openJournal(disk);
      await journal.append(ANA, [aRow(1), aRow(2)]);
      const whole = disk.bytes ?? new Uint8Array();
      const isCut = how === 'cut';
      disk.bytes = isCut
        ? whole.slice(0, at % whole.length)
        : Buffer.concat([whole, new Uint8Array(1 + (at % 40)).fill(how === 'zeros' ? 0 : at % 255)]);
      const before = openJournal(disk).read()[0]?.rows ?? [];
      expect(before.length).toBeGreaterThanOrEqual(isCut ? 0 : 2);
      await openJournal(disk).append(ANA, [aRow(3)]);
      expect(openJournal(disk).read()[0]?.rows).toEqual([...before, aRow(3)]);
    }),
  );
});

test('a journal holds exactly what is not acknowledged, through restarts and rewriting', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 60 }), fc.integer({ min: 0, max: 4_000 }), async (steps, bulk) => {
      const disk = new MemoryDisk();
      let journal = openJournal(disk);
      const model = new Map([ANA, BIA].map((client) => [client, new Map<number, JournalRow>()]));
      const seqs = new Map([ANA, BIA].map((client) => [client, 0]));
      for (const step of steps) {
        if (step.kind === 'restart') journal = openJournal(disk);
        else if (step.kind === 'acknowledge') {
          journal.acknowledge(step.client, step.picks);
          for (const seq of step.picks) model.get(step.client)?.delete(seq);
        } else {
          const seq = (seqs.get(step.client) ?? 0) + 1;
          seqs.set(step.client, seq);
          const row = aRow(seq, { args: step.args, bulk: 'x'.repeat(bulk) });
          await journal.append(step.client, [row]);
          model.get(step.client)?.set(seq, row);
        }
        for (const opened of [journal, openJournal(disk)]) {
          const held = new Map(opened.read().map(({ clientId, rows }) => [clientId, rows]));
          for (const [client, rows] of model) expect(held.get(client) ?? []).toEqual([...rows.values()]);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('acknowledged rows leave the file, which keeps the highest seq all the same', async () => {
  const disk = new MemoryDisk();
  const journal = openJournal(disk);
  for (let seq = 1; seq <= 100; seq++) await journal.append(ANA, [aRow(seq, { body: 'x'.repeat(5_000) })]);
  journal.acknowledge(
    ANA,
    Array.from({ length: 99 }, (_, index) => index + 1),
  );
  expect(disk.bytes?.length).toBeLessThan(6_000);
  journal.acknowledge(ANA, [100]);
  expect(openJournal(disk).read()).toEqual([{ clientId: ANA, lastSeq: 100, rows: [] }]);
});

function rowOf(seq: number, journal: Journal): JournalRow | undefined {
  return journal.read()[0]?.rows.find((row) => row.seq === seq);
}

test('a row that gives way to another under its seq stays the other, through compaction and restarts', async () => {
  const disk = new MemoryDisk();
  const journal = openJournal(disk);
  const withdrawn = { ...aRow(2, {}), name: 'sync.withdraw', withdrawn: { name: 'ticket.note', args: { body: 'x' } } };
  for (const seq of [1, 2, 3]) await journal.append(ANA, [aRow(seq, { body: 'x'.repeat(5_000) })]);
  journal.acknowledge(ANA, [2]);
  await journal.append(ANA, [withdrawn]);
  expect(rowOf(2, journal)).toEqual(withdrawn);
  expect(rowOf(2, openJournal(disk))).toEqual(withdrawn);
  // Until it is written anew: the row it was is among what goes.
  const later = openJournal(disk);
  const before = disk.bytes?.length ?? 0;
  for (let seq = 4; seq <= 30; seq++) {
    await later.append(ANA, [aRow(seq, { body: 'x'.repeat(5_000) })]);
    later.acknowledge(ANA, [seq]);
  }
  expect(disk.bytes?.length).toBeLessThan(before + 100_000);
  for (const opened of [later, openJournal(disk)]) {
    expect(rowOf(2, opened)).toEqual(withdrawn);
    expect(opened.read()[0]?.rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  }
});

test('an append that the disk takes only in part costs that append and nothing that follows', async () => {
  const disk = new MemoryDisk();
  const journal = openJournal(disk);
  await journal.append(ANA, [aRow(1)]);
  disk.roomBytes = 20;
  await expect(journal.append(ANA, [aRow(2)])).rejects.toThrow('ENOSPC');
  expect(openJournal(disk).read()[0]?.rows).toEqual([aRow(1)]);
  disk.roomBytes = Number.POSITIVE_INFINITY;
  await journal.append(ANA, [aRow(2), aRow(3)]);
  expect(openJournal(disk).read()[0]?.rows).toEqual([aRow(1), aRow(2), aRow(3)]);
});

test('a journal takes no more than its bound, and room comes back with what is acknowledged', async () => {
  const journal = openJournal(new MemoryDisk(), 1_000);
  await journal.append(ANA, [aRow(1, 'x'.repeat(700))]);
  await expect(journal.append(ANA, [aRow(2, 'x'.repeat(700))])).rejects.toThrow('full');
  expect(journal.read()[0]?.rows.map(({ seq }) => seq)).toEqual([1]);
  journal.acknowledge(ANA, [1]);
  await journal.append(ANA, [aRow(2, 'x'.repeat(700))]);
});

test('appends close together go to the disk in one fsync, and each waits for it', async () => {
  let flushes = 0;
  let isFlushed = false;
  const disk = new MemoryDisk();
  const waiting: { delayMs: number; callback: () => void }[] = [];
  disk.flush = async () => void (flushes += 1);
  const journal = new Journal({ disk, after: (delayMs, callback) => void waiting.push({ delayMs, callback }) });
  const appends = [journal.append(ANA, [aRow(1)]), journal.append(ANA, [aRow(2)])];
  const all = async (): Promise<void> => {
    await Promise.all(appends);
    isFlushed = true;
  };
  const flushed = all();
  expect(waiting.map(({ delayMs }) => delayMs)).toEqual([50]);
  // The system has it at once: it outlives a kill.
  expect(openJournal(disk).read()[0]?.rows).toHaveLength(2);
  expect(isFlushed).toBe(false);
  waiting[0]?.callback();
  await flushed;
  expect(flushes).toBe(1);
});

describe('on a real disk', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'patamar-journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const fileIn = (end: string): string =>
    path.join(folder, 'journal', readdirSync(path.join(folder, 'journal')).find((name) => name.endsWith(end)) ?? '');
  const journals = (): Journals => new Journals(path.join(folder, 'journal'));

  test('rows and generation are there in the next run, for their owner alone, apart for each database', async () => {
    const first = journals();
    await first.of(DATABASE).append(ANA, [aRow(1), aRow(2)]);
    first.of(DATABASE).acknowledge(ANA, [1]);
    expect(first.generation(DATABASE)).toBeNull();
    expect(first.generation(DATABASE, BIA)).toBe(BIA);
    const next = journals();
    expect(next.of(DATABASE).read()).toEqual([{ clientId: ANA, lastSeq: 2, rows: [aRow(2)] }]);
    expect(next.generation(DATABASE)).toBe(BIA);
    expect(next.of(DATABASE.toUpperCase()).read()).toEqual([]);
    expect(statSync(fileIn('.log')).mode & 0o777).toBe(0o600);
  });

  test('a torn file is mended by the next append, and a rewritten one goes on being written', async () => {
    await journals()
      .of(DATABASE)
      .append(ANA, [aRow(1), aRow(2)]);
    truncateSync(fileIn('.log'), statSync(fileIn('.log')).size - 3);
    const torn = journals().of(DATABASE);
    expect(torn.read()[0]?.rows).toEqual([aRow(1)]);
    await torn.append(ANA, [aRow(3)]);
    await torn.append(ANA, [aRow(4)]);
    expect(journals().of(DATABASE).read()[0]?.rows).toEqual([aRow(1), aRow(3), aRow(4)]);
  });

  test('forgetting removes both files, and the same database begins anew', async () => {
    const kept = journals();
    await kept.of(DATABASE).append(ANA, [aRow(1)]);
    kept.generation(DATABASE, BIA);
    kept.forget(DATABASE);
    expect(readdirSync(path.join(folder, 'journal'))).toEqual([]);
    await kept.of(DATABASE).append(BIA, [aRow(1)]);
    expect(journals().of(DATABASE).read()).toEqual([{ clientId: BIA, lastSeq: 1, rows: [aRow(1)] }]);
  });

  test('a generation that cannot be read is as none', () => {
    journals().generation(DATABASE, BIA);
    writeFileSync(fileIn('.generation'), '{"gen');
    expect(journals().generation(DATABASE)).toBeNull();
  });

  test('a database set aside is out of the way and kept, the last two of them', () => {
    for (const nowMs of [9, 10, 11]) {
      writeFileSync(path.join(folder, 'IndexedDB'), String(nowMs));
      expect(setIndexedDbAside(folder, nowMs)).toBe(true);
    }
    expect(setIndexedDbAside(folder, 12)).toBe(false);
    expect(readdirSync(path.join(folder, 'set-aside'))).toEqual(['IndexedDB-10', 'IndexedDB-11']);
    expect(readFileSync(path.join(folder, 'set-aside/IndexedDB-11'), 'utf8')).toBe('11');
  });
});
