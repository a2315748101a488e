import { expect, test } from 'vitest';
import { chordLabel, chordOf } from './chord.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test('a key press is named by what the keyboard types, with the modifiers that matter', () => {
  expect(press('C')).toBe('c');
  expect(press('n', { ctrlKey: true })).toBe('mod+n');
  expect(press('n', { metaKey: true })).toBe('mod+n');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('N', { shiftKey: true })).toBe('shift+n');
});

test('modifiers alone, dead keys and Alt, which types letters on some keyboards, are no chord', () => {
  expect(press('Shift', { shiftKey: true })).toBeNull();
  expect(press('Dead')).toBeNull();
  expect(press('e', { altKey: true })).toBeNull();
});

test('a chord is shown as the caps of the platform', () => {
  expect(chordLabel('mod+n', 'linux')).toBe('Ctrl+N');
  expect(chordLabel('mod+enter', 'win32')).toBe('Ctrl+Enter');
  expect(chordLabel('mod+n', 'darwin')).toBe('⌘N');
  expect(chordLabel('g m', 'linux')).toBe('G M');
  expect(chordLabel('arrowdown', 'linux')).toBe('↓');
});
