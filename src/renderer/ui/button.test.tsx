import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { Button } from './button.tsx';

afterEach(cleanup);

test('a disabled button keeps the focus reachable, says why, and does nothing', async () => {
  let clicks = 0;
  render(
    <Button isDisabled tooltip="not now" onClick={() => (clicks += 1)}>
      Send
    </Button>,
  );
  await userEvent.tab();
  const button = screen.getByRole('button', { name: 'Send' });
  expect(document.activeElement).toBe(button);
  expect((await screen.findByRole('tooltip')).textContent).toBe('not now');
  await userEvent.click(button);
  expect(clicks).toBe(0);
});

test('an enabled button with a tooltip is clicked once a click', async () => {
  let clicks = 0;
  render(
    <Button tooltip="Send · R" onClick={() => (clicks += 1)}>
      Send
    </Button>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(clicks).toBe(1);
});
