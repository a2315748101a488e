import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvents, type ServerEvent } from './read-events.ts';

/** A stream of these bytes, cut after each of some positions. */
function streamOf(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return new ReadableStream({
    start(controller) {
      let from = 0;
      for (const end of [...ends, bytes.length]) {
        if (end > from) controller.enqueue(bytes.slice(from, end));
        from = Math.max(from, end);
      }
      controller.close();
    },
  });
}

async function read(text: string, cuts: readonly number[] = []): Promise<{ events: ServerEvent[]; beats: number }> {
  const events: ServerEvent[] = [];
  let beats = 0;
  await readEvents(
    streamOf(new TextEncoder().encode(text), cuts),
    () => (beats += 1),
    (event) => events.push(event),
  );
  return { events, beats };
}

const anyLineText = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, ''));
const anyEvent = fc.record({
  name: fc.constantFrom('poke', 'presence', 'message'),
  data: fc.array(anyLineText, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
});

test('events are read alike wherever the stream is cut, with every line end, between comments', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEvent, { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat({ max: 2_000 }), { maxLength: 12 }),
      async (events, lineEnd, cuts) => {
        const text = events
          .map(({ name, data }) => {
            const lines = [
              `: alive`,
              `event: ${name}`,
              `id: 7`,
              ...data.split('\n').map((line) => `data: ${line}`),
              '',
            ];
            return lines.map((line) => line + lineEnd).join('');
          })
          .join('');
        // A lone CR at the very end may be half of a line end: the comment shows that it was a whole one.
        expect((await read(`${text}: alive${lineEnd}${lineEnd}`, cuts)).events).toEqual(events);
      },
    ),
  );
});

test('a comment is a beat and no event, and so is a name without data', async () => {
  expect(await read(': alive\n\nevent: poke\n\n')).toEqual({ events: [], beats: 1 });
});

test('a name counts for its own event only, a field without a colon has no value, and one space is left out', async () => {
  const { events } = await read('event: presence\ndata:{"a":1}\n\ndata\n\nevent:poke\ndata:  two\n\n');
  expect(events).toEqual([
    { name: 'presence', data: '{"a":1}' },
    { name: 'message', data: '' },
    { name: 'poke', data: ' two' },
  ]);
});

test('an event that the end of the stream cuts off is none', async () => {
  expect((await read('event: poke\ndata: {}\n\nevent: poke\ndata: {}')).events).toHaveLength(1);
});

test('an event without end is given up before it fills the memory', async () => {
  await expect(read(`data: ${'x'.repeat(1_100_000)}`)).rejects.toThrow(RangeError);
});
