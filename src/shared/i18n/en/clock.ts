import type { clockPtBr } from '../pt-br/clock.ts';

/** The machine's clock, in English (ICU MessageFormat). */
export const clockEn: Readonly<Record<keyof typeof clockPtBr, string>> = {
  'clock.estimated': 'Deadlines: estimated',
  'clock.estimatedWhy':
    'This computer’s clock was changed, or the server’s has not been checked for more than a day. Deadlines are exact again after the next sync.',
};
