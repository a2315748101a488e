import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wholeTickets } from '../server/support/whole-tickets.ts';
import { openStage } from './support/prove-sync.ts';
import { anySchedule, type Schedule } from './support/schedule.ts';
import type { StagedDatabase } from './support/staged-database.ts';
import { Tally } from './support/tally.ts';
import { World } from './support/world.ts';

const RUNS = Math.ceil(Number(process.env['PATAMAR_SIM_RUNS'] ?? 2_000) / 50);

let db: StagedDatabase;
beforeAll(async () => {
  db = await openStage();
});
afterAll(() => db.close());

/** What the backend has when a schedule is over, but for the times and numbers that it gives. */
async function outcomeOf(schedule: Schedule): Promise<object> {
  await db.begin();
  try {
    const world = new World(db, schedule, new Tally());
    await world.play();
    const tickets = await wholeTickets(db);
    return [...tickets.values()]
      .toSorted((a, b) => (a.ticket.id < b.ticket.id ? -1 : 1))
      .map(({ ticket, messages, attempts, handovers, events }) => ({
        ticket: [ticket.id, ticket.status, ticket.queueId, ticket.assigneeId, ticket.lastMessageId],
        messages: messages.map(({ id, kind }) => `${id} ${kind}`).toSorted(),
        attempts: attempts.map(({ id }) => id).toSorted(),
        handovers: handovers.map(({ id, state }) => `${id} ${state}`).toSorted(),
        events: events.map(({ kind }) => kind).toSorted(),
      }));
  } finally {
    await db.undo();
  }
}

test('clocks that are off by up to a year and jump change neither what is done nor who was first', async () => {
  await fc.assert(
    fc.asyncProperty(anySchedule(30), async ({ steps: all, ...others }) => {
      // A measurement of the clock is a step of its own: kills by the number of steps would not come at the same ones.
      const schedule = { ...others, steps: all.filter(({ kind }) => kind !== 'kill' && kind !== 'kill_backend') };
      const steps = schedule.steps.map((step) => (step.kind === 'clock' ? { ...step, jumpMs: 0 } : step));
      const right = await outcomeOf({ ...schedule, steps, skews: schedule.skews.map(() => 0) });
      expect(await outcomeOf(schedule)).toEqual(right);
    }),
    { numRuns: RUNS },
  );
}, 3_600_000);
