import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { Menu } from './menu.tsx';

afterEach(cleanup);

const done: string[] = [];
let asked = 0;

function show(): void {
  done.length = 0;
  asked = 0;
  render(
    <Menu
      label="More"
      groups={() => {
        asked += 1;
        const entries = ['Take', 'Leave', 'Close'].map((label) => ({
          id: label,
          label,
          whyDisabled: label === 'Close' ? 'not yet' : null,
          onAction: () => done.push(label),
        }));
        return [{ id: 'work', title: 'Work', entries }];
      }}
    >
      <button type="button">Open</button>
    </Menu>,
  );
}

test('what a menu holds is asked for when it is opened, and the focus is on the first of it', async () => {
  show();
  expect(asked).toBe(0);
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  expect(await screen.findByRole('menu', { name: 'More' })).toBeDefined();
  expect(asked).toBeGreaterThan(0);
  expect(document.activeElement?.textContent).toBe('Take');
});

test('an entry that is chosen is carried out, and the menu gives the focus back to its button', async () => {
  show();
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  await screen.findByRole('menu');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(done).toEqual(['Leave']);
  await expect.poll(() => screen.queryByRole('menu')).toBeNull();
  await expect.poll(() => document.activeElement?.textContent).toBe('Open');
});

test('the arrow up opens a menu at its last entry that can be used, and Esc closes it', async () => {
  show();
  await userEvent.tab();
  await userEvent.keyboard('{ArrowUp}');
  await screen.findByRole('menu');
  expect(document.activeElement?.textContent).toBe('Leave');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => screen.queryByRole('menu')).toBeNull();
  await expect.poll(() => document.activeElement?.textContent).toBe('Open');
  expect(done).toEqual([]);
});
