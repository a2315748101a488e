import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useDialogStore } from '../stores/dialog-store.ts';
import { useScreenStore } from '../stores/screen-store.ts';
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
