import type { undoPtBr } from '../pt-br/undo.ts';

/** Taking back what was not sent yet, in English (ICU MessageFormat). */
export const undoEn: Readonly<Record<keyof typeof undoPtBr, string>> = {
  'refusal.conflict.needed': 'Something you did later builds on this. Undo that first.',
  'refusal.conflict.being_sent': 'This is being sent right now. Wait a moment to see whether it can still be undone.',
  'refusal.conflict.already_sent':
    'This had reached the server when you undid it, and it counts. If that is not what you meant, put it right in the ticket.',
};
