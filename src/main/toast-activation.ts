import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Between the ticket of a toast's tag and what makes the tag its own. */
const BETWEEN = '.';
const NO_TICKET = 'none';

/**
 * A name for a toast that says which ticket it leads to, after the process that showed it has gone too: Windows gives it
 * back as the tag. At most 64 characters, as tags are, and never twice the same: the second would take the first one's place.
 */
export function toastTag(ticketId: string | null): string {
  return `${ticketId ?? NO_TICKET}${BETWEEN}${randomUUID().slice(0, 8)}`;
}

/** The toast that was clicked, as Electron says it of Windows ("type=click&tag=…"), and its ticket; null for any other text. */
export function activatedToast(activation: string): { readonly tag: string; readonly ticketId: string | null } | null {
  const tag = new URLSearchParams(activation).get('tag');
  if (tag === null || !tag.includes(BETWEEN)) return null;
  const id = z.uuid().safeParse(tag.split(BETWEEN)[0]);
  return { tag, ticketId: id.success ? id.data : null };
}
