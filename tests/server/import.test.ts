import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../src/server/db/database.ts';
import type { ImportError } from '../../src/server/import/import-error.ts';
import { importXes, type ImportRequest } from '../../src/server/import/import-xes.ts';
import type { ImportCounts, ImportReport } from '../../src/server/import/report.ts';
import { IMPORT_QUEUES } from '../../src/server/import/workspace.ts';
import type { XesTrace } from '../../src/server/import/xes-event.ts';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import type { FollowUpRule } from '../../src/shared/domain/follow-up-rule.ts';
import { lineOf, logCounts } from '../support/log-counts.ts';
import { people, seedWorkspace } from '../support/workspace.ts';
import { anXesTrace, anyXesEvents, inPieces, xesLogXml } from '../support/xes-builder.ts';
import { engines, openTestDatabase } from './support/test-database.ts';

async function run(
  db: Database,
  log: Uint8Array | string,
  options: Partial<ImportRequest> = {},
): ReturnType<typeof importXes> {
  return importXes(db, {
    source: inPieces(log, 64_000),
    bytes: log.length,
    isStrict: false,
    nowMs: Date.now,
    minFreeBytes: 0,
    onProgress: () => undefined,
    onCommit: () => undefined,
    ...options,
  });
}

async function report(db: Database, log: Uint8Array | string, options?: Partial<ImportRequest>): Promise<ImportReport> {
  const done = await run(db, log, options);
  if (!done.ok) throw done.error;
  return done.value;
}

async function refusal(db: Database, log: Uint8Array | string, options?: Partial<ImportRequest>): Promise<ImportError> {
  const done = await run(db, log, options);
  if (done.ok) throw new Error('The import was not refused');
  return done.error;
}

async function rowCounts(db: Database): Promise<Record<string, number>> {
  const [counts] = await db.raw<Record<string, number>>(
    `select (select count(*)::int from ticket) as tickets, (select count(*)::int from ticket_part) as parts,
       (select count(*)::int from workspace_row) as workspace, (select count(*)::int from mutation_result) as mutations`,
  );
  return counts ?? {};
}

/** What must be reported, straight from the traces. */
function countsOf(traces: readonly XesTrace[]): ImportCounts {
  return logCounts(traces.map(({ events }) => events.map((event) => ({ ...event, tier: lineOf(event.group) }))));
}

const START_MS = Date.UTC(2012, 2, 1);
/** The shortest wait for the word of the customer that there is. */
const aWindow: FollowUpRule = {
  id: randomUUID(),
  name: 'At once',
  on: 'resolved',
  calendarId: null,
  remindAfterMs: null,
  reminders: 0,
  text: { pt: '', en: '' },
  language: 'pt',
  endAfterMs: 1,
  code: 'solved',
  summary: '',
  isActive: true,
};

/** Enough work for several transactions. */
const many = Array.from({ length: 150 }, (_, index) =>
  anXesTrace(
    `many-${index}`,
    'Queued/Awaiting Assignment',
    'Accepted/In Progress',
    'Accepted/Wait - User',
    'Accepted/In Progress V5 3rd',
    'Queued/Awaiting Assignment G97',
    'Accepted/In Progress',
    'Completed/Resolved',
    'Completed/Closed',
  ),
);

