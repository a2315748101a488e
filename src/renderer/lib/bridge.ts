import type { EventChannel, InvokeChannel } from '../../shared/ipc/channel.ts';

/** Asks main, with both ends of the conversation parsed. Rejects when main throws or answers in another shape. */
export async function call<Args, Out>(channel: InvokeChannel<Args, Out>, args: Args): Promise<Out> {
  return channel.result.parse(await window.patamar.invoke(channel.name, args));
}

/** Hears a notice of main until the function it returns is called. A payload of another shape throws in the listener. */
export function listen<Payload>(channel: EventChannel<Payload>, listener: (payload: Payload) => void): () => void {
  return window.patamar.on(channel.name, (payload) => listener(channel.payload.parse(payload)));
}
