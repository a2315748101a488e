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

test('a hint comes when the pointer has rested on its button, describes it, and goes with the pointer', async () => {
  render(<Button tooltip="Send · R">Send</Button>);
  const button = screen.getByRole('button', { name: 'Send' });
  await userEvent.hover(button);
  const hint = await screen.findByRole('tooltip');
  expect(button.getAttribute('aria-describedby')).toBe(hint.id);
  await userEvent.unhover(button);
  await expect.poll(() => screen.queryByRole('tooltip')).toBeNull();
  await expect.poll(() => button.hasAttribute('aria-describedby')).toBe(false);
});

test('a hint stays while the pointer is on it', async () => {
  render(<Button tooltip="Send · R">Send</Button>);
  await userEvent.hover(screen.getByRole('button', { name: 'Send' }));
  const hint = await screen.findByRole('tooltip');
  await userEvent.hover(hint);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(screen.queryByRole('tooltip')).toBe(hint);
  await userEvent.unhover(hint);
  await expect.poll(() => screen.queryByRole('tooltip')).toBeNull();
});

test('Esc closes the hint of the focus and nothing else, and what is pressed has none', async () => {
  let escapes = 0;
  render(
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- stands for what is around the button.
    <div role="group" onKeyDown={() => (escapes += 1)}>
      <Button tooltip="Send · R">Send</Button>
    </div>,
  );
  await userEvent.tab();
  await screen.findByRole('tooltip');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => screen.queryByRole('tooltip')).toBeNull();
  expect(escapes).toBe(0);
  await userEvent.keyboard('{Escape}');
  expect(escapes).toBe(1);
});
