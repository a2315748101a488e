import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageWindow } from '../shared/ipc/page-window.ts';
import { MAX_TICKET_WINDOWS, WindowSet } from './window-set.ts';

const CONSOLE = { kind: 'console' } as const;
const WALLBOARD = { kind: 'wallboard' } as const;
const ticket = (n: number): PageWindow => ({
  kind: 'ticket',
  ticketId: `0197a3c2-5f0e-7d0a-9d9b-${String(n).padStart(12, '0')}`,
});

function aSet() {
  const fronted: PageWindow[] = [];
  const windows = new WindowSet<{ readonly page: PageWindow }>({
    make: (page) => ({ page }),
    bringToFront: ({ page }) => fronted.push(page),
  });
  return { windows, fronted };
}

test('a ticket asked for twice is brought to the front, another one opens beside it', () => {
  const { windows, fronted } = aSet();
  const first = windows.open(ticket(1));
  expect(first.outcome).toBe('opened');
  expect(windows.open(ticket(2)).outcome).toBe('opened');
  expect(windows.open(ticket(1))).toEqual({ outcome: 'broughtToFront', window: first.window });
  expect(fronted).toEqual([ticket(1)]);
});

test('a window that has closed opens anew, and the others never notice', () => {
  const { windows } = aSet();
  const board = windows.open(WALLBOARD).window;
  const console = windows.open(CONSOLE).window;
  if (console !== null) windows.gone(console);
  expect(windows.all()).toEqual([board]);
  const again = windows.open(CONSOLE);
  expect(again.outcome).toBe('opened');
  expect(again.window).not.toBe(console);
});

test('news goes to the console, without one to whoever is there, and to nobody when nobody is', () => {
  const { windows } = aSet();
  expect(windows.forNews()).toBeNull();
  const board = windows.open(WALLBOARD).window;
  expect(windows.forNews()).toBe(board);
  const console = windows.open(CONSOLE).window;
  expect(windows.forNews()).toBe(console);
});

test('no more ticket windows open than the machine bears; one that closes makes room', () => {
  const { windows } = aSet();
  const opened = Array.from({ length: MAX_TICKET_WINDOWS }, (_, n) => windows.open(ticket(n)).window);
  expect(windows.open(ticket(99))).toEqual({ outcome: 'tooMany', window: null });
  expect(windows.open(CONSOLE).outcome).toBe('opened');
  if (opened[0] !== undefined && opened[0] !== null) windows.gone(opened[0]);
  expect(windows.open(ticket(99)).outcome).toBe('opened');
});

test('whatever is opened and closed in whatever order, there is one window for each thing and none for what is closed', () => {
  const anyPage = fc.oneof(fc.constant(CONSOLE), fc.constant(WALLBOARD), fc.nat(3).map(ticket));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), anyPage), { maxLength: 60 }), (steps) => {
      const { windows } = aSet();
      const expected = new Map<string, PageWindow>();
      for (const [isOpening, page] of steps) {
        if (isOpening) {
          windows.open(page);
          expected.set(JSON.stringify(page), page);
        } else {
          const shown = windows.all().find((window) => JSON.stringify(window.page) === JSON.stringify(page));
          if (shown !== undefined) windows.gone(shown);
          expected.delete(JSON.stringify(page));
        }
        expect(windows.all().map(({ page: open }) => open)).toEqual([...expected.values()]);
      }
    }),
  );
});
