import { isMessageKey, type Say } from '../../lib/text.ts';

/** Why a change was refused, in words; null for a code that this version does not know. */
export function refusalSentence(code: string, count: number, say: Say): string | null {
  if (code === 'forbidden') return say('admin.readOnly');
  if (code === 'validation') return say('refusal.validationPlain');
  if (code === 'limit.attempts') return say('refusal.attemptsPlain');
  const key = `refusal.${code}`;
  if (!isMessageKey(key)) return null;
  // What the sentences about tickets name is not known here.
  return say(key, { count, name: '–', when: '–', status: '–', from: '–', tier: '–' });
}
