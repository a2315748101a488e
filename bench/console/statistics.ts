import type { Reaction } from './page-probe.ts';

/** Some measurements of one thing, in ms: the middle, the slow end, and all between which they lay. */
export type Spread = {
  readonly samples: number;
  readonly p50: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
};

/** Sums measurements up. @throws Error when there are none. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    samples: sorted.length,
    p50: round(at(sorted, 0.5)),
    p95: round(at(sorted, 0.95)),
    min: round(at(sorted, 0)),
    max: round(at(sorted, 1)),
  };
}

/** The same for reactions: until the page's content was right, and until that was painted. */
export function ofReactions(reactions: readonly Reaction[]): { readonly toDomMs: Spread; readonly toPaintMs: Spread } {
  return {
    toDomMs: spreadOf(reactions.map(({ toDomMs }) => toDomMs)),
    toPaintMs: spreadOf(reactions.map(({ toPaintMs }) => toPaintMs)),
  };
}

/** The nearest-rank quantile: a value that was measured, not one between two. */
function at(sorted: readonly number[], quantile: number): number {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * quantile) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
