import { ipcMain, type WebContents } from 'electron';
import { z } from 'zod';
import { EVENT_CHANNELS, LISTENING_CHANNEL } from '../shared/ipc/channel-names.ts';
import type { EventChannel } from '../shared/ipc/channel.ts';
import type { IsOwn } from './addresses.ts';
import { EventQueue } from './event-queue.ts';
import { isTrustedFrame } from './security.ts';

const listeningSchema = z.object({ channel: z.enum(EVENT_CHANNELS), isListening: z.boolean() });

/**
 * Events for the pages of the windows, kept for each until it listens: the click on an alert that starts the app, or that
 * comes while the page reloads after a crash, reaches it when it is ready.
 */
export class PageEvents {
  readonly #queues = new Map<WebContents, EventQueue>();

  constructor(isOwn: IsOwn) {
    ipcMain.on(LISTENING_CHANNEL, (event, raw: unknown) => {
      if (!isTrustedFrame(event.senderFrame, isOwn)) return;
      const word = listeningSchema.safeParse(raw);
      if (word.success) this.#queues.get(event.sender)?.hear(word.data.channel, word.data.isListening);
    });
  }

  /** Sends to this page too from now on, until it is gone for good. */
  attach(contents: WebContents): void {
    const queue = new EventQueue((channel, payload) => contents.send(channel, payload));
    this.#queues.set(contents, queue);
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) queue.pageGone();
    });
    contents.on('render-process-gone', () => queue.pageGone());
    contents.on('destroyed', () => {
      queue.pageGone();
      this.#queues.delete(contents);
    });
  }

  /** Sends an event to one page, now or when it listens. Does nothing for a page that is not attached, or no longer. */
  send<Payload>(contents: WebContents, channel: EventChannel<Payload>, payload: Payload): void {
    this.#queues.get(contents)?.send(channel.name, payload);
  }

  /** Sends an event to every page but one, now or when each listens. */
  sendToAll<Payload>(channel: EventChannel<Payload>, payload: Payload, except: WebContents | null = null): void {
    for (const [contents, queue] of this.#queues) if (contents !== except) queue.send(channel.name, payload);
  }
}
