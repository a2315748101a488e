import { glimpseOf, isGlimpsed } from '../../shared/access/glimpse.ts';
import type { PartKind, PartRow as Part } from '../../shared/domain/tables.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { PullView } from './pull-view.ts';

/**
 * A ticket of a page with the condition on its parts: all of them, or those written after a version. Of a glimpse, what is left
 * of the ticket and of its parts (shared/access/glimpse.ts).
 */
export type Bundle = {
  readonly id: string;
  readonly row: string;
  readonly partsAfterVer: number;
  readonly isGlimpse: boolean;
};

/** Where a ticket's parts were cut off by the end of a page: kind and id of the last one sent. */
export type PartMark = readonly [kind: string, id: string];

type PartRow = { kind: string; id: string; ticket_id: string; row: string };

/**
 * Puts tickets with their parts onto the page, whole ones only, except that the first of a page may be cut when it
 * is larger than a page.
 *
 * @param resume where the first bundle was cut by the page before.
 * @returns how many went in whole, and where the next was cut, if it was.
 */
export async function putBundles(
  { tx, page, user }: PullView,
  bundles: readonly Bundle[],
  resume: PartMark | undefined,
): Promise<{ whole: number; cut: PartMark | undefined }> {
  const parts = await readParts(tx, bundles);
  let whole = 0;
  for (const [index, bundle] of bundles.entries()) {
    const after = index === 0 ? resume : undefined;
    const left = (parts.get(bundle.id) ?? []).filter((part) => !bundle.isGlimpse || isLeft(part, user.id));
    const own = left.filter((part) => after === undefined || isAfter(part, after));
    const size = own.length + (after === undefined ? 1 : 0);
    if (size > page.room && !page.isEmpty) return { whole, cut: undefined };
    if (after === undefined) page.put('ticket', bundle.isGlimpse ? glimpsed(bundle.row) : bundle.row);
    const fitting = own.slice(0, page.room);
    for (const part of fitting) page.put(part.kind, part.row);
    if (fitting.length < own.length) {
      const last = fitting.at(-1);
      return { whole, cut: last === undefined ? (after ?? ['', '']) : [last.kind, last.id] };
    }
    whole += 1;
  }
  return { whole, cut: undefined };
}

function glimpsed(row: string): string {
  return JSON.stringify(glimpseOf(JSON.parse(row) as Ticket));
}

function isLeft({ kind, row }: PartRow, userId: string): boolean {
  return isGlimpsed(kind as PartKind, JSON.parse(row) as Part, userId);
}

async function readParts(tx: PullView['tx'], bundles: readonly Bundle[]): Promise<Map<string, PartRow[]>> {
  const rows = await tx.raw<PartRow>(
    `select p.kind, p.id, p.ticket_id, p.row::text as row
     from unnest($1::uuid[], $2::bigint[]) as b(id, after_ver)
     join ticket_part p on p.ticket_id = b.id and p.ver > b.after_ver
     order by p.kind collate "C", p.id`,
    [bundles.map(({ id }) => id), bundles.map(({ partsAfterVer }) => partsAfterVer)],
  );
  const byTicket = new Map<string, PartRow[]>();
  for (const row of rows) {
    const own = byTicket.get(row.ticket_id);
    if (own === undefined) byTicket.set(row.ticket_id, [row]);
    else own.push(row);
  }
  return byTicket;
}

function isAfter(part: PartRow, [kind, id]: PartMark): boolean {
  return part.kind > kind || (part.kind === kind && part.id > id);
}
