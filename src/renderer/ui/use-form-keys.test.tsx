import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useFormKeys } from './use-form-keys.ts';

afterEach(cleanup);

const sent: string[] = [];

function Form({ name }: { readonly name: string }): ReactElement {
  const form = useFormKeys();
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        sent.push(name);
      }}
    >
      <input aria-label={name} />
    </form>
  );
}

/** Two forms, a list that has opened under a field of one of them, and a field of neither. */
function Page(): ReactElement {
  return (
    <>
      <Form name="one" />
      <Form name="other" />
      <div data-trigger="Select">
        <button type="button">option</button>
      </div>
      <input aria-label="search" />
    </>
  );
}

const send = (): boolean => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Enter', ctrlKey: true });
const field = (name: string): HTMLElement => screen.getByLabelText(name);

test('Ctrl+Enter sends the form of the field that has the focus, once', async () => {
  render(<Page />);
  sent.length = 0;
  await userEvent.click(field('other'));
  send();
  await userEvent.click(field('one'));
  send();
  expect(sent).toEqual(['other', 'one']);
});

test('it sends the form whose list has just closed, before the focus is back in it', async () => {
  render(<Page />);
  sent.length = 0;
  await userEvent.click(field('one'));
  screen.getByRole('button').focus();
  send();
  expect(sent).toEqual([]);
  screen.getByRole('button').blur();
  expect(document.activeElement).toBe(document.body);
  send();
  expect(sent).toEqual(['one']);
});

test('it sends no form once the focus has been elsewhere', async () => {
  render(<Page />);
  sent.length = 0;
  await userEvent.click(field('one'));
  await userEvent.click(field('search'));
  field('search').blur();
  send();
  expect(sent).toEqual([]);
});
