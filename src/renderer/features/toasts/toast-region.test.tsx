import { act, cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { useScreenStore } from '../../stores/screen-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { ToastRegion } from './toast-region.tsx';

afterEach(() => {
  cleanup();
  useToastStore.setState(useToastStore.getInitialState());
});

test('alerts that the desktop cannot show are one notice: the newest, how many more, and the way to all of them', async () => {
  useSettingsStore.setState({ language: 'en' });
  render(<ToastRegion />);
  const region = within(screen.getByRole('region', { name: 'Notices' }));
  act(() => useToastStore.getState().alert('N1-7: Resolution due'));
  expect(region.getAllByRole('button')).toHaveLength(1);
  act(() => {
    useToastStore.getState().add('info', 'Ticket claimed');
    useToastStore.getState().alert('4 tickets at risk\nN1-8: 4 min left');
    useToastStore.getState().alert('N1-9: new message');
  });
  expect(region.getByText('N1-9: new message').parentElement?.textContent).toBe('N1-9: new messageSee 2 more alerts');
  expect(region.queryByText('4 tickets at risk')).toBeNull();
  expect(region.getAllByRole('button', { name: 'Dismiss' })).toHaveLength(2);
  await userEvent.tab();
  expect(document.activeElement?.textContent).toBe('See 2 more alerts');
  await userEvent.keyboard('{Enter}');
  expect(useScreenStore.getState().screen).toEqual({ kind: 'alerts' });
  expect(region.getByText('Ticket claimed')).not.toBeNull();
  expect(useToastStore.getState().toasts).toHaveLength(1);
});
