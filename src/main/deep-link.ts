import { z } from 'zod';

export const LINK_SCHEME = 'patamar';

/** The ticket that a `patamar://ticket/<id>` link names, or null for any other text. What follows the id is ignored. */
export function ticketInLink(link: string): string | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== `${LINK_SCHEME}:` || url.host !== 'ticket') return null;
  const id = z.uuid().safeParse(url.pathname.slice(1));
  return id.success ? id.data : null;
}

/** The ticket named by the first link among a process's arguments, or null. */
export function ticketInArguments(argv: readonly string[]): string | null {
  const link = argv.find((argument) => argument.startsWith(`${LINK_SCHEME}://`));
  return link === undefined ? null : ticketInLink(link);
}
