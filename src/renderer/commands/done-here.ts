/** What this window has done, by places in the outbox: what was done at once together, the newest last. */
const done: (readonly number[])[] = [];
/** Nobody undoes further back. */
const MOST = 200;

/** Notes what this window has done at once, so that it can be the next to be undone. */
export function noteDone(seqs: readonly number[]): void {
  done.push(seqs);
  if (done.length > MOST) done.shift();
}

/** What this window has done, the newest first. */
export function doneHere(): readonly (readonly number[])[] {
  return done.toReversed();
}
