import { isBefore, type Ordered } from '../../shared/sync/ordered-window.ts';

/** Reads up to `count` rows of an ordered range, from its start. */
export type ReadRange<Row> = (count: number) => Promise<readonly Row[]>;

/** Of each range at least so many are read at first. */
const LEAST = 20;

/**
 * The first `limit` rows of several ordered ranges put together in order. Each range is read only as far as it takes to
 * be sure: rows are certain up to the earliest end of what has been read of a range that goes on.
 */
export async function firstOfRanges<Row extends Ordered>(
  ranges: readonly ReadRange<Row>[],
  limit: number,
): Promise<Row[]> {
  let count = ranges.length === 1 ? limit : Math.min(limit, Math.max(LEAST, Math.ceil((2 * limit) / ranges.length)));
  for (;;) {
    const wanted = count;
    const lists = await Promise.all(ranges.map((read) => read(wanted)));
    const rows = lists.flat().toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
    const ends = lists.flatMap((list) => (list.length < wanted ? [] : list.slice(-1)));
    const earliest = ends.reduce<Row | undefined>(
      (end, row) => (end === undefined || isBefore(row, end) ? row : end),
      undefined,
    );
    const certain = earliest === undefined ? rows : rows.filter((row) => !isBefore(earliest, row));
    if (earliest === undefined || certain.length >= limit || wanted >= limit) return certain.slice(0, limit);
    count = Math.min(limit, wanted * 2);
  }
}
