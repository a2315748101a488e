import type { User } from '../../shared/domain/workspace.ts';
import type { Database, Tx } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { problem } from '../problem.ts';
import { type Client, lastSeqOf } from './client.ts';
import { BEFORE_ALL, type Cookie, decodeCookie, encodeCookie, isAhead, type Position, startOf } from './cookie.ts';
import { fillScope } from './fill.ts';
import { Page } from './page.ts';
import type { PullView } from './pull-view.ts';
import { scopesInView, toldScope, visibleQueueIds, WORKSPACE_SCOPE } from './scopes.ts';
import { tailScope } from './tail.ts';
import type { WorkspaceCache } from './workspace-cache.ts';

export type PullInput = {
  readonly clientId: string;
  readonly userId: string;
  readonly cookie: string | null;
  readonly limit: number;
  readonly nowMs: () => number;
};

/** Open work first, then what has ended. */
const LANES = [0, 1];

/**
 * One page of what changed in a person's view since their cookie, from one snapshot of the database. `lastSeq`
 * moves only on a page that reaches the head, so that no state of a client claims an effect it does not hold.
 *
 * @returns the response as JSON text (see `pullResponseSchema`).
 * @throws Problem 400 `sync.cookie`, 403 `sync.client`, 403 `forbidden` for an account that is no longer active.
 */
export async function pull(db: Database, cache: WorkspaceCache, input: PullInput): Promise<string> {
  const given = input.cookie === null ? null : decodeCookie(input.cookie, input.userId);
  return withRetry(() => db.transaction((tx) => pullPage(tx, cache, input, given), { isolation: 'repeatable read' }));
}

async function pullPage(tx: Tx, cache: WorkspaceCache, input: PullInput, given: Cookie | null): Promise<string> {
  const { epoch, version, client } = await readStanding(tx, input.clientId);
  const { users, queues } = await cache.people(tx, version);
  const user = users.get(input.userId);
  if (user?.isActive !== true) throw problem('forbidden', 403, 'This account is no longer active.');
  const lastSeq = lastSeqOf(client, input.userId);
  const queueIds = visibleQueueIds(user, queues);
  const view = viewName(user, queueIds);
  const scopes = scopesInView(user, queueIds);
  const heads = await readHeads(tx, scopes);
  const isReset = given === null || given.epoch !== epoch || given.view !== view || isAhead(given, heads);
  // A cookie of the release before has no glimpses: they come as changes, after what has left other scopes, and not before it.
  const known = isReset ? {} : { [toldScope(user.id)]: BEFORE_ALL, ...given.scopes };
  const positions = new Map<string, Position>(
    scopes.map((scope) => [scope, known[scope] ?? startOf(heads.get(scope) ?? 0)]),
  );
  const page = new Page(input.limit);
  const isDone = await fillPage({ tx, page, heads, user, queueIds }, scopes, positions);
  const seen = isDone ? lastSeq : isReset ? 0 : given.lastSeq;
  const cookie = encodeCookie({ epoch, user: user.id, view, lastSeq: seen, scopes: Object.fromEntries(positions) });
  const head = JSON.stringify({
    cookie,
    reset: isReset,
    lastSeq: seen,
    more: !isDone,
    serverTimeMs: input.nowMs(),
  });
  return `${head.slice(0, -1)},"patch":${page.toJson()}}`;
}

/** Fills the page, scope by scope; moves the positions along. Answers whether the head was reached everywhere. */
async function fillPage(view: PullView, scopes: readonly string[], positions: Map<string, Position>): Promise<boolean> {
  for (const lane of LANES) {
    for (const scope of scopes) {
      const position = positions.get(scope);
      if (position?.at !== 'fill' || position.lane !== lane) continue;
      const next = await fillScope(view, scope, position);
      positions.set(scope, next);
      if (next.at === 'fill' && next.lane === lane) return false;
    }
  }
  for (const scope of scopes) {
    const position = positions.get(scope);
    if (position?.at !== 'tail') continue;
    const { position: next, isDone } = await tailScope(view, scope, position);
    positions.set(scope, next);
    if (!isDone) return false;
  }
  return true;
}

function viewName(user: User, queueIds: readonly string[]): string {
  return `${user.role}:${queueIds.join(',')}`;
}

type Standing = {
  readonly epoch: string;
  /** Of the workspace. */
  readonly version: number;
  readonly client: Client | undefined;
};

/** What a page begins with, in one question, for most pages have nothing else to ask. */
async function readStanding(tx: Tx, clientId: string): Promise<Standing> {
  const [row] = await tx.raw<{ epoch: string; version: number; user_id: string | null; last_seq: number | null }>(
    `select epoch.id as epoch, coalesce(workspace.ver, 0) as version, client.user_id, client.last_seq
     from epoch left join scope_version workspace on workspace.scope = $1 left join client on client.id = $2::uuid`,
    [WORKSPACE_SCOPE, clientId],
  );
  if (row === undefined) throw new Error('The database has no epoch: its migrations have not run');
  const { epoch, version, user_id, last_seq } = row;
  return { epoch, version, client: user_id === null || last_seq === null ? undefined : { user_id, last_seq } };
}

async function readHeads(tx: Tx, scopes: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.raw<{ scope: string; ver: number }>(
    'select scope, ver from scope_version where scope = any($1::text[])',
    [scopes],
  );
  const heads = new Map(rows.map(({ scope, ver }) => [scope, ver]));
  // A queue that never had a ticket is at version 0, and in the map all the same.
  return new Map(scopes.map((scope) => [scope, heads.get(scope) ?? 0]));
}
