import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { typeAhead } from '../../lib/type-ahead.ts';
import { useComposerStore } from '../../stores/composer-store.ts';
import { useWantedFocus } from './use-wanted-focus.ts';

function Field({ ticketId, draft = '' }: { readonly ticketId: string; readonly draft?: string }): ReactElement {
  const [text, setText] = useState(draft);
  const field = useWantedFocus<HTMLTextAreaElement>(ticketId);
  return <textarea ref={field} aria-label={ticketId} value={text} onChange={(event) => setText(event.target.value)} />;
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

test('what was typed before the field was there stands in it, once, after a draft of before', async () => {
  write('a');
  for (const key of 'claro') typeAhead('ticket:a', key);
  const { unmount } = render(<Field ticketId="a" draft="Bom dia. " />);
  const field = screen.getByLabelText('a');
  await userEvent.keyboard('!');
  expect(field).toHaveProperty('value', 'Bom dia. claro!');
  unmount();
  act(() => write('a'));
  render(<Field ticketId="a" />);
  expect(screen.getByLabelText('a')).toHaveProperty('value', '');
});

test('what was typed for one ticket is not given to another', () => {
  typeAhead('ticket:a', 'x');
  write('b');
  render(<Field ticketId="b" />);
  expect(screen.getByLabelText('b')).toHaveProperty('value', '');
  write('a');
  render(<Field ticketId="a" />);
  expect(screen.getByLabelText('a')).toHaveProperty('value', '');
});
