/** Is given what would leave; does it now, later, or not at all. */
type Guard = (leave: () => void) => void;

let guard: Guard | null = null;

/** Asks `newGuard` before anything leaves what is on screen, until the function it returns is called. */
export function guardLeaving(newGuard: Guard): () => void {
  guard = newGuard;
  return () => {
    if (guard === newGuard) guard = null;
  };
}

/** Leaves at once where nothing is unsaved; else the guard has the word. */
export function beforeLeaving(leave: () => void): void {
  if (guard === null) leave();
  else guard(leave);
}
