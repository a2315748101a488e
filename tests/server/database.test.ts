import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/server/db/database.ts';
import { openPostgres } from '../../src/server/db/postgres.ts';
import { withRetry } from '../../src/server/db/retry.ts';
import { createPostgresDatabase, engines, openTestDatabase, silent } from './support/test-database.ts';

describe.each(engines)('on %s', (engine) => {
  let db: Database;

  beforeAll(async () => {
    db = await openTestDatabase(engine);
    await db.script('create table counter (id int primary key, n bigint not null); insert into counter values (1, 0);');
  });

  afterAll(() => db.close());

  const count = async (): Promise<unknown> => (await db.raw('select n from counter'))[0];

  test('values come out alike: int8 as a number, bytea as bytes, jsonb as what it says', async () => {
    const sql = `select 9007199254740991::int8 as big, $1::bytea as bytes, $2::jsonb as json, true as yes, null as nothing`;
    const [row] = await db.raw<{ bytes: Uint8Array }>(sql, [Buffer.from([0, 255]), JSON.stringify({ a: [1, 'ç'] })]);
    expect({ ...row, bytes: [...(row?.bytes ?? [])] }).toEqual({
      big: 9_007_199_254_740_991,
      bytes: [0, 255],
      json: { a: [1, 'ç'] },
      yes: true,
      nothing: null,
    });
  });

  test('a query that fails says why, and those after it work, in a transaction only once it is over', async () => {
    const sql = 'insert into counter values ($1, $2)';
    const taken = { code: '23505' };
    await db.raw(sql, [3, 1]);
    await expect(db.raw(sql, [3, 1])).rejects.toMatchObject(taken);
    await expect(db.raw('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' });
    const failing = db.transaction(async (tx) => {
      await expect(tx.raw(sql, [3, 1])).rejects.toMatchObject(taken);
      await tx.raw('select n from counter');
    });
    await expect(failing).rejects.toMatchObject({ code: '25P02' });
    await db.raw('delete from counter where id = 3');
    await db.raw(sql, [3, 2]);
    expect(await db.raw('select n from counter where id = 3')).toEqual([{ n: 2 }]);
    await db.raw('delete from counter where id = 3');
  });

  test('a query that was asked before answers the columns that its table has now', async () => {
    const sql = 'select * from note order by id';
    await db.script(`create table note (id int primary key); insert into note values (1)`);
    expect([await db.raw(sql), await db.raw(sql)]).toEqual([[{ id: 1 }], [{ id: 1 }]]);
    await db.script(`alter table note add column text text default 'new'`);
    expect(await db.raw(sql)).toEqual([{ id: 1, text: 'new' }]);
    await db.script('drop table note; create table note (id text primary key)');
    await db.raw('insert into note values ($1)', ['two']);
    expect(await db.raw(sql)).toEqual([{ id: 'two' }]);
  });

  test('any number of different queries can be asked, and those of the beginning again', async () => {
    for (let number = 0; number < 700; number += 1) {
      expect(await db.raw(`select $1::int + ${number} as sum`, [1])).toEqual([{ sum: number + 1 }]);
    }
    expect(await db.raw('select $1::int + 0 as sum', [5])).toEqual([{ sum: 5 }]);
    const remembered = await db.raw<{ count: number }>('select count(*) as count from pg_prepared_statements');
    expect(remembered[0]?.count).toBeLessThanOrEqual(300);
  });

  test('a transaction that throws leaves nothing, and the next one works', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.raw('update counter set n = n + 100');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await count()).toEqual({ n: 0 });
  });

  test('a query outside does not slip into a transaction that is open', async () => {
    const held = Promise.withResolvers<undefined>();
    const opened = Promise.withResolvers<undefined>();
    const failing = db.transaction(async (tx) => {
      await tx.raw('select 1');
      opened.resolve(undefined);
      await held.promise;
      throw new Error('on purpose');
    });
    await opened.promise;
    const outside = db.raw('insert into counter values (2, 7)');
    // On PGlite it waits for its turn; on PostgreSQL it is done already. In neither is it part of the transaction.
    held.resolve(undefined);
    await expect(failing).rejects.toThrow('on purpose');
    await outside;
    expect(await db.raw('select n from counter where id = 2')).toEqual([{ n: 7 }]);
    await db.raw('delete from counter where id = 2');
  });

  const addOne = (): Promise<void> =>
    withRetry(
      () =>
        db.transaction(
          async (tx) => {
            const [row] = await tx.raw<{ n: number }>('select n from counter where id = 1');
            await tx.raw('update counter set n = $1 where id = 1', [(row?.n ?? 0) + 1]);
          },
          { isolation: 'repeatable read' },
        ),
      40,
    );

  test('readers that add one at once lose nothing when they retry', async () => {
    await Promise.all(Array.from({ length: 12 }, addOne));
    expect(await count()).toEqual({ n: 12 });
  });

  test('a notice reaches every listener of its channel until it stops', async () => {
    const heard: string[] = [];
    const stop = await db.listen(
      'poke',
      (payload) => heard.push(payload),
      () => undefined,
    );
    const stopOther = await db.listen(
      'other',
      (payload) => heard.push(`other ${payload}`),
      () => undefined,
    );
    await db.notify('poke', 'one');
    await expect.poll(() => heard).toEqual(['one']);
    await stop();
    await db.notify('poke', 'two');
    await db.notify('other', 'three');
    await expect.poll(() => heard).toEqual(['one', 'other three']);
    await stopOther();
  });
});

describe.runIf(engines.includes('postgres'))('only PostgreSQL', () => {
  let db: Database;
  let url: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ url, drop } = await createPostgresDatabase());
    db = await openPostgres(url, silent);
  });

  afterAll(async () => {
    await db.close();
    await drop();
  });

  test('a transaction has the isolation that was asked for, and connections have their limits', async () => {
    const sql = `select current_setting('transaction_isolation') as isolation, current_setting('statement_timeout') as statement,
      current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle`;
    const rows = await db.transaction((tx) => tx.raw(sql), { isolation: 'repeatable read' });
    expect(rows).toEqual([{ isolation: 'repeatable read', statement: '10s', lock: '3s', idle: '5s' }]);
  });

  test('a listener whose connection was cut hears again, and is told', async () => {
    const heard: string[] = [];
    let reconnects = 0;
    await db.listen(
      'poke',
      (payload) => heard.push(payload),
      () => {
        reconnects += 1;
      },
    );
    await db.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'patamar-listen' and datname = current_database()`,
    );
    await expect.poll(() => reconnects, { timeout: 10_000 }).toBe(1);
    await db.notify('poke', 'after');
    await expect.poll(() => heard).toEqual(['after']);
  });

  test('a database that does not exist is named, without the password', async () => {
    const wrong = new URL(url);
    wrong.pathname = '/nowhere';
    wrong.password = 'hunter2';
    const opening = openPostgres(wrong.href, silent);
    await expect(opening).rejects.toThrow('has no database "nowhere"');
    await expect(opening).rejects.not.toThrow('hunter2');
  });
});
