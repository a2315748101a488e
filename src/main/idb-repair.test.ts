import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeLength, repairIndexedDb } from './idb-repair.ts';

const BLOCK = 32_768;
const HEADER = 7;

/** Writes records as LevelDB does (log_writer.cc), and says where each one ends. */
function levelDbLog(payloads: readonly number[]): { log: Uint8Array; ends: number[] } {
  const bytes: number[] = [];
  const ends: number[] = [];
  for (const size of payloads) {
    let left = size;
    for (let isFirst = true; isFirst || left > 0; isFirst = false) {
      const room = BLOCK - (bytes.length % BLOCK);
      if (room < HEADER) for (let i = 0; i < room; i++) bytes.push(0);
      const part = Math.min(left, BLOCK - (bytes.length % BLOCK) - HEADER);
      left -= part;
      const type = isFirst && left === 0 ? 1 : isFirst ? 2 : left === 0 ? 4 : 3;
      bytes.push(9, 9, 9, 9, part & 0xff, part >> 8, type);
      for (let i = 0; i < part; i++) bytes.push(0xab);
    }
    ends.push(bytes.length);
  }
  return { log: Uint8Array.from(bytes), ends };
}

// Small ones, ones about a block's end, and ones over several blocks.
const anyPayload = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: BLOCK - 40, max: BLOCK + 40 }),
  fc.integer({ min: 0, max: 3 * BLOCK }),
);
const anyPayloads = fc.array(anyPayload, { maxLength: 6 });

test('a log whose records are all there is left whole', () => {
  fc.assert(
    fc.property(anyPayloads, (payloads) => {
      const { log } = levelDbLog(payloads);
      expect(completeLength(log)).toBe(log.length);
    }),
    { examples: [[[]], [[BLOCK - HEADER]], [[BLOCK - HEADER - 3, 5]]] },
  );
});

test('a log cut anywhere keeps every record that was complete before the cut, and no part of another', () => {
  fc.assert(
    fc.property(anyPayloads, fc.nat(), (payloads, at) => {
      const { log, ends } = levelDbLog(payloads);
      const cut = log.subarray(0, at % (log.length + 1));
      const kept = completeLength(cut) ?? -1;
      const lastEnd = ends.findLast((end) => end <= cut.length) ?? 0;
      expect(kept).toBeGreaterThanOrEqual(lastEnd);
      // Beyond the last record only the zeros that fill a block may stay.
      expect(cut.subarray(lastEnd, kept).every((byte) => byte === 0)).toBe(true);
      expect(kept - lastEnd).toBeLessThan(HEADER);
    }),
    // A long record of which just the first block is there.
    { examples: [[[40_000], BLOCK]] },
  );
});

test('repairing twice changes nothing the second time', () => {
  fc.assert(
    fc.property(anyPayloads, fc.nat(), (payloads, at) => {
      const { log } = levelDbLog(payloads);
      const once = log.subarray(0, completeLength(log.subarray(0, at % (log.length + 1))) ?? 0);
      expect(completeLength(once)).toBe(once.length);
    }),
  );
});

test('what is not a LevelDB log is not judged', () => {
  expect(completeLength(new Uint8Array(64))).toBeNull();
  expect(completeLength(new TextEncoder().encode('a text file and nothing else'))).toBeNull();
});

test('only torn logs in a profile are shortened, and the repair says which', () => {
  const profile = mkdtempSync(path.join(tmpdir(), 'patamar-idb-'));
  try {
    const folder = path.join(profile, 'IndexedDB/app_patamar_0.indexeddb.leveldb');
    mkdirSync(folder, { recursive: true });
    const { log } = levelDbLog([10, 20]);
    const torn = Buffer.concat([log, log.subarray(0, HEADER)]);
    const contents = { '000003.log': torn, 'MANIFEST-000001': log, '000005.ldb': torn, LOG: torn };
    for (const [name, content] of Object.entries(contents)) writeFileSync(path.join(folder, name), content);

    const file = path.join(folder, '000003.log');
    expect(repairIndexedDb(profile)).toEqual([{ file, fromBytes: torn.length, toBytes: log.length }]);
    expect(new Uint8Array(readFileSync(file))).toEqual(log);
    for (const name of ['MANIFEST-000001', '000005.ldb', 'LOG'] as const) {
      expect(readFileSync(path.join(folder, name)).equals(contents[name])).toBe(true);
    }
    expect(repairIndexedDb(profile)).toEqual([]);
  } finally {
    rmSync(profile, { recursive: true });
  }
});

test('a profile that has no database yet needs no repair', () => {
  expect(repairIndexedDb(path.join(tmpdir(), 'patamar-no-such-profile'))).toEqual([]);
});
