import type { EventChannelName } from '../shared/ipc/channel-names.ts';

// More clicks than an agent makes while a page reloads.
const MAX_KEPT = 20;

/** Delivers events to a page that may not listen yet: they wait, per channel and in order, the oldest giving way. */
export class EventQueue {
  readonly #deliver: (channel: EventChannelName, payload: unknown) => void;
  readonly #listening = new Set<EventChannelName>();
  readonly #kept = new Map<EventChannelName, readonly unknown[]>();

  constructor(deliver: (channel: EventChannelName, payload: unknown) => void) {
    this.#deliver = deliver;
  }

  /** Delivers an event now, or when the page listens to its channel. */
  send(channel: EventChannelName, payload: unknown): void {
    if (this.#listening.has(channel)) this.#deliver(channel, payload);
    else this.#kept.set(channel, [...(this.#kept.get(channel) ?? []), payload].slice(-MAX_KEPT));
  }

  /** The page began or ceased to listen to a channel. */
  hear(channel: EventChannelName, isListening: boolean): void {
    if (!isListening) {
      this.#listening.delete(channel);
      return;
    }
    this.#listening.add(channel);
    const kept = this.#kept.get(channel) ?? [];
    this.#kept.delete(channel);
    for (const payload of kept) this.#deliver(channel, payload);
  }

  /** The page is gone, and its listeners with it, without a word. */
  pageGone(): void {
    this.#listening.clear();
  }
}
