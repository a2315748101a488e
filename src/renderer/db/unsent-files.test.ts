import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import type { KeptFile } from '../../shared/ipc/contract.ts';
import { ConsoleDb } from './console-db.ts';
import { copyLimitBytes, makeCopyRoom } from './copy-room.ts';
import { draftPlaceOf, type FileRecord } from './file-record.ts';
import type { FilesPort } from './files-in-main.ts';
import { IndexedDbStorage } from './indexed-db-storage.ts';
import { secureFiles, settleFiles } from './level-files.ts';
import { DexieUnsentFiles, filesToSend } from './unsent-files.ts';

const TICKET = '00000000-0000-7000-8000-000000000001';
const OTHER_TICKET = '00000000-0000-7000-8000-000000000002';
const DRAFT = draftPlaceOf('note', TICKET);
const id = (n: number): string => `00000000-0000-7000-8000-0000000000a${n}`;

let db: ConsoleDb;
let main: Map<string, { file: KeptFile; content: Uint8Array }>;
let port: FilesPort;

function openDb(): ConsoleDb {
  return new ConsoleDb('files', { indexedDB: new IDBFactory(), IDBKeyRange });
}

beforeEach(() => {
  db = openDb();
  main = new Map();
  port = {
    keep: async (file, content) => void main.set(file.id, { file, content }),
    list: async () => [...main.values()].map(({ file }) => file),
    read: async (wanted) => {
      const kept = main.get(wanted);
      return kept === undefined ? null : new Uint8Array(kept.content);
    },
    drop: async (ids) => {
      for (const each of ids) main.delete(each);
    },
    forget: async () => main.clear(),
  };
});

function aFile(n: number, overrides: Partial<FileRecord> = {}): FileRecord {
  return {
    id: id(n),
    name: `${n}.txt`,
    mediaType: 'text/plain',
    sizeBytes: 10,
    sha256: 'ab'.repeat(32),
    ticketId: TICKET,
    place: 'unsent',
    draftPlace: DRAFT,
    usedAtMs: n,
    content: new Blob([`content ${n}`]),
    ...overrides,
  };
}

const argsWith = (...ids: readonly string[]): object => ({ attachments: ids.map((each) => ({ id: each })) });
const anAction = { name: 'ticket.note', performedAtMs: 1, outcome: null, isCovered: false } as const;
/** An action that names a file stands in *Needs attention*. */
async function refuseNaming(code: 'conflict.status' | 'conflict.already_sent', fileId: string): Promise<void> {
  const facts = { id: 'x', clientId: TICKET, seq: 9, refusedAtMs: 1, error: { code, message: '' } };
  await db.attention.add({ ...anAction, ...facts, args: argsWith(fileId) });
}
const placesOf = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await db.files.toArray()).map((file) => [file.name, file.place]));

test('a content is sent when the action that names it has been taken, and not before', async () => {
  await db.files.bulkPut([1, 2, 3, 4, 5].map((n) => aFile(n)));
  await db.files.bulkPut([aFile(6, { place: 'copy' }), aFile(7, { place: DRAFT }), aFile(8, { place: 'doubt' })]);
  await db.outbox.bulkAdd([
    { ...anAction, args: argsWith(id(1)) },
    { ...anAction, args: argsWith(id(2)), outcome: 'applied' },
    { ...anAction, args: null },
  ]);
  await db.recovered.add({ ...anAction, place: 0, clientId: TICKET, seq: 1, args: argsWith(id(3)) });
  await refuseNaming('conflict.status', id(4));
  expect((await filesToSend(db)).map((file) => file.id)).toEqual([id(2), id(5), id(8)]);
});

test('the file of an action that was withdrawn waits for its end, and is sent when the action had arrived all the same', async () => {
  await db.files.bulkPut([aFile(1), aFile(2)]);
  const withdrawn = { name: 'ticket.note', args: argsWith(id(1)) };
  await db.outbox.add({ ...anAction, name: 'sync.withdraw', args: {}, withdrawn });
  await refuseNaming('conflict.already_sent', id(2));
  expect((await filesToSend(db)).map((file) => file.id)).toEqual([id(2)]);
});

test('what the backend has stays as a copy while its ticket is in view, and goes with it', async () => {
  await db.tickets.add({ id: TICKET, row: {} as never, queue: '', holder: '', lane: 0, order: 0 });
  await db.files.bulkPut([aFile(1), aFile(2, { ticketId: OTHER_TICKET })]);
  const settled: string[] = [];
  const files = new DexieUnsentFiles(
    db,
    () => 77,
    (each) => settled.push(each),
  );
  for (const n of [1, 2, 3]) await files.stored(id(n));
  expect(settled).toEqual([id(1), id(2), id(3)]);
  expect(await placesOf()).toEqual({ '1.txt': 'copy' });
  expect((await db.files.get(id(1)))?.usedAtMs).toBe(77);
});

test('a content is read in parts, and one that is not here is null', async () => {
  await db.files.put(aFile(1));
  const files = new DexieUnsentFiles(
    db,
    () => 0,
    () => undefined,
  );
  expect(new TextDecoder().decode((await files.read(id(1), 2, 5)) ?? undefined)).toBe('nte');
  expect(await files.read(id(2), 0, 1)).toBeNull();
});

test('copies leave the machine with their ticket; what is not sent stays', async () => {
  const storage = new IndexedDbStorage(db, () => 0);
  await db.files.bulkPut([
    aFile(1, { place: 'copy' }),
    aFile(2),
    aFile(3, { place: 'copy', ticketId: OTHER_TICKET }),
    aFile(4, { place: DRAFT }),
    aFile(5, { place: 'doubt' }),
  ]);
  await storage.transact('sync', (tx) => tx.deleteTickets([TICKET]));
  expect(Object.keys(await placesOf())).toEqual(['2.txt', '3.txt', '4.txt', '5.txt']);
});

