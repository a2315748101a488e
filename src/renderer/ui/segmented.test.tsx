import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { Segmented } from './segmented.tsx';

afterEach(cleanup);

test('a choice is made by its label and tells which one', async () => {
  const chosen: string[] = [];
  const options = [
    { id: 'open', label: 'Open' },
    { id: 'ended', label: 'Ended' },
  ] as const;
  render(<Segmented label="Lane" value="open" options={options} onChange={(id) => chosen.push(id)} />);
  await userEvent.click(screen.getByRole('radio', { name: 'Ended' }));
  expect(chosen).toEqual(['ended']);
});
