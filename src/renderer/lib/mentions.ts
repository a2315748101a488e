import { canSee, type Sighted } from '../../shared/access/access.ts';
import type { User } from '../../shared/domain/workspace.ts';
import { fold } from '../../shared/search/fold.ts';

/** Somebody whom a note can name. */
export type Mention = Pick<User, 'id' | 'name'>;

/** As many names as are offered at once. */
const MOST_OFFERED = 6;
/** A name that is being typed, from its "@" to the cursor; what stands before the "@" is no letter, as in an address. */
const BEGUN = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}][\p{L}\p{N} .'-]{0,40})?$/u;

/** The colleagues who see a ticket, by name: those whom a note on it can name. */
export function mentionable(ticket: Sighted, users: ReadonlyMap<string, User>, meId: string): readonly Mention[] {
  return [...users.values()]
    .filter((user) => user.id !== meId && user.role !== 'system' && canSee(user, ticket))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The people whose name begins like what is typed before the cursor, and where its "@" is; null where none is typed, or nobody is called so. */
export function mentionAt(
  text: string,
  cursor: number,
  people: readonly Mention[],
): { readonly fromIndex: number; readonly people: readonly Mention[] } | null {
  const begun = BEGUN.exec(text.slice(Math.max(0, cursor - 50), cursor));
  if (begun === null) return null;
  const typed = begun[1] ?? '';
  const wanted = fold(typed);
  const found = people.filter(({ name }) => {
    const folded = fold(name);
    // What is complete is no longer offered.
    return (
      folded !== wanted.trim() &&
      (folded.startsWith(wanted) || folded.split(' ').some((part) => part.startsWith(wanted)))
    );
  });
  return found.length === 0 ? null : { fromIndex: cursor - typed.length - 1, people: found.slice(0, MOST_OFFERED) };
}

/** The text with a name in place of what was typed of it, and where the cursor goes. */
export function withMention(
  text: string,
  fromIndex: number,
  cursor: number,
  { name }: Mention,
): { readonly text: string; readonly cursor: number } {
  const put = `@${name} `;
  return { text: text.slice(0, fromIndex) + put + text.slice(cursor), cursor: fromIndex + put.length };
}

/** The ids of those whom a text names in full, the longest names first, so that of two one is not taken for the other. */
export function mentionsIn(text: string, people: readonly Mention[]): readonly string[] {
  let left = text;
  const named: string[] = [];
  for (const { id, name } of people.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!left.includes(`@${name}`)) continue;
    named.push(id);
    left = left.replaceAll(`@${name}`, ' ');
  }
  return named;
}
