import { expect, test } from 'vitest';
import { Mute, MUTE_MS } from './mute.ts';

const START_MS = Date.UTC(2026, 10, 23, 12);

/** An hour that can be taken, in a world whose clock a test moves. */
function aMute(kept: { untilMs: number | null } = { untilMs: null }) {
  let nowMs = START_MS;
  let timer: { readonly callback: () => void; readonly atMs: number } | null = null;
  const changes: boolean[] = [];
  const mute: Mute = new Mute({
    nowMs: () => nowMs,
    after(delayMs, callback) {
      const own = { callback, atMs: nowMs + delayMs };
      timer = own;
      return () => {
        if (timer === own) timer = null;
      };
    },
    kept: { get: () => kept.untilMs, set: (untilMs) => (kept.untilMs = untilMs) },
    onChange: () => changes.push(mute.untilMs() !== null),
  });
  return {
    mute,
    changes,
    move(durationMs: number) {
      nowMs += durationMs;
      if (timer === null || timer.atMs > nowMs) return;
      const { callback } = timer;
      timer = null;
      callback();
    },
  };
}

test('it is muted for an hour, and says when it begins and ends', () => {
  const world = aMute();
  world.mute.toggle();
  expect(world.mute.untilMs()).toBe(START_MS + MUTE_MS);
  world.move(MUTE_MS - 1);
  expect(world.changes).toEqual([true]);
  world.move(1);
  expect(world.mute.untilMs()).toBeNull();
  expect(world.changes).toEqual([true, false]);
});

test('it ends at once when the person wants so, and goes on after a restart', () => {
  const kept = { untilMs: null };
  aMute(kept).mute.toggle();
  const next = aMute(kept);
  expect(next.mute.untilMs()).toBe(START_MS + MUTE_MS);
  next.mute.toggle();
  expect(aMute(kept).mute.untilMs()).toBeNull();
});

test('a clock that is set back does not draw it out', () => {
  const world = aMute();
  world.mute.toggle();
  world.move(-24 * MUTE_MS);
  expect(world.mute.untilMs()).toBeNull();
});
