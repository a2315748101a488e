import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importXes } from '../../src/server/import/import-xes.ts';
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
  await db.close();
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
