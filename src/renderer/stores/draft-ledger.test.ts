import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DraftLedger, type DraftNews } from './draft-ledger.ts';

const KEY = 'reply:t1';

/** Some windows with the same draft, and what they have told one another that has not arrived yet. */
function windowsOf(clocks: readonly (() => number)[]) {
  const windows = clocks.map((nowMs, index) => ({
    ledger: new DraftLedger(`w${index}`, nowMs),
    text: '',
    inbox: new Map<number, DraftNews[]>(),
  }));
  return {
    windows,
    type: (from: number, text: string): void => {
      const window = windows[from];
      if (window === undefined) return;
      const news = window.ledger.write(KEY, text);
      window.text = text;
      for (const [to, other] of windows.entries()) {
        if (to !== from) other.inbox.set(from, [...(other.inbox.get(from) ?? []), news]);
      }
    },
    /** What one window told another arrives in its own order, but between what others told at any moment. */
    deliver: (to: number, from: number): boolean => {
      const window = windows[to];
      const news = window?.inbox.get(from)?.shift();
      if (window === undefined || news === undefined) return false;
      if (window.ledger.take(news)) window.text = news.text;
      return true;
    },
  };
}

test('the last key holds in both windows, and a text sent away stays away', () => {
  const { windows, type, deliver } = windowsOf([() => 1, () => 1]);
  type(0, 'Bom dia');
  deliver(1, 0);
  type(1, 'Bom dia, Ana');
  type(1, '');
  while (deliver(0, 1));
  expect(windows.map(({ text }) => text)).toEqual(['', '']);
});

test('two windows typed in at the very same moment end with the same text', () => {
  const { windows, type, deliver } = windowsOf([() => 5, () => 5]);
  type(0, 'a');
  type(1, 'b');
  deliver(0, 1);
  deliver(1, 0);
  expect(windows.map(({ text }) => text)).toEqual(['b', 'b']);
});

test('whatever is typed where and heard when, all windows end with one of the last texts, and the same one', () => {
  const anyStep = fc.oneof(
    fc.record({ kind: fc.constant('type' as const), window: fc.nat(2), from: fc.nat(2) }),
    fc.record({ kind: fc.constant('deliver' as const), window: fc.nat(2), from: fc.nat(2) }),
  );
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), fc.array(fc.nat(3), { minLength: 1 }), (steps, ticks) => {
      let nowMs = 1_000;
      const clock = (): number => {
        // A clock that stands still, runs and is set back.
        nowMs += (ticks[nowMs % ticks.length] ?? 0) - 1;
        return nowMs;
      };
      const { windows, type, deliver } = windowsOf([clock, clock, clock]);
      const lastOf = new Map<number, string>();
      for (const [index, step] of steps.entries()) {
        if (step.kind === 'deliver') deliver(step.window, step.from);
        else {
          type(step.window, `text ${index}`);
          lastOf.set(step.window, `text ${index}`);
        }
      }
      for (const to of [0, 1, 2]) for (const from of [0, 1, 2]) while (deliver(to, from));
      expect(new Set(windows.map(({ text }) => text)).size).toBe(1);
      expect(lastOf.size === 0 ? [''] : [...lastOf.values()]).toContain(windows[0]?.text);
    }),
  );
});
