import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPerson, aWorkspace } from '../../../../tests/support/console-rows.ts';
import type { PresenceState } from '../../../shared/protocol/presence.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { forgetPresence, takePresence } from '../../sync/presence-store.ts';
import { takeStatus } from '../../sync/status-store.ts';
import { PresenceLine } from './presence-line.tsx';

const workspace = aWorkspace(aPerson('ana', { name: 'Ana Lima' }), aPerson('bruno', { name: 'Bruno Reis' }));

function at(...people: readonly (readonly [userId: string, state: PresenceState])[]): void {
  act(() => takePresence([{ ticketId: 't', people: people.map(([userId, state]) => ({ userId, state })) }], false));
}

beforeEach(() => {
  useSettingsStore.setState({ language: 'en' });
  act(() => takeStatus({ connection: 'online' }));
  render(<PresenceLine ticketId="t" workspace={workspace} />);
});
afterEach(() => {
  cleanup();
  forgetPresence();
});

const shown = (): string | null => screen.queryByRole('note')?.textContent ?? null;
const spoken = (): string => screen.getByRole('status').textContent;

test('who looks on is shown and not spoken, and I am nobody else', () => {
  at(['me', 'answering']);
  expect(shown()).toBeNull();
  at(['me', 'viewing'], ['ana', 'viewing']);
  expect(shown()).toContain('Ana Lima is looking at this ticket');
  expect(spoken()).toBe('');
});

test('who begins to answer is spoken once, and only they', () => {
  at(['ana', 'answering']);
  expect(shown()).toContain('Ana Lima is answering');
  expect(spoken()).toBe('Ana Lima is answering');
  at(['ana', 'answering'], ['bruno', 'viewing']);
  expect(spoken()).toBe('Ana Lima is answering');
  at(['ana', 'answering'], ['bruno', 'answering']);
  expect(shown()).toContain('Ana Lima and 1 other are answering');
  expect(spoken()).toBe('Bruno Reis is answering');
});

test('nobody is shown without a line, whatever was said before', () => {
  at(['ana', 'answering']);
  act(() => takeStatus({ connection: 'offline' }));
  expect(shown()).toBeNull();
});
