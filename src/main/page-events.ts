import { ipcMain, type WebContents } from 'electron';
import { z } from 'zod';
import { EVENT_CHANNELS, LISTENING_CHANNEL, type EventChannelName } from '../shared/ipc/channel-names.ts';
import type { EventChannel } from '../shared/ipc/contract.ts';
import type { IsOwn } from './addresses.ts';
import { isTrustedFrame } from './security.ts';

const listeningSchema = z.object({ channel: z.enum(EVENT_CHANNELS), isListening: z.boolean() });
// More clicks than an agent makes while a page reloads.
const MAX_KEPT = 20;

/**
 * Events for the page, kept until it listens: the click on an alert that starts the app, or that comes while the page
 * reloads after a crash, reaches it when it is ready.
 */
export class PageEvents {
  #contents: WebContents | null = null;
  readonly #listening = new Set<EventChannelName>();
  readonly #kept = new Map<EventChannelName, unknown[]>();

  constructor(isOwn: IsOwn) {
    ipcMain.on(LISTENING_CHANNEL, (event, raw: unknown) => {
      if (event.sender !== this.#contents || !isTrustedFrame(event.senderFrame, isOwn)) return;
      const word = listeningSchema.safeParse(raw);
      if (word.success) this.#hear(word.data.channel, word.data.isListening);
    });
  }

  /** Sends to this page from now on. */
  attach(contents: WebContents): void {
    this.#contents = contents;
    this.#listening.clear();
    // A page that goes takes its listeners along without a word.
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#listening.clear();
    });
    contents.on('render-process-gone', () => this.#listening.clear());
    contents.on('destroyed', () => {
      if (this.#contents === contents) this.#contents = null;
    });
  }

  /** Sends an event now, or when the page listens to it. */
  send<Payload>(channel: EventChannel<Payload>, payload: Payload): void {
    if (this.#contents !== null && this.#listening.has(channel.name)) {
      this.#contents.send(channel.name, payload);
      return;
    }
    const kept = [...(this.#kept.get(channel.name) ?? []), payload];
    this.#kept.set(channel.name, kept.slice(-MAX_KEPT));
  }

  #hear(channel: EventChannelName, isListening: boolean): void {
    if (!isListening) {
      this.#listening.delete(channel);
      return;
    }
    this.#listening.add(channel);
    for (const payload of this.#kept.get(channel) ?? []) this.#contents?.send(channel, payload);
    this.#kept.delete(channel);
  }
}
