/** Numbers that look random and are the same in every run of the same seed. */
export type Random = {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from `min` to `max`, both possible. */
  int(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  /** Whether something happens that happens `share` (0 to 1) of the time. */
  chance(share: number): boolean;
};

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, plenty for a sample, useless for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    pick<T>(from: readonly T[]): T {
      const picked = from[int(0, from.length - 1)];
      if (picked === undefined) throw new Error('Nothing to pick from');
      return picked;
    },
    chance: (share) => next() < share,
  };
}