describe.each(engines)('import on %s', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase(engine);
  });
  afterAll(() => db.close());

  test('the counts of the database equal those of the traces, and a second import adds nothing', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyXesEvents, { minLength: 1, maxLength: 12 }), fc.boolean(), async (all, isPacked) => {
        round += 1;
        const traces = all.map((events, index) => ({ name: `${round}-${index}`, events }));
        const xml = xesLogXml(...traces);
        const log = isPacked ? gzipSync(xml) : xml;
        const expected = countsOf(traces);

        const first = await report(db, log);
        expect(first).toMatchObject({
          ...expected,
          alreadyThere: 0,
          imported: { tickets: expected.tickets, events: expected.events },
        });
        const before = await rowCounts(db);
        const second = await report(db, log);
        expect(second).toMatchObject({
          ...expected,
          alreadyThere: expected.tickets,
          imported: { tickets: 0, events: 0 },
        });
        expect(await rowCounts(db)).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });

  test('a fault in the last incident of a file leaves nothing of the file behind', async () => {
    const before = await rowCounts(db);
    const good = xesLogXml(...many.map((trace) => ({ ...trace, name: `bad-${trace.name}` })));
    const faults: readonly (readonly [string, Uint8Array | string])[] = [
      ['unknown_value', good.replace(/Closed(?![\s\S]*Closed)/, 'Melted')],
      ['truncated', good.slice(0, -30)],
      ['truncated', gzipSync(good).subarray(0, -20)],
      ['duplicate_trace', xesLogXml(...many, anXesTrace('many-0', 'Accepted/In Progress'))],
    ];
    for (const [code, log] of faults) expect((await refusal(db, log)).code).toBe(code);
    expect(await rowCounts(db)).toEqual(before);
  });

  test('an import that is cut off in the middle holds whole tickets only, and goes on when it is run again', async () => {
    const log = xesLogXml(...many);
    let commits = 0;
    const onCommit = (): void => {
      commits += 1;
      if (commits === 3) throw new Error('the power went out');
    };
    const error = await refusal(db, log, { onCommit });
    expect(error.code).toBe('failed');
    expect(error.message).toMatch(
      /the power went out.* of 150 incidents are in, each whole; run the same import again/,
    );
    const halves = await db.raw(
      `select ticket_id from ticket_part p join ticket t on t.id = p.ticket_id
       where t.external_ref like 'xes:many-%' and p.row->'source'->>'system' = 'xes' group by ticket_id having count(*) <> 8`,
    );
    expect(halves).toEqual([]);

    const again = await report(db, log);
    expect(again).toMatchObject(countsOf(many));
    expect(again.alreadyThere).toBeGreaterThan(0);
    expect(again.imported.tickets + again.alreadyThere).toBe(150);
    expect(again.imported.tickets).toBeGreaterThan(0);
  });

  test('two imports of the same file at once make each ticket once', async () => {
    const traces = many.map((trace) => ({ ...trace, name: `twice-${trace.name}` }));
    const [one, other] = await Promise.all([report(db, xesLogXml(...traces)), report(db, xesLogXml(...traces))]);
    expect(one.imported.tickets + other.imported.tickets).toBe(150);
    expect(await report(db, xesLogXml(...traces))).toMatchObject({ ...countsOf(traces), alreadyThere: 150 });
  });

  test('events that a known incident has gained are not taken in, and the report says how many', async () => {
    await report(db, xesLogXml(anXesTrace('grown', 'Accepted/In Progress')));
    const later = await report(db, xesLogXml(anXesTrace('grown', 'Accepted/In Progress', 'Completed/Resolved')));
    expect(later).toMatchObject({ alreadyThere: 1, events: 1, read: { events: 2 }, leftOut: { events: 1 } });
  });

  test('nothing of a log is refused by what the workspace asks of its agents: forms, limits, ways, retired queues and windows', async () => {
    const ruled = await openTestDatabase(engine);
    onTestFinished(() => ruled.close());
    await report(ruled, xesLogXml(anXesTrace('before-the-rules', 'Accepted/In Progress', 'Completed/Closed')));
    await seedWorkspace(ruled, START_MS);
    const [n1, n2, n3] = IMPORT_QUEUES;
    if (n1 === undefined || n2 === undefined || n3 === undefined) throw new Error('Three tiers have a queue each');
    const limit = { mostAttempts: 1, mostMs: 1 };
    const attempts = { categoryIds: [], priorities: [], calendarId: null, isPerStay: false };
    const rules = [
      ['queue.save', { ...n1, escalatesTo: [n3.id] }],
      ['queue.save', { ...n3, returnsTo: [n1.id] }],
      ['queue.save', { ...n2, isActive: false }],
      [
        'attemptPolicy.save',
        { ...attempts, id: randomUUID(), name: 'One', position: 0, isActive: true, tiers: { '1': limit, '2': limit } },
      ],
      ['followUpRule.save', aWindow],
    ] as const;
    const saves = rules.map(([name, row]) => ({ name, args: { row }, performedAtMs: START_MS }));
    const by = { clientId: randomUUID(), user: people.system };
    const { outcomes } = await applyAsSystem(ruled, by, saves, { nowMs: START_MS });
    expect(outcomes.flatMap(({ error }) => error ?? [])).toEqual([]);
    const traces = Array.from({ length: 3 }, (_, index) =>
      anXesTrace(
        `ruled-${index}`,
        'Queued/Awaiting Assignment',
        'Accepted/In Progress',
        'Queued/Awaiting Assignment N26 2nd',
        'Accepted/Wait - Vendor N26 2nd',
        'Accepted/In Progress V5 3rd',
        'Accepted/In Progress N26 2nd',
        'Completed/Resolved N26 2nd',
        'Accepted/Assigned G97',
        'Completed/Closed G97',
      ),
    );
    expect(await report(ruled, xesLogXml(...traces))).toMatchObject({ ...countsOf(traces), alreadyThere: 0 });
  });

  test('each ticket has the category of its product, a number of ours and a place in the queue of its tier', async () => {
    await report(db, xesLogXml(anXesTrace('placed', 'Accepted/In Progress V5 3rd')));
    const [row] = await db.raw<{ category: string; queue: string; number: number; holder: string; role: string }>(
      `select c.row->>'name' as category, q.row->>'name' as queue, t.number, u.row->>'name' as holder, u.row->>'role' as role
       from ticket t join workspace_row c on c.id = (t.row->>'categoryId')::uuid join workspace_row q on q.id = t.queue_id
         join workspace_row u on u.id = t.assignee_id where t.external_ref = 'xes:placed'`,
    );
    expect(row).toEqual({
      category: 'PROD424',
      queue: 'Importados N3',
      number: expect.any(Number),
      holder: 'Importação',
      role: 'system',
    });
  });

  test('a disk that is nearly full stops the import with what to do', async () => {
    const full: Database = { ...db, freeBytes: () => Promise.resolve(1_000) };
    const log = xesLogXml(anXesTrace('no-room', 'Accepted/In Progress'));
    const error = await refusal(full, log, { minFreeBytes: 1_000_000 });
    expect(error.code).toBe('no_room');
    expect(error.message).toContain('0 of 1 incidents are in');
  });

  test('progress reaches a hundred percent in both phases', async () => {
    const seen: string[] = [];
    const log = xesLogXml(anXesTrace('progress', 'Accepted/In Progress'));
    await report(db, log, { onProgress: ({ phase, percent, events }) => seen.push(`${phase} ${percent} ${events}`) });
    expect(seen).toEqual(['reading 100 1', 'writing 100 1']);
  });
});
