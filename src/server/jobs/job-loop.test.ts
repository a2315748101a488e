import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type JobLoop, startJobLoop } from './job-loop.ts';

const START_MS = Date.UTC(2026, 10, 26, 12);

let loop: JobLoop;
let nextAtMs: number | null;
let turns: number[];
let isBroken: boolean;
let faults: unknown[];

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
  nextAtMs = null;
  turns = [];
  isBroken = false;
  faults = [];
  loop = startJobLoop({
    nowMs: Date.now,
    gapMs: 100,
    onFault: (error) => faults.push(error),
    async work() {
      turns.push(Date.now() - START_MS);
      if (isBroken) throw new Error('out of order');
      return nextAtMs;
    },
  });
});
afterEach(async () => {
  await loop.stop();
  vi.useRealTimers();
});

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

test('a turn comes when the instant does that the one before named, and none before it', async () => {
  nextAtMs = START_MS + 20_000;
  loop.wake();
  await pass(19_999);
  const before = turns.length;
  nextAtMs = null;
  await pass(2);
  expect(turns.slice(before)).toEqual([20_000]);
});

test('a wake brings a turn at once after a rest, and many of them one turn within the gap', async () => {
  await pass(1_000);
  for (let i = 0; i < 45; i += 1) {
    loop.wake();
    await pass(10);
  }
  expect(turns).toHaveLength(1 + 5);
});

test('a clock that is set forward past the instant is noticed in seconds', async () => {
  nextAtMs = START_MS + 3_600_000;
  loop.wake();
  await pass(1_000);
  const before = turns.length;
  nextAtMs = null;
  vi.setSystemTime(START_MS + 3_700_000);
  await pass(5_000);
  expect(turns).toHaveLength(before + 1);
});

test('a clock that is set back leaves no turn out: it is looked at again within the minute', async () => {
  vi.setSystemTime(START_MS - 86_400_000);
  await pass(60_001);
  expect(turns).toHaveLength(2);
});

test('a turn that fails is told, and comes again after growing pauses until it does not', async () => {
  isBroken = true;
  loop.wake();
  await pass(60_000);
  expect(faults.length).toBeGreaterThan(1);
  const failed = faults.length;
  await pass(30_000);
  expect(faults.length).toBeGreaterThan(failed);
  expect(faults.length, 'not in a hurry').toBeLessThan(40);
  isBroken = false;
  const before = turns.length;
  await pass(10_000);
  expect(turns.length).toBe(before + 1);
});

test('after a stop there is no turn', async () => {
  await loop.stop();
  const before = turns.length;
  loop.wake();
  await pass(120_000);
  expect(turns).toHaveLength(before);
});
