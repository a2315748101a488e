import type { OutboxEntry } from './outbox-entry.ts';

/** The last ones are enough to see that what was kept has gone. */
const MOST = 5;

/** One state of the outbox: what is shown of it, the ids of all that is in it, and what was refused. */
export type OutboxSight = {
  readonly shown: readonly OutboxEntry[];
  readonly presentIds: ReadonlySet<string>;
  /** By what was done when: a refused action is named by its client's count, not by its place here. */
  readonly refused: readonly Pick<OutboxEntry, 'name' | 'performedAtMs'>[];
};

/**
 * Remembers the last actions that went from the outbox to the backend, for as long as the window lives: an action that
 * was there, is gone, and was not refused. One that was withdrawn is still there, under another name.
 */
export class SentLog {
  #last: readonly OutboxEntry[] = [];
  #sent: readonly OutboxEntry[] = [];

  /** The newest first. */
  get sent(): readonly OutboxEntry[] {
    return this.#sent;
  }

  take({ shown, presentIds, refused }: OutboxSight): void {
    const refusedNames = new Set(refused.map(nameOf));
    const gone = this.#last
      .filter((entry) => !presentIds.has(entry.id) && !refusedNames.has(nameOf(entry)))
      .map((entry): OutboxEntry => ({ ...entry, state: 'sent' }));
    this.#last = shown;
    if (gone.length > 0) this.#sent = [...gone.toReversed(), ...this.#sent].slice(0, MOST);
  }
}

function nameOf({ name, performedAtMs }: Pick<OutboxEntry, 'name' | 'performedAtMs'>): string {
  return `${name} ${performedAtMs}`;
}
