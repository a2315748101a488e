import { expect, onTestFinished, test, vi } from 'vitest';
import { PacedWork } from './paced-work.ts';

const LEAST_MS = 1_000;

/** Work that takes so many ms on a clock that the test moves, and when it was begun. */
function aWork(tookMs: number): { work: PacedWork; begunAtMs: () => number[] } {
  vi.useFakeTimers({ now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  const begun: number[] = [];
  const work = new PacedWork(async () => {
    begun.push(performance.now());
    await new Promise((resolve) => setTimeout(resolve, tookMs));
  }, LEAST_MS);
  const startMs = performance.now();
  return { work, begunAtMs: () => begun.map((atMs) => Math.round(atMs - startMs)) };
}

test('what is asked for in a quiet time is done at once, and what is asked for meanwhile once after its rest', async () => {
  const { work, begunAtMs } = aWork(10);
  for (let times = 0; times < 5; times += 1) work.ask();
  expect(begunAtMs()).toEqual([0]);
  await vi.advanceTimersByTimeAsync(500);
  work.ask();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(begunAtMs()).toEqual([0, 10 + LEAST_MS]);
  work.ask();
  expect(begunAtMs()).toEqual([0, 10 + LEAST_MS, 10_500]);
});

test('what takes long rests long, but not for ever', async () => {
  const { work, begunAtMs } = aWork(300);
  work.ask();
  work.ask();
  await vi.advanceTimersByTimeAsync(3_200);
  expect(begunAtMs()).toEqual([0, 300 + 2_700]);
  const slow = aWork(60_000);
  slow.work.ask();
  slow.work.ask();
  await vi.advanceTimersByTimeAsync(66_000);
  expect(slow.begunAtMs()).toEqual([0, 65_000]);
});
