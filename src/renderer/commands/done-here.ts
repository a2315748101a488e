/** What this window has done, by place in the outbox, the newest last. */
const done: number[] = [];
/** Nobody undoes further back. */
const MOST = 200;

/** Notes that this window has done an action, so that it can be the next to be undone. */
export function noteDone(seq: number): void {
  done.push(seq);
  if (done.length > MOST) done.shift();
}

/** What this window has done, the newest first. */
export function doneHere(): readonly number[] {
  return done.toReversed();
}
