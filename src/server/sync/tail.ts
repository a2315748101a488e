import { waitingSenderId } from '../../shared/access/access.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { type Bundle, putBundles } from './bundles.ts';
import type { TailPosition } from './cookie.ts';
import type { PullView } from './pull-view.ts';
import { sentScope, toldScope, WORKSPACE_SCOPE } from './scopes.ts';

const ENTRIES_AT_ONCE = 250;
/** No row's id is larger: with it and no kind, a position is past all of a version but at most a row that is sent again. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const ALL_PARTS = -1;

type Entry = {
  kind: string;
  id: string;
  ver: number;
  entered_ver: number;
  gone: boolean;
  row: string | null;
  queue_id: string | null;
};

/**
 * What changed in one scope since a position, in order of version. A ticket that left is deleted, unless it is in
 * another scope of the reader's: then that scope's entry tells; that of a queue goes before that of what was sent on. A ticket
 * that came in since `base` is sent with all its parts, another with those written since: what a part was written at is a version
 * of its queue, so that what was sent on comes whole each time, and so does the glimpse of what was accepted of it.
 */
export async function tailScope(
  view: PullView,
  scope: string,
  from: TailPosition,
): Promise<{ position: TailPosition; isDone: boolean }> {
  const head = view.heads.get(scope) ?? 0;
  let position = from;
  for (;;) {
    if (head <= position.base) return { position, isDone: true };
    if (view.page.room === 0) return { position, isDone: false };
    const entries = await readEntries(view, scope, position);
    if (entries.length === 0)
      return { position: { at: 'tail', base: head, ver: head, id: LAST_ID, kind: '' }, isDone: true };
    const next = await putEntries(view, scope, entries, position);
    position = next.position;
    if (!next.fits) return { position, isDone: false };
  }
}

async function readEntries({ tx }: PullView, scope: string, { ver, id, kind, part }: TailPosition): Promise<Entry[]> {
  const table = scope === WORKSPACE_SCOPE ? 'workspace_row' : 'ticket';
  const own = scope === WORKSPACE_SCOPE ? 'and r.kind = e.kind' : '';
  const queue = scope === WORKSPACE_SCOPE ? 'null' : 'r.queue_id';
  const operator = part === undefined ? '>' : '>=';
  return tx.raw<Entry>(
    `select e.kind, e.id, e.ver, e.entered_ver, e.gone, r.row::text as row, ${queue} as queue_id
     from scope_entry e left join ${table} r on r.id = e.id ${own}
     where e.scope = $1 and (e.ver, e.id, e.kind) ${operator} ($2::bigint, $3::uuid, $4)
     order by e.ver, e.id, e.kind limit ${ENTRIES_AT_ONCE}`,
    [scope, ver, id === '' ? LAST_ID : id, kind],
  );
}

async function putEntries(
  view: PullView,
  scope: string,
  entries: readonly Entry[],
  from: TailPosition,
): Promise<{ position: TailPosition; fits: boolean }> {
  const isGlimpse = scope === toldScope(view.user.id);
  const isSent = isGlimpse || scope === sentScope(view.user.id);
  let position = from;
  let run: Entry[] = [];
  // Tickets are put in runs, so that their parts are read together; everything else one by one, in order.
  const flush = async (): Promise<boolean> => {
    if (run.length === 0) return true;
    const bundles = run.map((entry): Bundle => ({
      id: entry.id,
      row: entry.row ?? '',
      partsAfterVer: isSent || entry.entered_ver > from.base ? ALL_PARTS : from.base,
      isGlimpse,
    }));
    const first = run[0];
    const resume = first?.id === position.id && first.ver === position.ver ? position.part : undefined;
    const { whole, cut } = await putBundles(view, bundles, resume);
    position = after(position, run[whole - 1]);
    const cutEntry = run[whole];
    if (cut !== undefined && cutEntry !== undefined) {
      position = { ...after(position, cutEntry), part: [...cut] };
    }
    const fits = cut === undefined && whole === run.length;
    run = [];
    return fits;
  };
  for (const entry of entries) {
    const isOfQueue = entry.queue_id !== null && view.queueIds.includes(entry.queue_id);
    if (!entry.gone && scope !== WORKSPACE_SCOPE && !(isSent && isOfQueue)) {
      run.push(entry);
      continue;
    }
    if (!(await flush()) || view.page.room === 0) return { position, fits: false };
    if (entry.gone) {
      if (!isOfQueue && !isSentOn(view, entry)) view.page.del(entry.kind, entry.id);
    } else if (!isSent) {
      view.page.put(entry.kind, entry.row ?? '');
    }
    position = after(position, entry);
  }
  return { fits: await flush(), position };
}

/**
 * Whether a ticket that has left a scope is one that the reader has escalated and that nobody has accepted yet. One that has been
 * accepted goes, whole, and its glimpse comes after it: the scope of that is the last one (`scopesInView`).
 */
function isSentOn({ user }: PullView, { row }: Entry): boolean {
  return row !== null && waitingSenderId(JSON.parse(row) as Ticket) === user.id;
}

function after(position: TailPosition, entry: Entry | undefined): TailPosition {
  if (entry === undefined) return position;
  return { at: 'tail', base: position.base, ver: entry.ver, id: entry.id, kind: entry.kind };
}
