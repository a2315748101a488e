import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from './support/agent-moves.ts';
import { openStage, playOnce } from './support/prove-sync.ts';
import type { Schedule, Step } from './support/schedule.ts';
import type { StagedDatabase } from './support/staged-database.ts';
import { Tally } from './support/tally.ts';

// What random schedules once found, as small as it was shrunk.

let db: StagedDatabase;
beforeAll(async () => {
  db = await openStage();
});
afterAll(() => db.close());

const does = (agent: number, action: Action): Step => ({ kind: 'act', agent, window: 0, action, pick: 0, along: [] });

async function assertSound(steps: readonly Step[], options: Partial<Schedule> = {}): Promise<void> {
  const schedule = { skews: [], isJournalDeaf: false, pageLimit: 1_000, ...options, steps };
  await expect(playOnce(db, schedule, new Tally())).resolves.toBeUndefined();
}

test('history that comes in a page before the message it is about outlives the pages that follow', async () => {
  const steps: readonly Step[] = [
    { kind: 'role', agent: 2, view: 2 },
    does(2, 'create'),
    does(3, 'create'),
    does(2, 'note'),
    does(0, 'create'),
    does(1, 'create'),
  ];
  await assertSound(steps, { pageLimit: 2 });
});
