import { err, ok, type Result } from '../lib/result.ts';
import { acceptHandover } from './accept.ts';
import { allowAttempts } from './allow-attempts.ts';
import { assignTicket } from './assign.ts';
import { attachmentStored } from './attachments.ts';
import { answerCall, callSupervisor } from './call-supervisor.ts';
import { claimTicket } from './claim.ts';
import { completeHandover } from './complete-handover.ts';
import { createTicket } from './create.ts';
import { escalateTicket } from './escalate.ts';
import { cancelTicket, closeTicket, reopenTicket, resolveTicket } from './finish.ts';
import { followUp } from './follow-up.ts';
import { logAttempt } from './log-attempt.ts';
import { acknowledgeAlert, snoozeAlert } from './mark-alert.ts';
import { addNote, receiveMessage, replyToCustomer } from './messages.ts';
import type { Mutation, MutationContext, Needs, Refusal, Rows } from './mutation.ts';
import { noReplyNeeded } from './no-reply-needed.ts';
import { openSubticket } from './open-subticket.ts';
import { keepPromise, makePromise } from './promise.ts';
import { reclassifyTicket } from './reclassify.ts';
import { recordExternal } from './record-external.ts';
import { releaseTicket } from './release.ts';
import { returnTicket } from './return.ts';
import { saveMutations } from './save-workspace.ts';
import { setPriority } from './set-priority.ts';
import { setSignature } from './set-signature.ts';
import { setStatus } from './set-status.ts';
import { slaStep } from './sla-step.ts';
import { isStorable, storableText } from './storable.ts';
import { answerVendorCase, openVendorCase, setVendorReference, withdrawVendorCase } from './vendor-case.ts';
import { withdrawEscalation } from './withdraw-escalation.ts';
import { withdrawSubticket } from './withdraw-subticket.ts';
import { withdrawAction } from './withdraw.ts';

const all = [
  createTicket,
  claimTicket,
  assignTicket,
  releaseTicket,
  replyToCustomer,
  receiveMessage,
  addNote,
  noReplyNeeded,
  makePromise,
  keepPromise,
  openSubticket,
  withdrawSubticket,
  openVendorCase,
  setVendorReference,
  answerVendorCase,
  withdrawVendorCase,
  logAttempt,
  allowAttempts,
  setStatus,
  setPriority,
  reclassifyTicket,
  escalateTicket,
  acceptHandover,
  returnTicket,
  withdrawEscalation,
  completeHandover,
  callSupervisor,
  answerCall,
  resolveTicket,
  closeTicket,
  cancelTicket,
  reopenTicket,
  recordExternal,
  withdrawAction,
  attachmentStored,
  slaStep,
  followUp,
  setSignature,
  acknowledgeAlert,
  snoozeAlert,
  ...saveMutations,
] as unknown as readonly Mutation[];

/** Every action there is, by its wire name. */
export const mutations: ReadonlyMap<string, Mutation> = new Map(all.map((mutation) => [mutation.name, mutation]));

/** A mutation whose name is known and whose arguments fit: what it needs, and its rule with the arguments bound. */
export type Decoded = {
  readonly name: string;
  /** As its schema has them: nothing else that came along. */
  readonly args: unknown;
  readonly needs: Needs;
  readonly run: (rows: Rows, context: MutationContext) => Refusal | null;
};

/** What is told of a name or a path that somebody made up: enough to find it. */
const TOLD_LENGTH = 80;

/**
 * Looks a mutation up and checks its arguments. Refused as `unknown_mutation`, or `validation` with the first field
 * that does not fit; text and ids that the database could not keep as they are do not fit either. A refusal can be
 * stored, whatever was sent.
 */
export function decodeMutation(name: string, rawArgs: unknown): Result<Decoded, Refusal> {
  const mutation = mutations.get(name);
  if (mutation === undefined) {
    return err({ code: 'unknown_mutation', message: `no mutation is called ${storableText(name, TOLD_LENGTH)}` });
  }
  const parsed = mutation.args.safeParse(rawArgs);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = storableText(issue?.path.join('.') ?? '', TOLD_LENGTH);
    const message = `${path === '' ? 'arguments' : path}: ${storableText(issue?.message ?? 'invalid', 4 * TOLD_LENGTH)}`;
    return err({ code: 'validation', message, details: { path } });
  }
  const args = parsed.data;
  if (!isStorable(args)) {
    return err({ code: 'validation', message: 'text holds a NUL or half a surrogate pair, which cannot be stored' });
  }
  const needs = mutation.needs(args);
  const capital = idsOf(needs).find((id) => id !== id.toLowerCase());
  if (capital !== undefined)
    return err({ code: 'validation', message: `an id is written in small letters: ${capital}` });
  return ok({ name, args, needs, run: (rows, context) => mutation.rule(rows, args, context) });
}

/**
 * Every id that names a row. Rows are found by the text of their ids, and a database takes two spellings of a UUID
 * (RFC 9562, section 4) for one: under the other spelling a row that is there would be made, over the one that is.
 */
function idsOf({ tickets = [], parts = [], workspace = [] }: Needs): string[] {
  return [...tickets, ...parts.map(({ id }) => id), ...workspace.map(({ id }) => id)];
}
