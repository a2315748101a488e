const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/**
 * How long to wait before trying again after `failures` in a row (1 or more), in ms: doubling from half a second to
 * ten seconds, of which a random half, so that clients of a backend that comes back do not all come at once.
 *
 * @param random a number in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return Math.round(ceiling * (0.5 + random * 0.5));
}
