import { PRESENCE_RENEW_MS, type PresenceState } from '../../shared/protocol/presence.ts';

/** Leafing through a list is not looking at each ticket. */
const SETTLED_MS = 400;
/** Who has not touched a key in the reply box for so long is thinking of something else. */
const ANSWERING_MS = 20_000;

type Place = { readonly ticketId: string | null; readonly state: PresenceState };

/**
 * Knows where this window is and says so: when it has settled on a ticket, when the agent begins or ceases to write an
 * answer there, and again every 20 s, for what is not said again is forgotten.
 */
export class PresenceAnnouncer {
  readonly #say: (place: Place) => void;
  #ticketId: string | null = null;
  #typedIn: string | null = null;
  #said: Place = { ticketId: null, state: 'viewing' };
  #settling: ReturnType<typeof setTimeout> | undefined;
  #ceasing: ReturnType<typeof setTimeout> | undefined;
  #renewing: ReturnType<typeof setInterval> | undefined;

  constructor(say: (place: Place) => void) {
    this.#say = say;
  }

  /** The ticket on screen; null when there is none, or nobody looks. */
  lookAt(ticketId: string | null): void {
    if (ticketId === this.#ticketId) return;
    this.#ticketId = ticketId;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#update(), SETTLED_MS);
  }

  /** A key was pressed in the reply box of a ticket. */
  typed(ticketId: string): void {
    this.#typedIn = ticketId;
    clearTimeout(this.#ceasing);
    this.#ceasing = setTimeout(() => this.doneTyping(), ANSWERING_MS);
    this.#update();
  }

  /** The answer is sent, or given up. */
  doneTyping(): void {
    clearTimeout(this.#ceasing);
    this.#typedIn = null;
    this.#update();
  }

  /** Says it again: the line has come up, and nobody may know. */
  renew(): void {
    if (this.#said.ticketId !== null) this.#say(this.#said);
  }

  /** Goes from wherever it is and says no more. */
  stop(): void {
    this.#ticketId = null;
    this.doneTyping();
    clearTimeout(this.#settling);
  }

  #update(): void {
    const ticketId = this.#ticketId;
    const state = ticketId !== null && this.#typedIn === ticketId ? 'answering' : 'viewing';
    if (ticketId === this.#said.ticketId && state === this.#said.state) return;
    this.#said = { ticketId, state };
    this.#say(this.#said);
    clearInterval(this.#renewing);
    if (ticketId !== null) this.#renewing = setInterval(() => this.renew(), PRESENCE_RENEW_MS);
  }
}
