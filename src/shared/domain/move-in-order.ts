type Placed = { readonly id: string; readonly position: number };

/**
 * Moves a row so many places among rows that are in their order; the ends hold.
 *
 * @returns the rows whose position changes, with the new one; the fewest that do it where positions are distinct.
 */
export function moveInOrder<Row extends Placed>(before: readonly Row[], id: string, by: number): Row[] {
  const from = before.findIndex((row) => row.id === id);
  const to = Math.min(Math.max(from + by, 0), before.length - 1);
  const moved = before[from];
  if (moved === undefined || to === from) return [];
  const after = before.toSpliced(from, 1).toSpliced(to, 0, moved);
  let last = -1;
  // The places that there are, made distinct: two rows at one place could not be told apart.
  const places = before.map(({ position }) => (last = Math.max(last + 1, position)));
  return after.flatMap((row, index) => {
    const position = places[index] ?? index;
    return row.position === position ? [] : [{ ...row, position }];
  });
}
