import { cleanup, render, screen } from '@testing-library/react';
import { type ReactElement, useEffect, useState } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useViewStore } from '../../stores/view-store.ts';
import { useTellOrder } from './use-tell-order.ts';

type Rows = { readonly tickets: readonly { readonly id: string }[]; readonly isReady: boolean };

/** Who is told of rows, as the database tells of them. */
const listeners = new Set<(rows: Rows) => void>();

function List(): ReactElement {
  const { view, lane } = useViewStore();
  const [rows, setRows] = useState<Rows>({ tickets: [], isReady: false });
  useEffect(() => {
    listeners.add(setRows);
    return () => void listeners.delete(setRows);
  }, []);
  const order = useTellOrder({ view, lane, ...rows });
  return <p data-testid="list">{order.join(' ')}</p>;
}

/** Shows rows as a page does, where effects that can wait are left for after the paint. */
async function showRows(ids: readonly string[], whenOnScreen: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      whenOnScreen();
      resolve();
    });
    observer.observe(screen.getByTestId('list'), { characterData: true, childList: true, subtree: true });
    for (const tell of listeners) tell({ tickets: ids.map((id) => ({ id })), isReady: true });
  });
}

beforeEach(() => {
  useViewStore.getState().show({ kind: 'all' });
  useViewStore.getState().show({ kind: 'mine' });
  render(<List />);
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', false);
});
afterEach(async () => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  cleanup();
  // What React has left for later wants a page.
  await new Promise((resolve) => setImmediate(resolve));
});

test('a key at the moment in which a row has left the screen walks the rows that are there', async () => {
  const { step } = useViewStore.getState();
  await showRows(['gone', 'next'], () => step(1));
  expect(useViewStore.getState().ticketId).toBe('gone');
  await showRows(['next', 'last'], () => step(Number.MIN_SAFE_INTEGER));
  expect(useViewStore.getState().ticketId).toBe('next');
});

test('a key that comes before the rows have been read counts as soon as they are on screen', async () => {
  const { onceRead, step } = useViewStore.getState();
  onceRead(() => step(1));
  expect(useViewStore.getState().ticketId).toBeNull();
  let chosen: string | null = null;
  await showRows(['first', 'second'], () => (chosen = useViewStore.getState().ticketId));
  expect(chosen).toBe('first');
});
