import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TextArea, TextField } from './field.tsx';

// A page without a layout has nothing to scroll.
const scrollIntoView = vi.fn<(options: ScrollIntoViewOptions) => void>();
beforeEach(() => {
  scrollIntoView.mockClear();
  Element.prototype.scrollIntoView = scrollIntoView;
});
afterEach(cleanup);

function Fields(): ReactElement {
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  return (
    <>
      <TextField label="Subject" maxLength={200} value={subject} onChange={setSubject} />
      <TextArea label="Text" maxLength={20_000} hint="As they said it" value={text} onChange={setText} />
    </>
  );
}

test.each([
  ['Subject', 200],
  ['Text', 20_000],
])(
  'a megabyte pasted into %s is cut at %i, and how much did not fit is said until there is room again',
  async (label, most) => {
    render(<Fields />);
    const field = screen.getByLabelText<HTMLInputElement>(label);
    await userEvent.click(field);
    await userEvent.paste('x'.repeat(1_000_000));
    expect(field.value).toHaveLength(most);
    const number = new Intl.NumberFormat('en');
    const told = document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent;
    expect(told).toContain(`${number.format(most)} characters`);
    expect(told).toContain(number.format(1_000_000 - most));
    expect(scrollIntoView).toHaveBeenCalled();
    await userEvent.keyboard('{Backspace}');
    expect(screen.queryByText(/characters/u)).toBeNull();
  },
);

test('what fits is pasted without a word', async () => {
  render(<Fields />);
  await userEvent.click(screen.getByLabelText('Subject'));
  await userEvent.paste('x'.repeat(200));
  expect(screen.queryByText(/characters/u)).toBeNull();
});
