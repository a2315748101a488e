/** Channels the page may invoke. Preload imports these lists and nothing else, so it stays tiny and sandboxed. */
export const INVOKE_CHANNELS = [
  'app:info',
  'secret:save',
  'secret:load',
  'secret:clear',
  'settings:load',
  'settings:save',
  'alerts:plan',
  'alerts:acknowledge',
  'alerts:snooze',
  'alerts:test',
  'alerts:tray',
  'alerts:focused-ticket',
  'machine:start-at-login',
  'machine:kept-sizes',
  'machine:diagnostics',
  'machine:open-document',
  'journal:append',
  'journal:acknowledge',
  'journal:read',
  'journal:generation',
  'journal:forget',
  'storage:set-aside',
  'export:save',
  'storage:room',
  'files:keep',
  'files:list',
  'files:read',
  'files:drop',
  'files:forget',
  'files:save',
  'window:open',
] as const;

/** Channels main may send to the page. */
export const EVENT_CHANNELS = [
  'ticket:open',
  'list:open',
  'queue:open',
  'alert:acted',
  'alert:failed',
  'power:resumed',
  'settings:changed',
] as const;

/** Preload's own word to main: whether the page listens to an event. Until it does, main keeps that event's payloads. */
export const LISTENING_CHANNEL = 'bridge:listening';

export type InvokeChannelName = (typeof INVOKE_CHANNELS)[number];
export type EventChannelName = (typeof EVENT_CHANNELS)[number];

/** What preload puts on `window.patamar`: the only door out of the page. Untyped on purpose; contract.ts types it. */
export type PatamarBridge = {
  invoke(channel: string, args?: unknown): Promise<unknown>;
  /** Listens until the function it returns is called. What main sent before the first listener came is delivered to it. */
  on(channel: string, listener: (payload: unknown) => void): () => void;
};
