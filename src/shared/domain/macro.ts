import { z } from 'zod';
import { fillNamed, isPlaceholder, placeholdersIn, type PlaceholderValues } from './canned-reply.ts';
import { resolutionCodeSchema } from './resolution.ts';
import { pauseClassOf, workingStatusSchema } from './status.ts';
import type { Ticket } from './ticket.ts';
import { tierSchema } from './tier.ts';

const DAY_MS = 86_400_000;
const LONGEST_WAIT_MS = 366 * DAY_MS;

/** What a macro leaves a ticket as. */
const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('release') }),
  z.object({
    kind: z.literal('status'),
    status: workingStatusSchema,
    reason: z.string().max(500),
    /** After how long a wait is taken up again; left out, no date is set, and a scheduled ticket's is in a day. */
    followUpAfterMs: z.int().positive().max(LONGEST_WAIT_MS).optional(),
  }),
  z.object({ kind: z.literal('resolve'), code: resolutionCodeSchema, summary: z.string().max(4_000) }),
]);
export type MacroOutcome = z.infer<typeof outcomeSchema>;

/**
 * Several steps on a ticket under one name, in this order: claim, reply, note, outcome. Texts may hold the placeholders
 * of canned replies; an empty one is no step. Without tiers or queues it is offered on all tickets.
 */
export const macroSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  tiers: z.array(tierSchema).max(3),
  queueIds: z.array(z.uuid()).max(200),
  isActive: z.boolean(),
  isClaiming: z.boolean(),
  reply: z.string().max(8_000),
  note: z.string().max(8_000),
  outcome: outcomeSchema,
});
export type Macro = z.infer<typeof macroSchema>;

/** One step of a macro: the mutation it goes by. */
export type MacroStep = { readonly name: string; readonly args: Readonly<Record<string, string | number | null>> };

/** What stands for placeholders that the console does not know, by their name; an empty text stands for nothing. */
export type ByHand = Readonly<Record<string, string>>;

/** Why a macro can never do what it says: nothing to do, or a text that its last step needs; the field, and what is wrong. */
export function refuseMacro({ isClaiming, reply, note, outcome }: Macro): { path: string; message: string } | null {
  const isEmpty = !isClaiming && reply.trim() === '' && note.trim() === '' && outcome.kind === 'none';
  if (isEmpty) return { path: 'outcome', message: 'a macro does something' };
  if (outcome.kind === 'resolve' && outcome.summary.trim().length < 3) {
    return { path: 'outcome.summary', message: 'a resolution has a summary' };
  }
  if (outcome.kind === 'status' && pauseClassOf(outcome.status) !== null && outcome.reason.trim() === '') {
    return { path: 'outcome.reason', message: 'a pause needs a reason' };
  }
  return null;
}

/** A macro's text with all placeholders filled in that are known, by the console or by hand. */
function filled(text: string, values: PlaceholderValues, byHand: ByHand): string {
  return fillNamed(text, (name) => {
    const typed = (byHand[name] ?? '').trim();
    return (isPlaceholder(name) ? values[name] : null) ?? (typed === '' ? null : typed);
  });
}

/**
 * The steps of a macro on a ticket, in order, and the placeholders that are still open in them. Whoever has the ticket
 * already does not claim it again.
 */
export function planMacro(
  macro: Macro,
  ticket: Pick<Ticket, 'id' | 'assigneeId' | 'lastMessageId'>,
  filling: {
    readonly meId: string;
    readonly values: PlaceholderValues;
    readonly byHand: ByHand;
    readonly newId: () => string;
    /** The backend's time, epoch ms. */
    readonly nowMs: number;
  },
): { readonly steps: readonly MacroStep[]; readonly open: readonly string[] } {
  const { meId, values, byHand, newId, nowMs } = filling;
  const fill = (text: string): string => filled(text, values, byHand).trim();
  const [reply, note] = [fill(macro.reply), fill(macro.note)];
  const { outcome } = macro;
  const steps: MacroStep[] = [];
  const add = (name: string, args: MacroStep['args'] = {}): void => {
    steps.push({ name, args: { ticketId: ticket.id, ...args } });
  };
  if (macro.isClaiming && ticket.assigneeId !== meId) add('ticket.claim');
  if (reply !== '') {
    add('ticket.reply', { messageId: newId(), body: reply, lastSeenMessageId: ticket.lastMessageId });
  }
  if (note !== '') add('ticket.note', { messageId: newId(), body: note });
  if (outcome.kind === 'release') add('ticket.release');
  if (outcome.kind === 'status') {
    const { status, followUpAfterMs = status === 'scheduled' ? DAY_MS : null } = outcome;
    const followUpAtMs = followUpAfterMs === null ? null : nowMs + followUpAfterMs;
    add('ticket.setStatus', { status, reason: fill(outcome.reason), followUpAtMs });
  }
  if (outcome.kind === 'resolve') add('ticket.resolve', { code: outcome.code, summary: fill(outcome.summary) });
  const texts = steps.flatMap(({ args }) => ['body', 'reason', 'summary'].map((key) => String(args[key] ?? '')));
  return { steps, open: [...new Set(texts.flatMap(placeholdersIn))] };
}
