import { onTestFinished } from 'vitest';

/** A live stream that is being read. */
export type LiveReader = {
  /** How many pokes have come so far. */
  readonly pokes: number;
  /** Waits until more than so many pokes have come. @throws Error when the stream ends before. */
  untilPokes(moreThan: number): Promise<void>;
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
  let isOver = false;
  let wake = Promise.withResolvers<void>();
  const note = (): void => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  const read = async (body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> => {
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        pokes += chunk.split('event: poke').length - 1;
        note();
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      isOver = true;
      note();
    }
  };
  const ended = read(response.body);
  const reader: LiveReader = {
    get pokes() {
      return pokes;
    },
    ended,
    async untilPokes(moreThan) {
      while (pokes <= moreThan) {
        if (isOver) throw new Error(`The stream ended after ${pokes} pokes`);
        await wake.promise;
      }
    },
  };
  await reader.untilPokes(0);
  return reader;
}
