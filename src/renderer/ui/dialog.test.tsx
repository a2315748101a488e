import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { Dialog } from './dialog.tsx';

afterEach(cleanup);

function Shown({ text }: { readonly text: string }): ReactElement {
  const [isChecked, setChecked] = useState(false);
  const fields = { Filled: 'there', Wrong: text, Last: '' };
  return (
    <Dialog
      title="A form"
      closeLabel="Close"
      onClose={() => undefined}
      beginsAtEmpty
      onSubmit={async () => setChecked(true)}
      footer={<button type="submit">Send</button>}
    >
      {Object.entries(fields).map(([name, value]) => (
        <textarea
          key={name}
          aria-label={name}
          defaultValue={value}
          aria-invalid={(isChecked && name === 'Wrong') || undefined}
        />
      ))}
    </Dialog>
  );
}

test('a form that begins at what is empty has the focus there, and Ctrl+Enter sends it from the start', async () => {
  render(<Shown text="" />);
  expect(document.activeElement).toBe(screen.getByLabelText('Wrong'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(screen.getByLabelText('Wrong').getAttribute('aria-invalid')).toBe('true'));
});

test('a form that is not sent leads to the first field that is wrong', async () => {
  render(<Shown text="no" />);
  expect(document.activeElement).toBe(screen.getByLabelText('Last'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Wrong')));
});
