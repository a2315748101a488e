/* oxlint-disable typescript/no-unsafe-type-assertion -- of an answer only what the pane reads. */
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aWorkspace } from '../../../../tests/support/console-rows.ts';
import { NoAnswer } from '../../queries/ask-backend.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { ArchivedPane } from './archived-pane.tsx';

type Props = ComponentProps<typeof ArchivedPane>;

beforeEach(() => useSettingsStore.setState({ language: 'en' }));
afterEach(cleanup);

function show(answer: Partial<Pick<Props['answer'], 'error' | 'isFetching' | 'refetch'>>, isOnline = true): void {
  const whole = { data: undefined, error: null, isFetching: false, ...answer } as Props['answer'];
  render(
    <ArchivedPane answer={whole} isOnline={isOnline} workspace={aWorkspace()} hasContextBeside={false} back={null} />,
  );
}

test('a ticket that is being read is announced', () => {
  show({ isFetching: true });
  expect(screen.getByRole('status').textContent).toBe('Reading the ticket from the server…');
});

test('without a line it says that it needs one, and comes by itself', () => {
  show({}, false);
  expect(screen.getByText('This ticket needs a connection')).toBeDefined();
  expect(screen.queryByRole('button')).toBeNull();
});

test('a backend that does not answer can be asked again', async () => {
  let asked = 0;
  const refetch = (async () => (asked += 1)) as unknown as Props['answer']['refetch'];
  show({ error: new NoAnswer({ kind: 'unreachable', detail: 'no route' }), refetch });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(asked).toBe(1);
});

test('a ticket that has gone out of the view is told as such', () => {
  show({ error: new NoAnswer({ kind: 'refused', status: 404, code: 'not_found', detail: '' }) });
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});
