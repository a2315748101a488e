import type { Say } from '../../../lib/text.ts';
import { currentNowMs } from '../../../lib/use-now.ts';
import type { FieldProblem } from '../section.ts';

/** What a form holds, under a name where none has been typed yet: that is no reason not to try it. */
export function named(typed: unknown, name: string): unknown {
  if (typeof typed !== 'object' || typed === null) return typed;
  return 'name' in typed && typed.name !== '' ? typed : { ...typed, name };
}

/** That something cannot come into force in the past; what was there before may stay, and 0 is when it is saved. */
export function pastProblem(
  fromMs: number | undefined,
  beforeMs: number | undefined,
  say: Say,
): readonly FieldProblem[] {
  const isSaid = fromMs !== undefined && fromMs !== 0 && fromMs !== beforeMs;
  return isSaid && fromMs <= currentNowMs() ? [{ path: 'effectiveFromMs', message: say('version.past') }] : [];
}
