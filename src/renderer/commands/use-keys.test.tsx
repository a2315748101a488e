import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeTypedAhead } from '../lib/type-ahead.ts';
import { useDialogStore } from '../stores/dialog-store.ts';
import { useScreenStore } from '../stores/screen-store.ts';
import { useSelectionStore } from '../stores/selection-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import type { WhyNot } from './command.ts';
import { useKeys } from './use-keys.ts';

afterEach(cleanup);

const refused: WhyNot[] = [];

function Page(): ReactElement {
  useKeys({ ticket: null, workspace: null }, (why) => refused.push(why));
  return (
    <>
      <input aria-label="field" />
      <input aria-label="choice" type="radio" />
    </>
  );
}

beforeEach(() => {
  refused.length = 0;
  useDialogStore.getState().close();
  useSelectionStore.getState().clear();
  useViewStore.getState().show({ kind: 'mine' });
  useScreenStore.getState().showDesk('list');
  render(<Page />);
});

test('one key after the other goes where the pair leads', async () => {
  await userEvent.keyboard('ga');
  expect(useViewStore.getState().view).toEqual({ kind: 'all' });
});

test('letters typed into a field run nothing', async () => {
  await userEvent.type(screen.getByLabelText('field'), 'ga?');
  expect(useViewStore.getState().view).toEqual({ kind: 'mine' });
  expect(useDialogStore.getState().open).toBeNull();
});

test('a choice that has the focus leaves the letters to the commands', async () => {
  screen.getByLabelText('choice').focus();
  await userEvent.keyboard('?');
  expect(useDialogStore.getState().open).toBe('help');
});

test('a command that cannot be used says why and does nothing', async () => {
  await userEvent.keyboard('e');
  expect(refused).toEqual([{ key: 'why.noTicket' }]);
  expect(useDialogStore.getState().open).toBeNull();
});

test('over another screen the keys of the desk do nothing, and Esc leads back to it', async () => {
  useViewStore.getState().setOrder(['a', 'b']);
  await userEvent.keyboard('{Control>},{/Control}');
  expect(useScreenStore.getState().screen).toEqual({ kind: 'settings', section: 'appearance' });
  await userEvent.keyboard('jce{Enter}');
  expect([useViewStore.getState().ticketId, refused, useDialogStore.getState().open]).toEqual([null, [], null]);
  await userEvent.keyboard('{Escape}');
  expect(useScreenStore.getState().screen).toEqual({ kind: 'desk' });
  await userEvent.keyboard('j');
  expect(useViewStore.getState().ticketId).toBe('a');
});

test('what leads to a list leads there from another screen too', async () => {
  useScreenStore.getState().go({ kind: 'settings', section: 'about' });
  await userEvent.keyboard('ga');
  expect(useScreenStore.getState().screen).toEqual({ kind: 'desk' });
  expect(useViewStore.getState().view).toEqual({ kind: 'all' });
});

test('keys that come before the rows of a list count once they are there; where none are, that is said', async () => {
  await userEvent.keyboard('gajj{Enter}');
  expect([useViewStore.getState().ticketId, refused]).toEqual([null, []]);
  useViewStore.getState().setOrder(['a', 'b', 'c']);
  expect(useViewStore.getState().ticketId).toBe('b');
  await userEvent.keyboard('gm');
  useViewStore.getState().setOrder([]);
  await userEvent.keyboard('j');
  expect(refused).toEqual([{ key: 'why.emptyList' }]);
});

test('with tickets selected, a key that can be for all of them is', async () => {
  useViewStore.getState().setOrder(['a', 'b']);
  useSelectionStore.getState().mark(['a', 'b']);
  await userEvent.keyboard('s');
  expect(useDialogStore.getState().open).toBe('bulkStatus');
  useDialogStore.getState().close();
  await userEvent.keyboard('e');
  expect(refused).toEqual([{ key: 'why.noTicket' }]);
});

test('what is typed before the palette is on screen is kept for it, with Enter, and runs nothing', async () => {
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(useDialogStore.getState().open).toBe('palette');
  await userEvent.keyboard('{Control>}k{/Control}ga?{Enter}');
  expect(useViewStore.getState().view).toEqual({ kind: 'mine' });
  expect(takeTypedAhead()).toEqual({ text: 'ga?', isEntered: true });
  expect(takeTypedAhead()).toEqual({ text: '', isEntered: false });
});

test('while another dialog is on its way, keys run nothing below it', async () => {
  useDialogStore.getState().show('help');
  await userEvent.keyboard('ga');
  expect(useViewStore.getState().view).toEqual({ kind: 'mine' });
});

test('selecting all where one types is for the text', async () => {
  useViewStore.getState().setOrder(['a', 'b']);
  screen.getByLabelText('field').focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(useSelectionStore.getState().marked.size).toBe(0);
});
