/**
 * Windows hear of changes in any order: tells whether what is heard of a ticket is newer than what is held of it.
 */
export class RevisionGate {
  #floor = 0;
  readonly #seen = new Map<string, number>();

  /** Everything that is held was read at this revision of the database. */
  readAt(revision: number): void {
    this.#floor = revision;
    this.#seen.clear();
  }

  /** Whether a revision of a ticket is newer than what was let in before; then it is let in. */
  lets(ticketId: string, revision: number): boolean {
    if (revision <= (this.#seen.get(ticketId) ?? this.#floor)) return false;
    this.#seen.set(ticketId, revision);
    return true;
  }
}
