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

/** What this window is about to keep. */
const underWay = new Set<Promise<unknown>>();

/** Follows what is being done until it is kept or refused, and answers with it. Whoever awaits that notes it as done at once. */
export function follow<Outcome>(doing: Promise<Outcome>): Promise<Outcome> {
  const leave = (): void => void underWay.delete(doing);
  underWay.add(doing);
  doing.then(leave, leave);
  return doing;
}

export function isUnderWay(): boolean {
  return underWay.size > 0;
}

/** Resolves when all that is being done now is kept, and noted, or refused. */
export async function settled(): Promise<void> {
  await Promise.allSettled(underWay);
}
