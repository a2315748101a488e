import type { User } from '../domain/workspace.ts';

/** Why a person's row may not be saved as it is. */
export type PersonRefusal = 'conflict.own_admin' | 'conflict.last_admin' | 'conflict.email';

/** What a change of a person is judged by: the row before (none for a new person), who acts, and everybody there is. */
export type PersonChange = {
  readonly before: User | undefined;
  readonly after: User;
  readonly actorId: string;
  readonly people: readonly User[];
};

/** Whether a person administers the workspace and is no program. */
export function isAdministrator({ role, isActive }: User): boolean {
  return role === 'admin' && isActive;
}

/**
 * Whether a person's row may be saved. Nobody takes away their own administration (`conflict.own_admin`), there is
 * always an administrator (`conflict.last_admin`), and an e-mail, by which one signs in, belongs to one person whatever
 * its case (`conflict.email`).
 */
export function refusePerson({ before, after, actorId, people }: PersonChange): PersonRefusal | null {
  const others = people.filter(({ id }) => id !== after.id);
  if (before !== undefined && isAdministrator(before) && !isAdministrator(after)) {
    if (actorId === after.id) return 'conflict.own_admin';
    if (!others.some(isAdministrator)) return 'conflict.last_admin';
  }
  const email = addressOf(after);
  if (before !== undefined && addressOf(before) === email) return null;
  return email !== '' && others.some((other) => addressOf(other) === email) ? 'conflict.email' : null;
}

function addressOf({ email }: User): string {
  return email.trim().toLowerCase();
}
