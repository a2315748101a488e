import type { Handover } from './parts.ts';

/** All answers of a hand-over: those it came with, then those that were added. */
export function allAnswers({
  answers,
  added = [],
}: Pick<Handover, 'answers' | 'added'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...added.map((each) => each.answers), answers ?? {}].flatMap((each) => Object.entries(each)),
  );
}

/** The keys of the questions that the newest form requires and that nobody has answered since it was handed over. */
export function stillUnanswered({ unanswered = [], added = [] }: Pick<Handover, 'unanswered' | 'added'>): string[] {
  const answered = new Set(added.flatMap(({ answers }) => Object.keys(answers)));
  return unanswered.filter((key) => !answered.has(key));
}
