import type { PresenceEvent, PresenceRequest } from '../../shared/protocol/presence.ts';
import type { SyncBroadcast, WindowPlace } from './messages.ts';

type DeskOptions = {
  /** The client of this moment: a restored backend has it begin a new one. */
  readonly clientId: () => Promise<string>;
  /** Whether the backend can be reached now. */
  readonly isOnline: () => boolean;
  /** Resolves when the backend has answered, or not: never rejects. */
  readonly send: (request: PresenceRequest) => Promise<unknown>;
  readonly broadcast: (message: SyncBroadcast) => void;
};

/**
 * The leading worker's part in presence: passes on what the backend says of others to all windows, and what the windows
 * say of themselves to the backend, one at a time and only the newest word of each. What cannot be said now is not kept:
 * each window says it again.
 */
export class PresenceDesk {
  readonly #options: DeskOptions;
  readonly #known = new Map<string, PresenceEvent>();
  readonly #unsaid = new Map<string, WindowPlace>();
  #isSending = false;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** The backend says who is at a ticket; null: the line is gone, and with it all that was known. */
  hear(event: PresenceEvent | null): void {
    if (event === null) {
      if (this.#known.size === 0) return;
      this.#known.clear();
      this.tellAll();
      return;
    }
    if (event.people.length === 0) this.#known.delete(event.ticketId);
    else this.#known.set(event.ticketId, event);
    this.#options.broadcast({ type: 'presence', isWhole: false, events: [event] });
  }

  /** Tells all windows everything: a new one has asked, or another worker led before and may have told of more. */
  tellAll(): void {
    this.#options.broadcast({ type: 'presence', isWhole: true, events: [...this.#known.values()] });
  }

  /** A window says where it is. */
  say(place: WindowPlace): void {
    if (!this.#options.isOnline()) return;
    this.#unsaid.delete(place.windowId);
    this.#unsaid.set(place.windowId, place);
    if (!this.#isSending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    try {
      for (const [windowId, place] of this.#unsaid) {
        this.#unsaid.delete(windowId);
        await this.#options.send({ clientId: await this.#options.clientId(), ...place });
      }
    } finally {
      this.#isSending = false;
    }
  }
}
