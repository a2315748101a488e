import { z } from 'zod';
import { problem } from '../problem.ts';

const versionSchema = z.int().nonnegative();
/** The row sent last: its id, and its kind, since rows of two kinds may share an id. Both empty before the first. */
const lastSent = { id: z.union([z.literal(''), z.guid()]), kind: z.string().max(40).default('') };
const partSchema = z.tuple([z.string(), z.string()]).optional();

/**
 * How far a client is in one scope. `fill` is a first sync under way: rows of `lane` up to `id` have been sent, of
 * what was there at version `upTo`. `tail` follows changes: everything up to `base` is in, and of what came later
 * the entries up to (`ver`, `id`, `kind`). `part` marks a ticket whose parts did not all fit into the page.
 */
const fillSchema = z.object({
  at: z.literal('fill'),
  upTo: versionSchema,
  lane: z.union([z.literal(0), z.literal(1)]),
  ...lastSent,
  part: partSchema,
});
const tailSchema = z.object({
  at: z.literal('tail'),
  base: versionSchema,
  ver: versionSchema,
  ...lastSent,
  part: partSchema,
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
  lastSeq: z.int().nonnegative(),
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

/** The position before the first row of a scope whose version is `upTo`. */
export function startOf(upTo: number): FillPosition {
  return { at: 'fill', upTo, lane: 0, id: '', kind: '' };
}

/** The position before the first change of a scope of which nothing has been sent. */
export const BEFORE_ALL: TailPosition = { at: 'tail', base: 0, ver: 0, id: '', kind: '' };

/**
 * Whether a cookie knows of a version that the database has not reached: it was given by a later state of it, before a
 * backup was put back. What such a client has been sent is not what is there.
 */
export function isAhead({ scopes }: Cookie, heads: ReadonlyMap<string, number>): boolean {
  return Object.entries(scopes).some(([scope, position]) => {
    const reached = position.at === 'fill' ? position.upTo : Math.max(position.base, position.ver);
    const head = heads.get(scope);
    return head !== undefined && reached > head;
  });
}

function foreign(): Error {
  return problem('sync.cookie', 400, 'This cookie is not one the backend gave to this account: pull from the start.');
}
