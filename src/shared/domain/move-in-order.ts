/** A row that is moved so many places: up below zero, down above. */
export type Move = { readonly id: string; readonly by: number };

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

/**
 * Moves rows one after the other, each among where those before it have left them.
 *
 * @returns the rows whose position changes by all of it together, with the new one.
 */
export function moveAllInOrder<Row extends Placed>(before: readonly Row[], moves: readonly Move[]): Row[] {
  const after = moves.reduce<readonly Row[]>((rows, { id, by }) => {
    const moved = new Map(moveInOrder(rows, id, by).map((row) => [row.id, row]));
    return rows.map((row) => moved.get(row.id) ?? row).toSorted((a, b) => a.position - b.position);
  }, before);
  const positions = new Map(before.map((row) => [row.id, row.position]));
  return after.filter((row) => row.position !== positions.get(row.id));
}
