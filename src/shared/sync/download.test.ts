import { expect, test } from 'vitest';
import { err, ok } from '../lib/result.ts';
import { type Download, downloadContent, type PartialContent } from './download.ts';

const PART_BYTES = 256 * 1024;
const content = Uint8Array.from({ length: 2 * PART_BYTES + 9 }, (_, index) => index % 253);
/** Any digest does that a changed byte changes. */
const hashOf = (bytes: Uint8Array): string =>
  String(bytes.reduce((sum, byte, index) => (sum * 31 + byte + index) % 2_147_483_647, 7));
const empty = (): PartialContent => ({ pieces: [], bytes: 0 });

function aDownload(overrides: Partial<Download> = {}): Download {
  return {
    id: 'a',
    sizeBytes: content.length,
    sha256: hashOf(content),
    partial: empty(),
    fetchPart: (_id, from, to) => Promise.resolve(ok(content.slice(from, to))),
    digest: (bytes) => Promise.resolve(hashOf(bytes)),
    isCancelled: () => false,
    onProgress: () => undefined,
    ...overrides,
  };
}

test('a content comes in pieces and whole', async () => {
  const seen: number[] = [];
  const done = await downloadContent(aDownload({ onProgress: (bytes) => seen.push(bytes) }));
  expect(done.ok && Buffer.compare(done.value, content)).toBe(0);
  expect(seen).toEqual([PART_BYTES, 2 * PART_BYTES, content.length]);
});

test('cut off, it goes on from where it was', async () => {
  const partial = empty();
  const asked: number[] = [];
  let isCut = true;
  const fetchPart: Download['fetchPart'] = (_id, from, to) => {
    asked.push(from);
    if (from > 0 && isCut) return Promise.resolve(err({ kind: 'unreachable', detail: 'cut' }));
    return Promise.resolve(ok(content.slice(from, to)));
  };
  expect(await downloadContent(aDownload({ partial, fetchPart }))).toMatchObject({ error: { kind: 'unreachable' } });
  isCut = false;
  expect((await downloadContent(aDownload({ partial, fetchPart }))).ok).toBe(true);
  expect(asked).toEqual([0, PART_BYTES, PART_BYTES, 2 * PART_BYTES]);
});

test('cancelled, it stops before the next piece and keeps what has come', async () => {
  const partial = empty();
  const done = await downloadContent(aDownload({ partial, isCancelled: () => partial.bytes > 0 }));
  expect(done).toMatchObject({ error: { kind: 'cancelled' } });
  expect(partial.bytes).toBe(PART_BYTES);
});

test.each([
  [
    'a byte is another',
    (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, index) => (index === 5 ? byte ^ 1 : byte)),
  ],
  ['a piece is short', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(1)],
])('when %s, all of it is thrown away', async (_what, damage) => {
  const partial = empty();
  const done = await downloadContent(
    aDownload({ partial, fetchPart: (_id, from, to) => Promise.resolve(ok(damage(content.slice(from, to)))) }),
  );
  expect(done).toEqual(err({ kind: 'damaged' }));
  expect(partial).toEqual(empty());
});
