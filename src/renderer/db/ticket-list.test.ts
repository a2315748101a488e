import { expect, test } from 'vitest';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import { TicketList } from './ticket-list.ts';

const record = (id: string, order: number, subject = ''): TicketRecord => ({
  id,
  row: { id, subject } as Ticket,
  queue: 'q',
  lane: 0,
  order,
});

/** A list over rows that a test changes, whose reads answer when the test says. */
function aList(foreseen: ReadonlyMap<string, TicketRecord> = new Map()): {
  list: TicketList;
  stored: { rows: TicketRecord[]; revision: number };
  shown: () => string[];
} {
  const stored = { rows: [record('a', 1), record('b', 2)], revision: 1 };
  const list = new TicketList(
    {
      has: ({ queue }) => queue === 'q',
      first: async (limit) => ({ rows: stored.rows.slice(0, limit), revision: stored.revision }),
      count: async () => stored.rows.length,
    },
    foreseen,
  );
  return { list, stored, shown: () => list.get().tickets.map(({ id, subject }) => `${id}${subject}`) };
}

/** Resolves when everything that the list was told so far has been taken in. */
function settled(list: TicketList): Promise<void> {
  return new Promise((resolve) => {
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      if (turns < 20) queueMicrotask(turn);
      else resolve();
    };
    list.subscribe(() => undefined);
    turn();
  });
}

test('of two changes heard in the wrong order the later one stays', async () => {
  const { list, shown } = aList();
  await settled(list);
  list.take({ revision: 3, records: new Map([['a', record('a', 1, ' new')]]) });
  list.take({ revision: 2, records: new Map([['a', record('a', 1, ' old')]]) });
  await settled(list);
  expect(shown()).toEqual(['a new', 'b']);
});

test('a change that was read already is not taken in again over what came after it', async () => {
  const { list, stored, shown } = aList();
  await settled(list);
  stored.rows = [record('b', 2)];
  stored.revision = 5;
  list.take(null);
  await expect.poll(shown).toEqual(['b']);
  list.take({ revision: 4, records: new Map([['a', record('a', 1)]]) });
  await settled(list);
  expect(shown()).toEqual(['b']);
});

test('what is foreseen is shown at once, over reads and older changes, until it is settled', async () => {
  const foreseen = new Map<string, TicketRecord>();
  const { list, stored, shown } = aList(foreseen);
  await settled(list);
  const claimed = record('b', 0, ' claimed');
  foreseen.set('b', claimed);
  list.show([claimed]);
  expect(shown()).toEqual(['b claimed', 'a']);
  list.take(null);
  list.take({ revision: 2, records: new Map([['b', record('b', 2, ' other')]]) });
  await settled(list);
  expect(shown()).toEqual(['b claimed', 'a']);
  foreseen.delete('b');
  stored.revision = 3;
  list.take(null);
  await expect.poll(shown).toEqual(['a', 'b']);
});

test('what has left is gone at once, and what moves up from below follows when it has been read', async () => {
  const many = Array.from({ length: 201 }, (_, at) => record(`t${String(at).padStart(3, '0')}`, at));
  const { list, stored } = aList();
  stored.rows = many;
  stored.revision = 2;
  list.take(null);
  await settled(list);
  await expect.poll(() => list.get().tickets.length).toBe(200);
  stored.rows = many.slice(1);
  stored.revision = 3;
  list.take({ revision: 3, records: new Map([['t000', null]]) });
  await settled(list);
  expect(list.get().tickets.length).toBe(199);
  await expect.poll(() => list.get().tickets.at(-1)?.id).toBe('t200');
  expect(list.get().total).toBe(200);
});

test('a ticket that comes in or leaves is counted at once', async () => {
  const { list } = aList();
  await settled(list);
  expect(list.get().total).toBe(2);
  list.take({ revision: 2, records: new Map([['c', record('c', 3)]]) });
  await settled(list);
  expect(list.get().total).toBe(3);
  list.take({ revision: 3, records: new Map<string, TicketRecord | null>([['a', null]]) });
  await settled(list);
  expect(list.get().total).toBe(2);
});

test('a screenful is read and shown first, and the rest of the beginning after it', async () => {
  const rows = Array.from({ length: 500 }, (_, at) => record(`t${String(at).padStart(3, '0')}`, at));
  const asked: number[] = [];
  const held = Promise.withResolvers<void>();
  const list = new TicketList(
    {
      has: () => true,
      async first(limit) {
        asked.push(limit);
        if (asked.length > 1) await held.promise;
        return { rows: rows.slice(0, limit), revision: 1 };
      },
      count: async () => rows.length,
    },
    new Map(),
  );
  list.subscribe(() => undefined);
  await expect.poll(() => list.get().isReady).toBe(true);
  expect(list.get().tickets.length).toBe(asked[0]);
  expect(asked[0]).toBeLessThan(100);
  held.resolve();
  await expect.poll(() => list.get()).toMatchObject({ total: 500, tickets: { length: 200 } });
});
