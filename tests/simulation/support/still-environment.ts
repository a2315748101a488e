import type { EngineEnvironment } from '../../../src/shared/sync/engine.ts';

/** A world in which nothing happens by itself: the clock is the test's, chance is even, and sleep is over at once. */
export function stillEnvironment(nowMs: () => number, newId: () => string): EngineEnvironment {
  return { nowMs, newId, random: () => 0.5, sleep: () => ({ over: Promise.resolve(), wake: () => undefined }) };
}
