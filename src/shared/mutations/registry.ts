import { err, ok, type Result } from '../lib/result.ts';
import { acceptHandover } from './accept.ts';
import { claimTicket } from './claim.ts';
import { createTicket } from './create.ts';
import { escalateTicket } from './escalate.ts';
import { cancelTicket, closeTicket, reopenTicket, resolveTicket } from './finish.ts';
import { logAttempt } from './log-attempt.ts';
import type { Mutation, MutationContext, Needs, Refusal, Rows } from './mutation.ts';
import { addNote } from './note.ts';
import { receiveMessage } from './receive.ts';
import { recordExternal } from './record-external.ts';
import { releaseTicket } from './release.ts';
import { replyToCustomer } from './reply.ts';
import { returnTicket } from './return.ts';
import { saveMutations } from './save-workspace.ts';
import { setStatus } from './set-status.ts';

const all = [
  createTicket,
  claimTicket,
  releaseTicket,
  replyToCustomer,
  receiveMessage,
  addNote,
  logAttempt,
  setStatus,
  escalateTicket,
  acceptHandover,
  returnTicket,
  resolveTicket,
  closeTicket,
  cancelTicket,
  reopenTicket,
  recordExternal,
  ...saveMutations,
] as unknown as readonly Mutation[];

/** Every action there is, by its wire name. */
export const mutations: ReadonlyMap<string, Mutation> = new Map(all.map((mutation) => [mutation.name, mutation]));

/** A mutation whose name is known and whose arguments fit: what it needs, and its rule with the arguments bound. */
export type Decoded = {
  readonly name: string;
  readonly needs: Needs;
  readonly run: (rows: Rows, context: MutationContext) => Refusal | null;
};

/** Looks a mutation up and checks its arguments. Refused as `unknown_mutation`, or `validation` with the first field that does not fit. */
export function decodeMutation(name: string, rawArgs: unknown): Result<Decoded, Refusal> {
  const mutation = mutations.get(name);
  if (mutation === undefined)
    return err({ code: 'unknown_mutation', message: `no mutation is called ${name.slice(0, 80)}` });
  const parsed = mutation.args.safeParse(rawArgs);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path.join('.') ?? '';
    return err({
      code: 'validation',
      message: `${path === '' ? 'arguments' : path}: ${issue?.message ?? 'invalid'}`,
      details: { path },
    });
  }
  const args = parsed.data;
  if (!isStorable(args)) {
    return err({ code: 'validation', message: 'text holds a NUL or half a surrogate pair, which cannot be stored' });
  }
  return ok({ name, needs: mutation.needs(args), run: (rows, context) => mutation.rule(rows, args, context) });
}

/** Whether all text in decoded arguments can be kept as JSON by the database (PostgreSQL's jsonb takes neither NUL nor lone surrogates). */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}
