import fc from 'fast-check';
import { expect, test } from 'vitest';
import { err, ok, type Result } from '../lib/result.ts';
import { MAX_PIECE_BYTES, MIN_PIECE_BYTES, type UploadStatus } from '../protocol/attachments.ts';
import type { TransportError } from './transport.ts';
import { PieceSize, uploadAll, type UnsentFile, type UploadProgress, type UnsentFiles } from './uploads.ts';

const LOST: TransportError = { kind: 'unreachable', detail: 'the network dropped it' };
const FAILED: TransportError = { kind: 'refused', status: 503, code: 'unavailable', detail: 'try again' };
const MOST_ROUNDS = 500;

const refused = (status: number, code: string): Result<never, TransportError> =>
  err({ kind: 'refused', status, code, detail: code });

/** What becomes of one exchange. `doubled`: it arrives twice; `killed`: the console ends before it hears the answer. */
type Fault = 'none' | 'request_lost' | 'answer_lost' | 'doubled' | 'failed' | 'damaged' | 'killed';

/** The backend's rule, as tests/server has it over HTTP: appended at its end alone, checked when whole. */
class SimulatedContents {
  readonly contents = new Map<string, { readonly expected: Uint8Array; received: Uint8Array; isStored: boolean }>();
  /** What was taken in, byte for byte: more than a content has means that a piece was taken twice. */
  takenBytes = 0;

  attach(id: string, expected: Uint8Array): void {
    this.contents.set(id, { expected, received: new Uint8Array(), isStored: false });
  }

  status(id: string): Result<UploadStatus, TransportError> {
    const content = this.contents.get(id);
    if (content === undefined) return refused(404, 'not_found');
    const { expected, received, isStored } = content;
    return ok({ receivedBytes: received.length, sizeBytes: expected.length, storedAtMs: isStored ? 1 : null });
  }

  append(id: string, offset: number, bytes: Uint8Array): Result<UploadStatus, TransportError> {
    const content = this.contents.get(id);
    if (content === undefined) return refused(404, 'not_found');
    if (content.isStored) return this.status(id);
    if (offset !== content.received.length) return refused(409, 'attachment.offset');
    const end = offset + bytes.length;
    const isTooSmall = bytes.length < MIN_PIECE_BYTES && end < content.expected.length;
    if (isTooSmall || bytes.length > MAX_PIECE_BYTES) return refused(400, 'validation');
    content.received = Buffer.concat([content.received, bytes]);
    this.takenBytes += bytes.length;
    if (end < content.expected.length) return this.status(id);
    if (Buffer.compare(content.received, content.expected) !== 0) {
      content.received = new Uint8Array();
      return refused(422, 'attachment.hash');
    }
    content.isStored = true;
    return this.status(id);
  }
}

class MemoryFiles implements UnsentFiles {
  readonly contents = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly storedIds: string[] = [];
  readonly unknownIds: string[] = [];

  waiting(): Promise<readonly UnsentFile[]> {
    return Promise.resolve(
      [...this.contents].flatMap(([id, { length }]) =>
        this.storedIds.includes(id) ? [] : [{ id, sizeBytes: length }],
      ),
    );
  }

  read(id: string, fromByte: number, toByte: number): Promise<Uint8Array<ArrayBuffer> | null> {
    return Promise.resolve(this.contents.get(id)?.slice(fromByte, toByte) ?? null);
  }

  async stored(id: string): Promise<void> {
    this.storedIds.push(id);
  }

  async unknown(id: string): Promise<void> {
    this.unknownIds.push(id);
  }
}

const contentOf = (length: number, seed: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + seed) % 251);

class Killed extends Error {}

/** One console's sending, under faults taken in order; none when they are used up. */
function world(sizes: readonly number[], faults: readonly Fault[] = []) {
  const backend = new SimulatedContents();
  const files = new MemoryFiles();
  for (const [index, size] of sizes.entries()) {
    const content = contentOf(size, index);
    files.contents.set(`file ${index}`, content);
    backend.attach(`file ${index}`, content);
  }
  const left = [...faults];
  const progress: (UploadProgress | null)[] = [];
  const exchange = async (
    send: () => Result<UploadStatus, TransportError>,
    damaged: () => Result<UploadStatus, TransportError>,
  ): Promise<Result<UploadStatus, TransportError>> => {
    const fault = left.shift() ?? 'none';
    if (fault === 'request_lost') return err(LOST);
    if (fault === 'failed') return err(FAILED);
    if (fault === 'doubled') send();
    const answer = fault === 'damaged' ? damaged() : send();
    if (fault === 'killed') throw new Killed();
    return fault === 'answer_lost' ? err(LOST) : answer;
  };
  const run = (): Promise<TransportError | null> =>
    uploadAll({
      files,
      transport: {
        status: (id) =>
          exchange(
            () => backend.status(id),
            () => backend.status(id),
          ),
        append: (id, offset, bytes) =>
          exchange(
            () => backend.append(id, offset, bytes),
            // One bit turns over on the way.
            () =>
              backend.append(
                id,
                offset,
                bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte)),
              ),
          ),
      },
      isStopped: () => false,
      onProgress: (each) => progress.push(each),
    });
  return { backend, files, progress, run, isFaulty: () => left.length > 0 };
}

