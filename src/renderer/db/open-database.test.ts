import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeWhenAsked, openAhead, openDatabase } from './open-database.ts';

const NAME = 'patamar:127.0.0.1:4710:ana';

/** An IndexedDB whose openings fail as a test says, in front of a real one in memory. */
class TroubledFactory extends IDBFactory {
  trouble: (name: string) => string | null = () => null;
  readonly deleted: string[] = [];

  override open(name: string, version?: number): ReturnType<IDBFactory['open']> {
    const trouble = this.trouble(name);
    if (trouble !== null) throw new DOMException('Internal error opening backing store', trouble);
    return super.open(name, version);
  }

  override deleteDatabase(name: string): ReturnType<IDBFactory['deleteDatabase']> {
    this.deleted.push(name);
    return super.deleteDatabase(name);
  }
}

let factory: TroubledFactory;
let asides = 0;
async function setAside(): Promise<boolean> {
  asides += 1;
  factory.trouble = () => null;
  return true;
}
async function neverAside(): Promise<boolean> {
  throw new Error('nothing should be set aside');
}

beforeEach(() => {
  factory = new TroubledFactory();
  asides = 0;
  Dexie.dependencies.indexedDB = factory;
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Opens it, and closes it when the test is over. */
async function open(aside: () => Promise<boolean>): Promise<readonly string[]> {
  const db = await openDatabase(NAME, aside);
  ends.push(() => db.close());
  return db.drafts.toCollection().primaryKeys();
}

async function keepADraft(): Promise<void> {
  const db = await openDatabase(NAME, neverAside);
  await db.drafts.put({ key: 'note:1', text: 'rascunho', savedAtMs: 0 });
  db.close();
}

test('a file that is held for a moment costs nothing but that moment', async () => {
  await keepADraft();
  let failures = 0;
  factory.trouble = () => (failures++ < 2 ? 'NotReadableError' : null);
  expect(await open(neverAside)).toEqual(['note:1']);
  expect(factory.deleted).toEqual([]);
});

test('a database that alone is broken is made anew, and the others stay', async () => {
  await keepADraft();
  factory.trouble = (name) => (name === NAME && !factory.deleted.includes(NAME) ? 'UnknownError' : null);
  expect(await open(neverAside)).toEqual([]);
  expect(factory.deleted).toContain(NAME);
});

test('a store that cannot be opened at all is set aside whole, and nothing is deleted', async () => {
  factory.trouble = () => 'UnknownError';
  expect(await open(setAside)).toEqual([]);
  expect([asides, factory.deleted]).toEqual([1, []]);
});

test('a full disk is told, and costs nothing', async () => {
  await keepADraft();
  factory.trouble = () => 'QuotaExceededError';
  await expect(openDatabase(NAME, neverAside)).rejects.toThrow('opening backing store');
  expect(factory.deleted).toEqual([]);
  factory.trouble = () => null;
  expect(await open(neverAside)).toEqual(['note:1']);
});

test('an opening that is held up has the other windows close their connections', async () => {
  // Another window with an older version of the app, which does not let go by itself.
  const other = new Dexie(NAME);
  ends.push(() => other.close());
  other.version(0.5).stores({ drafts: 'key' });
  other.on('versionchange', () => false);
  await other.open();
  ends.push(closeWhenAsked(other));
  expect(await open(neverAside)).toEqual([]);
  expect(other.isOpen()).toBe(false);
});

test('what cannot be opened ahead of its turn is left alone until then', async () => {
  await keepADraft();
  factory.trouble = () => 'UnknownError';
  expect(await openAhead(NAME)).toBeNull();
  expect([asides, factory.deleted]).toEqual([0, []]);
  factory.trouble = () => null;
  expect(await open(neverAside)).toEqual(['note:1']);
});

test('a database opened ahead is the new one when another window has made it anew meanwhile', async () => {
  await keepADraft();
  const ahead = await openAhead(NAME);
  ends.push(() => ahead?.close());
  const other = await openDatabase(NAME, neverAside);
  ends.push(() => other.close());
  await other.delete();
  await other.open();
  await other.drafts.put({ key: 'note:2', text: 'outro', savedAtMs: 0 });
  expect(await ahead?.drafts.toCollection().primaryKeys()).toEqual(['note:2']);
});
