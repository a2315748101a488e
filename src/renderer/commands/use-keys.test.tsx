import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
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

test('what acts on the list does nothing while a screen stands in its place; help and the way out still work', async () => {
  useScreenStore.getState().go({ kind: 'administration', section: 'people' });
  onTestFinished(useScreenStore.getState().reset);
  await userEvent.keyboard('gae');
  expect(useViewStore.getState().view).toEqual({ kind: 'mine' });
  expect(refused).toEqual([]);
  await userEvent.keyboard('?');
  expect(useDialogStore.getState().open).toBe('help');
});
