import { placeIds } from './focus-place.ts';

/** How many rows of the list are on screen: what PageDown goes by; ten where there is no list to look at. */
export function rowsInSight(): number {
  const list = document.getElementById(placeIds.list);
  const rowHeight = list?.querySelector('[role="option"]')?.clientHeight ?? 0;
  return list === null || rowHeight === 0 ? 10 : Math.max(1, Math.floor(list.clientHeight / rowHeight) - 1);
}
