import { z } from 'zod';
import { problem } from '../problem.ts';

/**
 * How far a client is in one scope. `fill` is a first sync under way: rows of `lane` up to `id` have been sent, of
 * what was there at version `upTo`. `tail` follows changes: everything up to `base` is in, and of what came later
 * the entries up to (`ver`, `id`). `part` marks a ticket whose parts did not all fit into the page.
 */
const fillSchema = z.object({
  at: z.literal('fill'),
  upTo: z.int(),
  lane: z.int(),
  id: z.string(),
  part: z.tuple([z.string(), z.string()]).optional(),
});
const tailSchema = z.object({
  at: z.literal('tail'),
  base: z.int(),
  ver: z.int(),
  id: z.string(),
  part: z.tuple([z.string(), z.string()]).optional(),
});
export const positionSchema = z.discriminatedUnion('at', [fillSchema, tailSchema]);
export type FillPosition = z.infer<typeof fillSchema>;
export type TailPosition = z.infer<typeof tailSchema>;
export type Position = z.infer<typeof positionSchema>;

const cookieSchema = z.object({
  /** The life of the database it was given by. */
  epoch: z.string(),
  /** Whose view it is, and of which role and queues. */
  user: z.string(),
  view: z.string(),
  /** The last seq whose effect is in the pages sent so far. */
  lastSeq: z.int(),
  scopes: z.record(z.string(), positionSchema),
});
export type Cookie = z.infer<typeof cookieSchema>;

/** The form in which a cookie travels: opaque to the client. */
export function encodeCookie(cookie: Cookie): string {
  return Buffer.from(JSON.stringify(cookie)).toString('base64url');
}

/**
 * Reads a cookie back.
 *
 * @throws Problem 400 `sync.cookie` when it is none of ours or was given to another account.
 */
export function decodeCookie(text: string, userId: string): Cookie {
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    throw foreign();
  }
  const parsed = cookieSchema.safeParse(raw);
  if (!parsed.success || parsed.data.user !== userId) throw foreign();
  return parsed.data;
}

function foreign(): Error {
  return problem('sync.cookie', 400, 'This cookie is not one the backend gave to this account: pull from the start.');
}
