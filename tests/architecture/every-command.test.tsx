import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allCommands } from '../../src/renderer/commands/all-commands.ts';
import { isFor } from '../../src/renderer/commands/command.ts';
import { CheatSheet } from '../../src/renderer/features/help/cheat-sheet.tsx';
import { commandItems } from '../../src/renderer/features/palette/command-items.tsx';
import { say } from '../../src/renderer/lib/text.ts';
import { useSettingsStore } from '../../src/renderer/stores/settings-store.ts';

const KINDS = ['console', 'ticket', 'wallboard'] as const;
const labelOf = ({ labelKey }: (typeof allCommands)[number]): string => say('en', labelKey);
/** The palette does not open itself. */
const others = allCommands.filter(({ id }) => id !== 'console.palette');

beforeEach(() => useSettingsStore.setState({ language: 'en' }));
afterEach(cleanup);

test('every command is in the palette of the windows it is for, and says why where it does nothing', () => {
  for (const kind of KINDS) {
    const context = { ticket: null, workspace: null };
    const items = commandItems({ context, kind, say: (key, values) => say('en', key, values), platform: 'linux' });
    const wanted = others.filter((command) => isFor(command, kind));
    expect(items.map(({ id, label }) => [id, label])).toEqual(
      wanted.map((command) => [`command:${command.id}`, labelOf(command)]),
    );
    expect(items.filter(({ why }) => why === '')).toEqual([]);
  }
});

test('every command of this window is in the sheet of keys, with its keys', () => {
  render(<CheatSheet />);
  const shown = screen.getAllByRole('term').map(({ textContent }) => textContent);
  expect(shown.toSorted()).toEqual([...allCommands.map(labelOf), say('en', 'command.composer.send')].toSorted());
  const row = screen.getByText(say('en', 'command.ticket.claim')).closest('div');
  expect(row === null ? null : within(row).getByText('C')).toBeTruthy();
});

test('the sheet can be searched by words and by keys', async () => {
  render(<CheatSheet />);
  await userEvent.keyboard('escalate');
  expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
    'Go to those escalated by me',
    'Escalate',
  ]);
  await userEvent.clear(screen.getByRole('textbox'));
  await userEvent.keyboard('ctrl+k');
  expect(screen.getAllByRole('term')[0]?.textContent).toBe('Open the command palette');
});
