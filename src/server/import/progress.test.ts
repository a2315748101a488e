import { expect, test } from 'vitest';
import type { ImportProgress } from './import-xes.ts';
import { progressView } from './progress.ts';

function shown(isTTY: boolean, percents: readonly number[], msApart: number): string[] {
  const written: string[] = [];
  const stream = { isTTY, write: (chunk: string | Uint8Array) => written.push(String(chunk)) > 0 };
  let nowMs = 0;
  const view = progressView(stream, () => nowMs);
  for (const percent of percents) {
    nowMs += msApart;
    const progress: ImportProgress = {
      phase: 'writing',
      percent,
      tickets: 1_234,
      events: 9_999,
      eventsPerSecond: 10_000,
    };
    view.show(progress);
  }
  view.end();
  return written;
}

test('a log gets one line for each tenth of the way, and the last', () => {
  const percents = Array.from({ length: 1_001 }, (_, index) => index / 10);
  const lines = shown(false, percents, 0);
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe('Importing   0 %: 1,234 incidents, 9,999 events, 10,000 events/s\n');
  expect(lines.at(-1)).toMatch(/^Importing 100 %/);
});

test('a terminal gets a bar that repaints itself in its line, ten times a second at most', () => {
  const frames = shown(true, [0, 25, 50, 100], 60);
  expect(frames).toHaveLength(4);
  expect(frames[1]).toContain('\r[############............] Importing  50 %');
  expect(frames[2]).toContain('[########################] Importing 100 %');
  expect(frames[3]).toBe('\n');
});