/** Sends in round after round, as the loop does, until nothing is left to send. */
async function untilSent({ run, files }: ReturnType<typeof world>): Promise<number> {
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const failure = await run().catch((error: unknown) => {
      if (error instanceof Killed) return LOST;
      throw error;
    });
    if (failure === null && (await files.waiting()).length === 0) return round;
  }
  throw new Error(`not sent after ${MOST_ROUNDS} rounds`);
}

test('contents are sent one after the other in pieces, and none is sent again', async () => {
  const sizes = [1, MIN_PIECE_BYTES, 3 * MAX_PIECE_BYTES + 7];
  const there = world(sizes);
  expect(await there.run()).toBeNull();
  expect(there.files.storedIds).toEqual(['file 0', 'file 1', 'file 2']);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(there.backend.takenBytes).toBe(total);
  expect(there.progress.at(-1)).toBeNull();
  const last = there.progress.flatMap((each) => (each?.id === 'file 2' ? [each.sentBytes] : []));
  expect(last).toEqual(last.toSorted((a, b) => a - b));
  expect(await there.run()).toBeNull();
  expect(there.backend.takenBytes).toBe(total);
});

const anyFault = fc.constantFrom<Fault>(
  'none',
  'request_lost',
  'answer_lost',
  'doubled',
  'failed',
  'damaged',
  'killed',
);

test('whatever is lost, doubled, damaged or killed on the way, every content arrives as it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 6 * MIN_PIECE_BYTES }), { minLength: 1, maxLength: 3 }),
      fc.array(anyFault, { maxLength: 40 }),
      async (sizes, faults) => {
        const there = world(sizes, faults);
        await untilSent(there);
        for (const [id, { expected, received, isStored }] of there.backend.contents) {
          expect(isStored, id).toBe(true);
          expect(Buffer.compare(received, expected), id).toBe(0);
        }
        expect(new Set(there.files.storedIds).size).toBe(sizes.length);
        // But for what was damaged no byte is taken twice.
        const total = sizes.reduce((sum, size) => sum + size, 0);
        expect(faults.includes('damaged') || there.backend.takenBytes === total).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('cut off after each piece in turn it goes on there', async () => {
  const size = 5 * MAX_PIECE_BYTES;
  // Status, piece, cut; again and again.
  const faults = Array.from({ length: 60 }, (_, index): Fault => (index % 3 === 2 ? 'answer_lost' : 'none'));
  const there = world([size], faults);
  await untilSent(there);
  expect(there.backend.takenBytes).toBe(size);
});

test('a content whose hash stays wrong does not keep the others, and is tried again in the next round', async () => {
  const there = world([10, 20]);
  there.backend.attach('file 0', contentOf(10, 99));
  expect(await there.run()).toMatchObject({ code: 'attachment.hash' });
  expect(there.files.storedIds).toEqual(['file 1']);
  expect(await there.run()).toMatchObject({ code: 'attachment.hash' });
});

test.each<Fault>(['doubled', 'damaged'])(
  'when a piece is %s, the backend is asked where it is, and it goes on in the same round',
  async (fault) => {
    const there = world([5 * MIN_PIECE_BYTES], ['none', fault]);
    expect(await there.run()).toBeNull();
    expect(there.files.storedIds).toEqual(['file 0']);
  },
);

test('what the backend does not know is left alone, and what is not here is passed over', async () => {
  const there = world([10, 20, 30]);
  there.backend.contents.delete('file 0');
  there.files.read = (id, from, to) =>
    Promise.resolve(id === 'file 1' ? null : (there.files.contents.get(id)?.slice(from, to) ?? null));
  expect(await there.run()).toBeNull();
  expect(there.files.unknownIds).toEqual(['file 0']);
  expect(there.files.storedIds).toEqual(['file 2']);
});

test('two consoles that send the same content at once end with one of it', async () => {
  const there = world([8 * MIN_PIECE_BYTES]);
  await Promise.all([untilSent(there), untilSent(there)]);
  expect(there.backend.takenBytes).toBe(8 * MIN_PIECE_BYTES);
});

test('one that is stopped sends nothing more, and one without a line says so at once', async () => {
  const cut = world([10, 20], ['request_lost']);
  expect(await cut.run()).toEqual(LOST);
  expect(cut.files.storedIds).toEqual([]);
});

test('pieces grow while they go through, stay below one that did not, and are tried larger again in time', () => {
  const size = new PieceSize();
  const first = size.bytes;
  for (let count = 0; count < 10; count += 1) size.wentThrough();
  expect(size.bytes).toBe(MAX_PIECE_BYTES);
  size.failed();
  expect(size.bytes).toBe(MIN_PIECE_BYTES);
  expect(first).toBeLessThan(MAX_PIECE_BYTES);
  for (let count = 0; count < 10; count += 1) size.wentThrough();
  expect(size.bytes).toBe(MAX_PIECE_BYTES / 2);
  for (let count = 0; count < 10; count += 1) size.wentThrough();
  expect(size.bytes).toBe(MAX_PIECE_BYTES);
  for (let count = 0; count < 10; count += 1) size.failed();
  size.wentThrough();
  expect(size.bytes).toBe(MIN_PIECE_BYTES);
});
