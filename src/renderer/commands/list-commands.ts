import { signedInConsole } from '../db/current-console.ts';
import { isInMemory } from '../db/ticket-range.ts';
import { focusPlace, isAtPlace, placeToStepIn } from '../lib/focus-place.ts';
import { rowsInSight } from '../lib/rows-in-sight.ts';
import { searchList } from '../search/search-list.ts';
import { useScreenStore } from '../stores/screen-store.ts';
import { useSelectionStore } from '../stores/selection-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import type { Command, WhyNot } from './command.ts';

/** So many are selected at most, and End goes on by so many: nobody means more at once. */
const MOST = 1_000;

function whyEmpty(): WhyNot | null {
  const { order, isRead } = useViewStore.getState();
  return isRead && order.length === 0 ? { key: 'why.emptyList' } : null;
}

type Id =
  | 'next'
  | 'previous'
  | 'pageDown'
  | 'pageUp'
  | 'first'
  | 'last'
  | 'toggle'
  | 'extendDown'
  | 'extendUp'
  | 'selectAll'
  | 'clear';

function move(id: Id, chords: readonly string[], run: () => void): Command {
  return {
    id: `list.${id}`,
    labelKey: `command.list.${id}`,
    group: 'move',
    windows: ['console'],
    chords,
    whyNot: whyEmpty,
    run() {
      // A fast typist is in a list before its rows are.
      useViewStore.getState().onceRead(run);
      focusPlace(placeToStepIn());
    },
  };
}

function select(id: Id, chords: readonly string[], run: () => void): Command {
  return { ...move(id, chords, run), group: 'select' };
}

function step(by: number): void {
  useViewStore.getState().step(by);
}

/** Moves on and selects everything from where the run began to there. */
function extend(by: number): void {
  const { ticketId: from } = useViewStore.getState();
  step(by);
  const { ticketId } = useViewStore.getState();
  if (ticketId !== null) useSelectionStore.getState().extendTo(ticketId, from);
}

function toggle(): void {
  const { ticketId, order } = useViewStore.getState();
  if (ticketId === null || !order.includes(ticketId)) step(1);
  const chosen = useViewStore.getState().ticketId;
  if (chosen !== null) useSelectionStore.getState().toggle(chosen);
}

/** Has the list read on, as far as somebody may want to go at once; answers the ids that are there then. */
async function loadOn(upTo: (loaded: number) => number): Promise<readonly string[]> {
  const { view, lane, order } = useViewStore.getState();
  if (isInMemory(view)) return order;
  const list = view.kind === 'search' ? searchList : signedInConsole().lists.of(view, lane);
  await list.loadUpTo(upTo(order.length));
  const now = useViewStore.getState();
  return now.view === view && now.lane === lane ? list.get().tickets.map(({ id }) => id) : now.order;
}

async function selectAll(): Promise<void> {
  const { order } = useViewStore.getState();
  useSelectionStore.getState().mark(order.slice(0, MOST));
  const all = await loadOn(() => MOST);
  if (all.length > order.length) useSelectionStore.getState().mark(all.slice(0, MOST));
}

async function goToEnd(): Promise<void> {
  const { setOrder } = useViewStore.getState();
  const { order } = useViewStore.getState();
  const all = await loadOn((loaded) => loaded + MOST);
  if (all.length !== order.length) setOrder(all);
  step(Number.MAX_SAFE_INTEGER);
}

/** Walking the list, and selecting several of its tickets. */
export const listCommands: readonly Command[] = [
  move('next', ['j', 'arrowdown'], () => step(1)),
  move('previous', ['k', 'arrowup'], () => step(-1)),
  move('pageDown', ['pagedown'], () => step(rowsInSight())),
  move('pageUp', ['pageup'], () => step(-rowsInSight())),
  move('first', ['home'], () => step(Number.MIN_SAFE_INTEGER)),
  move('last', ['end'], () => void goToEnd()),
  {
    id: 'list.open',
    labelKey: 'command.list.open',
    group: 'move',
    windows: ['console'],
    chords: ['enter', 'arrowright'],
    whyNot: () => null,
    run() {
      useViewStore.getState().onceRead(() => {
        if (useViewStore.getState().ticketId === null) step(1);
      });
      focusPlace('ticket');
    },
  },
  {
    id: 'list.back',
    labelKey: 'command.list.back',
    group: 'move',
    windows: ['console'],
    chords: ['escape', 'arrowleft'],
    isForEveryScreen: true,
    whyNot: () => null,
    run() {
      const { screen, go } = useScreenStore.getState();
      if (screen.kind !== 'desk') {
        go({ kind: 'desk' });
        return;
      }
      if (isAtPlace('list')) useSelectionStore.getState().clear();
      focusPlace('list');
    },
  },
  select('toggle', ['x'], toggle),
  select('extendDown', ['shift+j', 'shift+arrowdown'], () => extend(1)),
  select('extendUp', ['shift+k', 'shift+arrowup'], () => extend(-1)),
  select('selectAll', ['mod+a'], () => void selectAll()),
  {
    ...select('clear', [], () => useSelectionStore.getState().clear()),
    whyNot: () => (useSelectionStore.getState().marked.size === 0 ? { key: 'why.noSelection' } : null),
  },
];
