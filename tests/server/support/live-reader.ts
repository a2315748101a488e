import { onTestFinished } from 'vitest';
import { presenceEventSchema, type PresenceEvent } from '../../../src/shared/protocol/presence.ts';

/** A live stream that is being read. */
export type LiveReader = {
  /** How many pokes have come so far. */
  readonly pokes: number;
  /** What was said of presence so far, in order. */
  readonly presence: readonly PresenceEvent[];
  /** Waits until more than so many pokes have come. @throws Error when the stream ends before. */
  untilPokes(moreThan: number): Promise<void>;
  /** Waits until more than so many events of presence have come. @throws Error when the stream ends before. */
  untilPresence(moreThan: number): Promise<void>;
  /** Resolves when the stream has ended. */
  readonly ended: Promise<void>;
};

/** Opens a live stream and reads it until the test is over; resolves at its first poke, which says that it is heard. */
export async function openLive(url: string, token: string): Promise<LiveReader> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await fetch(`${url}/v1/sync/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  if (response.status !== 200 || response.body === null) throw new Error(`live: ${response.status}`);
  let pokes = 0;
  const presence: PresenceEvent[] = [];
  let isOver = false;
  let wake = Promise.withResolvers<void>();
  const note = (): void => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  const take = (event: string): void => {
    const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
    if (name === 'poke') pokes += 1;
    if (name === 'presence') presence.push(presenceEventSchema.parse(JSON.parse(data ?? '')));
    note();
  };
  const read = async (body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> => {
    let rest = '';
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        const events = (rest + chunk).split('\n\n');
        rest = events.pop() ?? '';
        events.forEach(take);
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      isOver = true;
      note();
    }
  };
  const ended = read(response.body);
  const until = async (count: () => number, moreThan: number, what: string): Promise<void> => {
    while (count() <= moreThan) {
      if (isOver) throw new Error(`The stream ended after ${count()} ${what}`);
      await wake.promise;
    }
  };
  const reader: LiveReader = {
    get pokes() {
      return pokes;
    },
    presence,
    ended,
    untilPokes: (moreThan) => until(() => pokes, moreThan, 'pokes'),
    untilPresence: (moreThan) => until(() => presence.length, moreThan, 'words of presence'),
  };
  await reader.untilPokes(0);
  return reader;
}
