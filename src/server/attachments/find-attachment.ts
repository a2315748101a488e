import { canSee } from '../../shared/access/access.ts';
import type { Attachment } from '../../shared/domain/attachment.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { User } from '../../shared/domain/workspace.ts';
import type { Queryable } from '../db/database.ts';
import { problem } from '../problem.ts';

type Found = { readonly attachment: Attachment; readonly ticket: Ticket };

/** An attachment with its ticket as it is now; null when there is none. */
export async function findAttachment(db: Queryable, id: string): Promise<Found | null> {
  const [row] = await db.raw<{ row: Attachment; ticket: Ticket }>(
    `select p.row, t.row as ticket from ticket_part p join ticket t on t.id = p.ticket_id
     where p.kind = 'attachment' and p.id = $1::uuid`,
    [id],
  );
  return row === undefined ? null : { attachment: row.row, ticket: row.ticket };
}

/**
 * An attachment for somebody who reads it: whoever sees its ticket.
 *
 * @throws Problem 404 `not_found`, the same for one that is there and not theirs to see.
 */
export async function attachmentToRead(db: Queryable, id: string, user: User): Promise<Attachment> {
  const found = await findAttachment(db, id);
  if (found === null || !canSee(user, found.ticket)) throw notFound();
  return found.attachment;
}

/**
 * An attachment for somebody who sends its content: its author alone, also when the ticket has gone to a queue that
 * they do not see, for an escalation often leaves before its files do.
 *
 * @throws Problem 404 `not_found` to who does not see its ticket, 403 `forbidden` to who does.
 */
export async function attachmentToSend(db: Queryable, id: string, user: User): Promise<Attachment> {
  const found = await findAttachment(db, id);
  if (found?.attachment.authorId === user.id) return found.attachment;
  if (found === null || !canSee(user, found.ticket)) throw notFound();
  throw problem('forbidden', 403, 'The content of a file is sent by who attached it.');
}

function notFound(): Error {
  return problem('not_found', 404, 'There is no such attachment in your view.');
}
