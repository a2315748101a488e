import { act, cleanup, render, screen } from '@testing-library/react';
import { Profiler, type ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aWorkspace } from '../../../../tests/support/console-rows.ts';
import { aPolicy, CALENDAR_ID, HOUR_MS, MINUTE_MS } from '../../../../tests/support/sla-fixture.ts';
import { aTicket } from '../../../../tests/support/ticket-row.ts';
import { calendarSource } from '../../../shared/sla/calendar-source.ts';
import { backendNowMs, beginClock } from '../../db/backend-clock.ts';
import { setCurrentConsole } from '../../db/current-console.ts';
import type { OpenConsole } from '../../db/open-console.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { SlaPill } from './sla-pill.tsx';

const workspace = {
  ...aWorkspace(),
  policies: [aPolicy({ warnAtPercent: [75] })],
  calendars: calendarSource([
    { id: CALENDAR_ID, name: 'Always', spec: { timeZone: 'UTC', weekly: {}, isAlwaysOpen: true } },
  ]),
};
/** How often React has drawn the pill since it was there. */
let drawn = 0;

/** A pill of a ticket whose first response is due in so long. */
function aPill(leftMs: number): ReactElement {
  const ticket = aTicket({ createdAtMs: backendNowMs() - (HOUR_MS - leftMs) });
  return (
    <Profiler id="pill" onRender={() => (drawn += 1)}>
      <SlaPill ticket={ticket} />
    </Profiler>
  );
}

const pill = (): HTMLElement => screen.getByRole('timer');
const figure = (): string | null => pill().textContent;
function show(leftMs: number): void {
  render(aPill(leftMs));
  drawn = 0;
}
const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms));

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.UTC(2026, 10, 23, 12),
    toFake: ['Date', 'performance', 'setInterval', 'clearInterval'],
  });
  beginClock({ offsetMs: 0, measuredAtMs: null });
  useSettingsStore.setState({ language: 'en' });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of a console is read here
  setCurrentConsole({
    workspace: { subscribe: () => () => undefined, get: () => workspace },
  } as unknown as OpenConsole);
});

afterEach(() => {
  cleanup();
  setCurrentConsole(null);
  vi.useRealTimers();
});

test('a countdown turns with its minutes, figure, ring and sentence, and is not drawn again for it', () => {
  show(45 * MINUTE_MS);
  const ring = (): string | null | undefined => pill().firstElementChild?.getAttribute('style');
  expect(figure()).toBe('45 min');
  expect(ring()).toContain('90.0deg');
  pass(5_000);
  expect(figure()).toBe('45 min');
  pass(2 * MINUTE_MS);
  expect(figure()).toBe('43 min');
  expect(ring()).toContain('105.0deg');
  expect(pill().title).toContain('43 min');
  expect(screen.getByRole('timer', { name: /43 min/ })).toBeDefined();
  expect(drawn).toBe(0);
});

test('near its end it turns each second, and once over it counts up', () => {
  show(62_000);
  expect(figure()).toBe('1:02');
  pass(1_000);
  expect(figure()).toBe('1:01');
  pass(1_000);
  expect(figure()).toBe('1:00');
  pass(62_000);
  expect(pill().dataset['tone']).toBe('breached');
  expect(figure()).toBe('−0 min');
  pass(MINUTE_MS + 5_000);
  expect(figure()).toBe('−1 min');
});

test('it is drawn again at a warning step, with the minute of then', () => {
  show(16 * MINUTE_MS);
  expect(pill().dataset['tone']).toBe('running');
  pass(MINUTE_MS + 5_000);
  expect(pill().dataset['tone']).toBe('warning');
  expect(figure()).toBe('15 min');
  expect(drawn).toBe(1);
  pass(MINUTE_MS);
  expect(figure()).toBe('14 min');
  expect(drawn).toBe(1);
});

test('of a ticket that has got more time it says what it said before it turned', () => {
  const { rerender } = render(aPill(45 * MINUTE_MS));
  pass(3 * MINUTE_MS);
  expect(figure()).toBe('42 min');
  rerender(aPill(45 * MINUTE_MS));
  expect(figure()).toBe('45 min');
  expect(pill().title).toContain('45 min');
  pass(MINUTE_MS);
  expect(figure()).toBe('44 min');
});
