import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { backendNowMs } from '../../src/renderer/db/backend-clock.ts';
import { setCurrentConsole } from '../../src/renderer/db/current-console.ts';
import type { OpenConsole } from '../../src/renderer/db/open-console.ts';
import { SlaPill } from '../../src/renderer/features/queue/sla-pill.tsx';
import { calendarSource } from '../../src/shared/sla/calendar-source.ts';
import { aWorkspace } from '../../tests/support/console-rows.ts';
import { aPolicy } from '../../tests/support/sla-fixture.ts';
import { aTicket } from '../../tests/support/ticket-row.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const ACROSS = 38;
const CALENDAR_ID = '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c01';

const workspace = {
  ...aWorkspace(),
  policies: [aPolicy({ calendarId: CALENDAR_ID })],
  calendars: calendarSource([
    { id: CALENDAR_ID, name: 'Always', spec: { timeZone: 'America/Sao_Paulo', weekly: {}, isAlwaysOpen: true } },
  ]),
};
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of a console is read here
setCurrentConsole({
  workspace: { subscribe: () => () => undefined, get: () => workspace },
} as unknown as OpenConsole);

let root: Root | null = null;

/**
 * Shows countdowns: `far` ones end in 13 to 59 minutes and turn with the minutes, none of them coming under ten while it is
 * measured; `near` ones end within 10 minutes and turn with the seconds. None is left out of sight.
 */
function show(count: number, kind: 'far' | 'near'): void {
  root?.unmount();
  const place = document.createElement('div');
  place.id = 'countdowns';
  document.body.replaceChildren(place);
  root = createRoot(place);
  const nowMs = backendNowMs();
  const pills = Array.from({ length: count }, (_, i) => {
    const leftMs =
      kind === 'far' ? (13 + (i % 46)) * MINUTE_MS + i * 31 : 5 * MINUTE_MS + (i % 240) * 1_000 + (i % 977);
    const ticket = aTicket({ id: String(i), createdAtMs: Math.floor(nowMs - (HOUR_MS - leftMs)) });
    const style = { left: (i % ACROSS) * 84, top: Math.floor(i / ACROSS) * 22 };
    return createElement('div', { key: i, style }, createElement(SlaPill, { ticket }));
  });
  root.render(pills);
}

Object.assign(globalThis, { showCountdowns: show });