test('when the database is lost contents come back from main, and the backend tells drafts from what was sent', async () => {
  await db.files.bulkPut([aFile(1), aFile(2, { place: DRAFT }), aFile(3, { place: 'copy' })]);
  await secureFiles(db, port);
  expect([...main.keys()].toSorted()).toEqual([id(1), id(2)]);
  db = openDb();
  await settleFiles(db, port);
  expect(await placesOf()).toEqual({ '1.txt': 'doubt', '2.txt': 'doubt' });
  expect(await (await db.files.get(id(1)))?.content.text()).toBe('content 1');
  const files = new DexieUnsentFiles(
    db,
    () => 0,
    () => undefined,
  );
  await files.unknown(id(2));
  await files.unknown(id(2));
  await files.unknown(id(9));
  expect(await placesOf()).toEqual({ '1.txt': 'doubt', '2.txt': DRAFT });
  // Its message was withdrawn.
  await db.files.bulkPut([aFile(4), aFile(5, { place: 'copy' })]);
  for (const n of [4, 5]) await files.unknown(id(n));
  expect(await placesOf()).toMatchObject({ '4.txt': DRAFT, '5.txt': 'copy' });
});

test('what main cannot give back whole is let go of there', async () => {
  await secureFiles(db, port);
  main.set(id(1), { file: { ...aFile(1) }, content: new Uint8Array() });
  port.read = async () => null;
  await settleFiles(db, port);
  expect(await db.files.count()).toBe(0);
  expect(main.size).toBe(0);
});

test('at the start main and the database are brought level, whichever a kill has left behind', async () => {
  await db.files.bulkPut([
    aFile(1),
    aFile(2, { place: 'copy' }),
    aFile(3, { place: DRAFT }),
    aFile(4, { place: DRAFT }),
    aFile(5, { place: DRAFT }),
  ]);
  main.set(id(2), { file: aFile(2), content: new Uint8Array(1) });
  await db.outbox.add({ ...anAction, args: argsWith(id(3)) });
  const row = { id: id(4), ticketId: TICKET } as never;
  await db.bundles.add({ ticketId: TICKET, parts: [{ kind: 'attachment', row }] });
  await secureFiles(db, port);
  await settleFiles(db, port);
  expect([...main.keys()].toSorted()).toEqual([id(1), id(3), id(4), id(5)]);
  expect(await placesOf()).toEqual({
    '1.txt': 'unsent',
    '2.txt': 'copy',
    '3.txt': 'unsent',
    '4.txt': 'unsent',
    '5.txt': DRAFT,
  });
});

const refuse = (): Promise<never> => Promise.reject(new Error('EIO'));

test('a main that cannot be reached keeps nobody from opening', async () => {
  const broken: FilesPort = { keep: refuse, list: refuse, read: refuse, drop: refuse, forget: refuse };
  await db.files.put(aFile(1));
  await secureFiles(db, broken);
  await settleFiles(db, broken);
  expect(await placesOf()).toEqual({ '1.txt': 'unsent' });
});

test('copies take 500 MB at most, and a quarter of what is left where the disk is short', () => {
  const MB = 1_000_000;
  expect(copyLimitBytes(Number.POSITIVE_INFINITY, 0)).toBe(500 * MB);
  expect(copyLimitBytes(60_000 * MB, 0)).toBe(500 * MB);
  expect(copyLimitBytes(300 * MB, 100 * MB)).toBe(100 * MB);
  expect(copyLimitBytes(-100 * MB, 0)).toBe(0);
});

test('the least recently used copies make room, and what is not sent never goes', async () => {
  const copy = { place: 'copy', sizeBytes: 100 } as const;
  await db.files.bulkPut([
    aFile(1, { ...copy, usedAtMs: 30 }),
    aFile(2, { ...copy, usedAtMs: 10 }),
    aFile(3, { ...copy, usedAtMs: 20 }),
    aFile(4, { sizeBytes: 1_000, usedAtMs: 1 }),
    aFile(5, { place: DRAFT, sizeBytes: 1_000, usedAtMs: 2 }),
  ]);
  // A quarter of 700 + 300 is 250: one of them and 120 more fit.
  await makeCopyRoom(db, 120, 700);
  expect(Object.keys(await placesOf())).toEqual(['1.txt', '4.txt', '5.txt']);
  await makeCopyRoom(db, 1_000_000, 700);
  expect(Object.keys(await placesOf())).toEqual(['4.txt', '5.txt']);
});

test('a database of the first version opens with what was in it', async () => {
  const factory = new IDBFactory();
  const first = new Dexie('old', { indexedDB: factory, IDBKeyRange });
  first.version(1).stores({
    tickets: 'id, [queue+lane+order], [holder+lane+order], [lane+order]',
    bundles: 'ticketId',
    workspace: '[kind+id]',
    bases: 'key',
    outbox: '++seq',
    recovered: '[place+seq]',
    attention: 'id',
    meta: 'key',
    drafts: 'key',
  });
  await first.table('outbox').add({ ...anAction, args: null });
  await first.table('drafts').add({ key: 'note:x', text: 'half a note', savedAtMs: 1 });
  first.close();
  const again = new ConsoleDb('old', { indexedDB: factory, IDBKeyRange });
  expect(await again.drafts.toArray()).toHaveLength(1);
  expect(await again.outbox.toArray()).toMatchObject([{ seq: 1, name: 'ticket.note' }]);
  expect(await again.files.count()).toBe(0);
  again.close();
});
