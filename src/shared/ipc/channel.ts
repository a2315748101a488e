import type { z } from 'zod';
import type { EventChannelName, InvokeChannelName } from './channel-names.ts';

/** A question from the page to main. Main parses `args`, the page parses `result`. */
export type InvokeChannel<Args, Out> = {
  readonly name: InvokeChannelName;
  readonly args: z.ZodType<Args>;
  readonly result: z.ZodType<Out>;
};

/** A notice from main to the page, which parses `payload`. */
export type EventChannel<Payload> = { readonly name: EventChannelName; readonly payload: z.ZodType<Payload> };

export function invokeChannel<Args, Out>(
  name: InvokeChannelName,
  args: z.ZodType<Args>,
  result: z.ZodType<Out>,
): InvokeChannel<Args, Out> {
  return { name, args, result };
}

export function eventChannel<Payload>(name: EventChannelName, payload: z.ZodType<Payload>): EventChannel<Payload> {
  return { name, payload };
}
