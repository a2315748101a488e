import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { Tabs } from './tabs.tsx';

afterEach(cleanup);

function Shown(): ReactElement {
  const [selected, select] = useState<'talk' | 'past' | 'facts'>('talk');
  return (
    <Tabs
      label="Parts"
      selected={selected}
      onSelect={select}
      tabs={[
        { id: 'talk', label: 'Talk', count: 2, panel: <button type="button">Send</button> },
        { id: 'past', label: 'Past', panel: <p>What was done</p> },
        { id: 'facts', label: 'Facts', panel: <p>What it is</p> },
      ]}
    />
  );
}

const selectedTab = (): string | null => screen.getByRole('tab', { selected: true }).textContent;

test('the arrows go round the tabs, Home and End to their ends, and each shows its part at once', async () => {
  render(<Shown />);
  await userEvent.tab();
  expect(document.activeElement?.textContent).toBe('Talk2');
  const seen: (string | null)[] = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End']) {
    await userEvent.keyboard(`{${key}}`);
    expect(document.activeElement?.textContent).toBe(selectedTab());
    seen.push(selectedTab());
  }
  expect(seen).toEqual(['Past', 'Facts', 'Talk2', 'Facts', 'Talk2', 'Facts']);
  expect(screen.getByRole('tabpanel', { name: 'Facts' }).textContent).toBe('What it is');
});

test('Enter on a tab that has the focus shows its part, whichever is shown', async () => {
  render(<Shown />);
  screen.getByRole('tab', { name: 'Facts' }).focus();
  expect(selectedTab()).toBe('Talk2');
  await userEvent.keyboard('{Enter}');
  expect(selectedTab()).toBe('Facts');
});

test('a click on a tab shows its part', async () => {
  render(<Shown />);
  await userEvent.click(screen.getByRole('tab', { name: 'Past' }));
  expect(screen.getByRole('tabpanel', { name: 'Past' }).textContent).toBe('What was done');
});

test('one Tab leads from the tabs into the part: to what takes the focus in it, or to the part itself', async () => {
  render(<Shown />);
  await userEvent.tab();
  await userEvent.tab();
  expect(document.activeElement?.textContent).toBe('Send');
  await userEvent.click(screen.getByRole('tab', { name: 'Past' }));
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole('tabpanel'));
});
