import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BEAT_EVERY_MS, LeaderWatch, LOOK_EVERY_MS } from './leader-watch.ts';

/** When a follower takes the lead, ms from the start, over looks a second apart; null when it does not. */
function takesOver(looks: number, heardAt: (ms: number) => boolean, delayMs: (look: number) => number): number | null {
  const watch = new LeaderWatch(0);
  let nowMs = 0;
  for (let look = 1; look <= looks; look += 1) {
    const before = nowMs;
    nowMs += LOOK_EVERY_MS + delayMs(look);
    for (let at = before + 1; at <= nowMs; at += 1) if (heardAt(at)) watch.heard(at);
    if (watch.look(nowMs)) return nowMs;
  }
  return null;
}

const onTime = (): number => 0;
/** An hour's sleep at the fourth look. */
const slept = (look: number): number => (look === 4 ? 3_600_000 : 0);
const beats = (ms: number): boolean => (ms < 4_000 || ms > 3_604_000) && ms % BEAT_EVERY_MS === 0;
const never = (): boolean => false;

test('a leader that says nothing is replaced within ten seconds, and not at the first hiccup', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(900), { minLength: 20, maxLength: 20 }), (late) => {
      const afterMs = takesOver(20, never, (look) => late[look] ?? 0);
      expect(afterMs).toBeLessThan(10_000);
      expect(afterMs).toBeGreaterThan(3 * BEAT_EVERY_MS);
    }),
  );
});

test('a leader whose heart beats, also late by as much again, is left alone', () => {
  expect(takesOver(300, (ms) => ms % BEAT_EVERY_MS === 0, onTime)).toBeNull();
  expect(takesOver(300, (ms) => ms % (2 * BEAT_EVERY_MS) === 0, onTime)).toBeNull();
});

test('the silence of a sleep of the machine is nobody’s fault', () => {
  // The leader's heart beats again two seconds after.
  expect(takesOver(60, beats, slept)).toBeNull();
  // One that does not wake is replaced within ten seconds of the others' waking.
  expect(takesOver(60, (ms) => ms < 4_000, slept)).toBeLessThan(3_604_000 + 10_000);
});
