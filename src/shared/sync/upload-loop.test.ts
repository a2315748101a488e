import { expect, test } from 'vitest';
import { err, ok } from '../lib/result.ts';
import { UploadLoop } from './upload-loop.ts';
import type { UnsentFile } from './uploads.ts';

type Slept = { readonly ms: number; readonly wake: () => void };

/** A loop over files that wait in a list, with sleeps that the test ends; `line` says whether the backend answers. */
function aLoop(waiting: UnsentFile[]) {
  const sleeps: Slept[] = [];
  let heard = Promise.withResolvers<Slept>();
  const line = { isUp: true };
  const received: string[] = [];
  const loop = new UploadLoop({
    files: {
      waiting: () => Promise.resolve([...waiting]),
      read: () => Promise.resolve(new Uint8Array(1)),
      stored: async (id) =>
        void waiting.splice(
          waiting.findIndex((file) => file.id === id),
          1,
        ),
      unknown: () => Promise.resolve(),
    },
    transport: {
      status: () =>
        Promise.resolve(
          line.isUp
            ? ok({ receivedBytes: 0, sizeBytes: 1, storedAtMs: null })
            : err({ kind: 'unreachable', detail: 'no line' }),
        ),
      append: (id) => {
        received.push(id);
        return Promise.resolve(ok({ receivedBytes: 1, sizeBytes: 1, storedAtMs: 1 }));
      },
    },
    onProgress: () => undefined,
    environment: {
      random: () => 0,
      sleep(ms) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const slept = { ms, wake: resolve };
        sleeps.push(slept);
        heard.resolve(slept);
        heard = Promise.withResolvers<Slept>();
        return { over: promise, wake: resolve };
      },
    },
  });
  return { loop, sleeps, line, received, nextSleep: () => heard.promise };
}

test('it sends what waits, sleeps, and looks again when it is asked to', async () => {
  const waiting = [{ id: 'a', sizeBytes: 1 }];
  const { loop, received, nextSleep } = aLoop(waiting);
  const asleep = nextSleep();
  const running = loop.run();
  expect((await asleep).ms).toBe(60_000);
  expect(received).toEqual(['a']);
  waiting.push({ id: 'b', sizeBytes: 1 });
  const again = nextSleep();
  loop.kick();
  await again;
  expect(received).toEqual(['a', 'b']);
  loop.stop();
  await running;
});

test('without a line it waits longer each time, and tries at once when it is asked to', async () => {
  const { loop, line, received, sleeps, nextSleep } = aLoop([{ id: 'a', sizeBytes: 1 }]);
  line.isUp = false;
  let asleep = nextSleep();
  const running = loop.run();
  for (let round = 0; round < 3; round += 1) {
    const { wake } = await asleep;
    asleep = nextSleep();
    wake();
  }
  await asleep;
  expect(sleeps.map(({ ms }) => ms)).toEqual([250, 500, 1_000, 2_000]);
  line.isUp = true;
  asleep = nextSleep();
  loop.kick();
  await asleep;
  expect(received).toEqual(['a']);
  loop.stop();
  await running;
});
