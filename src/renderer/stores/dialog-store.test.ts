import { beforeEach, expect, test } from 'vitest';
import { useDialogStore } from './dialog-store.ts';

const state = (): ReturnType<typeof useDialogStore.getState> => useDialogStore.getState();
beforeEach(() => state().close());

test('a dialog that closes late leaves the one alone that was opened meanwhile', () => {
  state().show('status', 'one');
  const first = state().turn;
  state().show('status', 'other');
  state().closeOnly(first);
  expect(state()).toMatchObject({ open: 'status', ticketId: 'other' });
  state().closeOnly(state().turn);
  expect(state()).toMatchObject({ open: null, ticketId: null, replaces: null });
});
