import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { aWorkspace } from '../../../../tests/support/console-rows.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { TicketPane } from './ticket-pane.tsx';

afterEach(cleanup);

test('where no ticket is chosen it says how to choose one, unless the list has none', () => {
  useSettingsStore.setState({ language: 'en' });
  const { setOrder } = useViewStore.getState();
  const pane = <TicketPane detail={null} isChosen={false} hasContextBeside workspace={aWorkspace()} />;
  setOrder(['a']);
  render(pane);
  expect(screen.queryByText(/with J and K/)).not.toBeNull();
  cleanup();
  setOrder([]);
  render(pane);
  expect(screen.queryByText('No ticket open')).not.toBeNull();
  expect(screen.queryByText(/with J and K/)).toBeNull();
});
