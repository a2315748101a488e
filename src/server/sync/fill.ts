import { putBundles } from './bundles.ts';
import type { FillPosition, Position } from './cookie.ts';
import type { PullView } from './pull-view.ts';
import { sentScope, toldScope, WORKSPACE_SCOPE } from './scopes.ts';

/** The smallest id a row may have. */
const NO_ID = '00000000-0000-0000-0000-000000000000';
/** Tickets read at once: about what a page of default size holds with their parts. */
const TICKETS_AT_ONCE = 250;
const ALL_PARTS = -1;

/**
 * A first sync of one scope, one lane at a time, in id order. Complete because a row that was there at `upTo` and
 * has not changed since keeps its lane and id, so the walk meets it, and one that has changed is met by the tail.
 *
 * @returns the position after this page: in the same lane when the page is full, in the next, or at the tail.
 */
export async function fillScope(view: PullView, scope: string, from: FillPosition): Promise<Position> {
  return scope === WORKSPACE_SCOPE ? fillWorkspace(view, from) : fillQueue(view, scope, from);
}

async function fillWorkspace({ tx, page }: PullView, from: FillPosition): Promise<Position> {
  if (from.lane > 0) return tailFrom(from);
  const wanted = page.room;
  if (wanted === 0) return from;
  const rows = await tx.raw<{ kind: string; id: string; row: string }>(
    `select e.kind, e.id, w.row::text as row from scope_entry e
     join workspace_row w on w.kind = e.kind and w.id = e.id
     where e.scope = $1 and e.lane = 0 and not e.gone and (e.id, e.kind) > ($2::uuid, $3)
     order by e.id, e.kind limit $4`,
    [WORKSPACE_SCOPE, from.id === '' ? NO_ID : from.id, from.kind, wanted + 1],
  );
  for (const { kind, row } of rows.slice(0, wanted)) page.put(kind, row);
  const last = rows[wanted - 1];
  return rows.length > wanted && last !== undefined ? { ...from, id: last.id, kind: last.kind } : nextLane(from);
}

async function fillQueue(view: PullView, scope: string, from: FillPosition): Promise<Position> {
  const isGlimpse = scope === toldScope(view.user.id);
  // In a scope that has never been written there is nothing, as in most of what was sent on.
  if ((view.heads.get(scope) ?? 0) === 0) return nextLane(from);
  // What was sent to a queue that the reader works comes with that queue.
  const besides = isGlimpse || scope === sentScope(view.user.id) ? view.queueIds : [];
  let position = from;
  for (;;) {
    if (view.page.room === 0) return position;
    // A ticket cut by the page before is read again, with what comes after it; at the start nothing has been read.
    const operator = position.part === undefined && position.id !== '' ? '>' : '>=';
    const tickets = await view.tx.raw<{ id: string; row: string }>(
      `select e.id, t.row::text as row from scope_entry e join ticket t on t.id = e.id
       where e.scope = $1 and e.lane = $2 and not e.gone and e.id ${operator} $3::uuid
         and t.queue_id <> all($5::uuid[]) order by e.id limit $4`,
      [scope, position.lane, position.id === '' ? NO_ID : position.id, TICKETS_AT_ONCE, besides],
    );
    if (tickets.length === 0) return nextLane(position);
    // The ticket that was cut may have left the scope meanwhile: then there is nothing to resume.
    const resume = tickets[0]?.id === position.id ? position.part : undefined;
    const { whole, cut } = await putBundles(
      view,
      tickets.map(({ id, row }) => ({ id, row, partsAfterVer: ALL_PARTS, isGlimpse })),
      resume,
    );
    const { part: _part, ...rest } = position;
    const lastWhole = tickets[whole - 1];
    if (lastWhole !== undefined) position = { ...rest, id: lastWhole.id };
    if (cut !== undefined) return { ...rest, id: tickets[whole]?.id ?? rest.id, part: [...cut] };
    if (whole < tickets.length) return position;
  }
}

function nextLane(from: FillPosition): Position {
  return from.lane === 0 ? { at: 'fill', upTo: from.upTo, lane: 1, id: '', kind: '' } : tailFrom(from);
}

function tailFrom({ upTo }: FillPosition): Position {
  return { at: 'tail', base: upTo, ver: upTo, id: '', kind: '' };
}
