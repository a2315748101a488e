import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { people } from '../../../tests/support/workspace.ts';
import { ConsoleDb, type WorkspaceRecord } from './console-db.ts';
import { readWorkspace } from './read-workspace.ts';

Object.assign(globalThis, { IDBKeyRange });

/** More than are read in one piece, and not a whole number of pieces. */
const CUSTOMERS = 1_203;

function aCustomer(index: number, name = 'as it was'): WorkspaceRecord {
  const id = `c-${String(index).padStart(5, '0')}`;
  return { kind: 'customer', id, row: { id, name, email: null, phone: null, company: null, city: null, plan: null } };
}

const userRow: WorkspaceRecord = { kind: 'user', id: people.supervisor.id, row: people.supervisor };

async function aDatabase(records: readonly WorkspaceRecord[]): Promise<ConsoleDb> {
  const db = new ConsoleDb('workspace', { indexedDB: new IDBFactory(), IDBKeyRange });
  await db.workspace.bulkPut(records);
  return db;
}

test('a workspace of thousands of rows is read whole', async () => {
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => aCustomer(index));
  const db = await aDatabase([...customers, userRow]);
  const workspace = await readWorkspace(db, people.supervisor);
  expect([...(workspace?.customers.keys() ?? [])]).toEqual(customers.map(({ id }) => id));
  expect(workspace?.me).toEqual(people.supervisor);
});

test('what is written together is read together: it is of one moment, whatever is written meanwhile', async () => {
  const db = await aDatabase(Array.from({ length: CUSTOMERS }, (_, index) => aCustomer(index)));
  const ends = [0, CUSTOMERS - 1] as const;
  const writeOn = async (): Promise<void> => {
    for (let version = 1; version <= 20; version += 1) {
      await db.workspace.bulkPut(ends.map((end) => aCustomer(end, `version ${version}`)));
    }
  };
  const writing = writeOn();
  for (let read = 0; read < 6; read += 1) {
    const workspace = await readWorkspace(db, people.supervisor);
    const [first, last] = ends.map((end) => workspace?.customers.get(aCustomer(end).id)?.name);
    expect(first).toBe(last);
  }
  await writing;
});

test('there is no workspace before the first sync has brought one', async () => {
  expect(await readWorkspace(await aDatabase([]), people.supervisor)).toBeNull();
});
