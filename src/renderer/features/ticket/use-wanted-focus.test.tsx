import { act, cleanup, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useComposerStore } from '../../stores/composer-store.ts';
import { useWantedFocus } from './use-wanted-focus.ts';

function Field({ ticketId }: { readonly ticketId: string }): ReactElement {
  return <input ref={useWantedFocus<HTMLInputElement>(ticketId)} aria-label={ticketId} />;
}

const write = (ticketId: string): void => useComposerStore.getState().write(ticketId, 'reply');

afterEach(() => {
  cleanup();
  useComposerStore.setState(useComposerStore.getInitialState());
});

test('a field that is there takes the focus that a command asked for', () => {
  render(<Field ticketId="a" />);
  expect(document.activeElement).toBe(document.body);
  act(() => write('a'));
  expect(document.activeElement).toBe(screen.getByLabelText('a'));
});

test('a field that is only now shown takes it too, and once', () => {
  write('a');
  const { unmount } = render(<Field ticketId="a" />);
  expect(document.activeElement).toBe(screen.getByLabelText('a'));
  unmount();
  render(<Field ticketId="a" />);
  expect(document.activeElement).toBe(document.body);
});

test('the focus asked for in one ticket is not taken by the field of another', () => {
  render(<Field ticketId="b" />);
  act(() => write('a'));
  expect(document.activeElement).toBe(document.body);
});
