import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deskLayout, isRailBySelf, noWishes, ownWindowContext } from './desk-layout.ts';

const widths = fc.integer({ min: 480, max: 5_000 });
const pixels = fc.option(fc.integer({ min: -100, max: 9_000 }), { nil: null });
const anyWishes = fc.record({
  isRail: fc.option(fc.boolean(), { nil: null }),
  navigation: pixels,
  list: pixels,
  context: pixels,
});

test('whatever the agent wants, the ticket keeps room to be read and answered in, and nothing is wider than the window', () => {
  fc.assert(
    fc.property(widths, anyWishes, (width, wishes) => {
      const { isOnePane, navigation, list, context } = deskLayout(width, wishes);
      const taken = navigation.width + list.width + (context?.width ?? 0);
      expect(width - taken).toBeGreaterThanOrEqual(isOnePane ? 0 : 460);
      const panes = [navigation, list, context].filter((pane) => pane !== null);
      expect(panes.filter((pane) => pane.width < pane.least || pane.width > pane.most)).toEqual([]);
    }),
  );
});

test('where list and ticket just fit side by side, the navigation is a rail whatever the agent wants', () => {
  const wishes = { ...noWishes, isRail: false };
  const rails = [859, 860, 947, 948].map((width) => deskLayout(width, wishes).isRail);
  expect(rails).toEqual([false, true, true, false]);
});

test('what the agent wants is what they get where there is room for it', () => {
  const { navigation, list, context } = deskLayout(2_560, { isRail: false, navigation: 300, list: 500, context: 280 });
  expect([navigation.width, list.width, context?.width]).toEqual([300, 500, 280]);
});

test('the least window has a rail, list and ticket; a usual one the whole navigation; a wide one the context too', () => {
  const seen = [1_024, 1_280, 1_440, 1_600].map((width) => {
    const { isOnePane, isRail, context } = deskLayout(width, noWishes);
    return { width, isOnePane, isRail, hasContext: context !== null };
  });
  expect(seen).toEqual([
    { width: 1_024, isOnePane: false, isRail: true, hasContext: false },
    { width: 1_280, isOnePane: false, isRail: false, hasContext: false },
    { width: 1_440, isOnePane: false, isRail: false, hasContext: false },
    { width: 1_600, isOnePane: false, isRail: false, hasContext: true },
  ]);
});

test('at 200 % zoom of a usual screen there is one pane beside the rail', () => {
  expect(deskLayout(720, noWishes)).toMatchObject({ isOnePane: true, isRail: true, context: null });
  expect(deskLayout(512, { ...noWishes, isRail: false })).toMatchObject({ isOnePane: true, isRail: true });
});

test('a rail that was asked for makes room for the context in a window that has none beside the whole navigation', () => {
  expect(deskLayout(1_440, { ...noWishes, isRail: true }).context).not.toBeNull();
});

test('a ticket in its own window has the context beside it where it is wide enough', () => {
  expect(ownWindowContext(880, null)).toBeNull();
  expect(ownWindowContext(1_280, null)?.width).toBe(312);
  expect(isRailBySelf(1_024)).toBe(true);
});
