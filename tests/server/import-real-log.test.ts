import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { importXes } from '../../src/server/import/import-xes.ts';
import { logCounts, plainIncidents } from '../support/log-counts.ts';
import { openTestDatabase } from './support/test-database.ts';

const LOG = join(import.meta.dirname, '../../../shared/data/bpi-challenge-2013-incidents.xes.gz');

// doi:10.4121/uuid:500573e6-accc-4b0c-9576-aa5468b10cee; too large to be part of the project.
test('the log of the BPI Challenge 2013 is taken in whole, with every figure that was counted in it', async (context) => {
  if (!existsSync(LOG)) {
    process.stdout.write(
      'The log ../shared/data/bpi-challenge-2013-incidents.xes.gz is not here: its import is not tested.\n',
    );
    context.skip();
  }
  const db = await openTestDatabase('pglite');
  const done = await importXes(db, {
    source: createReadStream(LOG),
    bytes: statSync(LOG).size,
    isStrict: true,
    nowMs: Date.now,
    minFreeBytes: 0,
    onProgress: () => undefined,
    onCommit: () => undefined,
  });
  const [bounces] = await db.raw<{ onTickets: number; unsettled: number; astray: number }>(
    `select (select sum((row->>'returnCount')::int)::int from ticket) as "onTickets",
       (select count(*)::int from ticket_part where kind = 'handover' and row->>'state' = 'pending') as unsettled,
       (select count(*)::int from ticket_part p where p.kind = 'handover' and not (
         exists (select from workspace_row q where q.id = (p.row->>'fromQueueId')::uuid and q.row->'tier' = p.row->'fromTier')
         and exists (select from workspace_row q where q.id = (p.row->>'toQueueId')::uuid and q.row->'tier' = p.row->'toTier')
         and (p.row->>'toTier' > p.row->>'fromTier') = (p.row->>'kind' = 'escalation'))) as astray`,
  );
  await db.close();
  const counted = logCounts(plainIncidents(gunzipSync(readFileSync(LOG)).toString('utf8')));
  expect(done).toMatchObject({ ok: true, value: counted });
  expect(bounces).toEqual({ onTickets: counted.returns, unsettled: 0, astray: 0 });
  // As they were counted when the log came, before there were hand-overs.
  expect(done).toMatchObject({
    ok: true,
    value: {
      tickets: 7554,
      events: 65533,
      highestTier: { '1': 4546, '2': 2464, '3': 544 },
      escalated: 2299,
      escalations: 3245,
      returned: 1172,
      returns: 1755,
      waitedForCustomer: 2495,
      waitedForCustomerOrganization: 86,
      waitedForEither: 2550,
      reopened: 514,
      alreadyThere: 0,
      imported: { tickets: 7554, events: 65533 },
      leftOut: { events: 0 },
    },
  });
}, 300_000);
