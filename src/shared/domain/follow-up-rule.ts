import { z } from 'zod';
import { unknownPlaceholders } from './canned-reply.ts';
import { bilingualSchema } from './form.ts';
import { resolutionCodeSchema } from './resolution.ts';

/** What a ticket can stand still in that somebody else is to end: a wait of three classes, or the wait for the customer's word on a resolution. */
export const FOLLOWED_UP = ['customer', 'vendor', 'change', 'resolved'] as const;
export type FollowedUp = (typeof FOLLOWED_UP)[number];

/** The longest that can be asked for: two years, in ms. */
const LONGEST_MS = 2 * 366 * 86_400_000;
const durationSchema = z.int().positive().max(LONGEST_MS).nullable();

/** A language that a customer is written to in. */
export const customerLanguageSchema = z.enum(['pt', 'en']);

/**
 * What the backend does by itself while a ticket waits: it reminds the customer so many times, `remindAfterMs` apart, and
 * ends the wait after `endAfterMs`: a ticket that waits is resolved with `code` and `summary`, a resolved one is closed.
 * Both are counted from when the wait began, in business time of the calendar; null is the wall clock, which a resolved
 * ticket always goes by. Of each `on` one rule is in use at most. The customer is written to in their own language, and in
 * `language` where that is not known.
 */
export const followUpRuleSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  on: z.enum(FOLLOWED_UP),
  calendarId: z.uuid().nullable(),
  remindAfterMs: durationSchema,
  reminders: z.int().min(0).max(10),
  text: bilingualSchema.extend({ pt: z.string().max(8_000), en: z.string().max(8_000) }),
  language: customerLanguageSchema,
  endAfterMs: durationSchema,
  code: resolutionCodeSchema,
  summary: z.string().max(4_000),
  isActive: z.boolean(),
});
export type FollowUpRule = z.infer<typeof followUpRuleSchema>;

/** The rule that is in use for what a ticket stands still in. */
export function followUpRuleFor(rules: readonly FollowUpRule[], on: FollowedUp): FollowUpRule | undefined {
  return rules.find((rule) => rule.isActive && rule.on === on);
}

/** Why a rule can never do what it says, by itself: the field, and what is wrong. */
export function refuseFollowUpRule(rule: FollowUpRule): { path: string; message: string } | null {
  const { on, calendarId, remindAfterMs, reminders, text, endAfterMs, summary } = rule;
  if (on === 'resolved' && (reminders > 0 || calendarId !== null)) {
    const path = reminders > 0 ? 'reminders' : 'calendarId';
    return { path, message: 'a resolved ticket waits by the wall clock, and nobody is reminded' };
  }
  if (reminders > 0 && remindAfterMs === null) return { path: 'remindAfterMs', message: 'after how long to remind' };
  for (const language of ['pt', 'en'] as const) {
    if (reminders > 0 && text[language].trim() === '') return { path: `text.${language}`, message: 'what to say' };
    // No agent is there to fill in what is not known, and none of it may be sent.
    const open = unknownPlaceholders(text[language]).length > 0 || text[language].includes('agente.nome');
    if (open) return { path: `text.${language}`, message: 'a reminder knows the customer and the ticket only' };
  }
  if (reminders === 0 && endAfterMs === null) return { path: 'endAfterMs', message: 'a rule does something' };
  const isResolving = endAfterMs !== null && on !== 'resolved';
  return isResolving && summary.trim().length < 3 ? { path: 'summary', message: 'a resolution has a summary' } : null;
}
