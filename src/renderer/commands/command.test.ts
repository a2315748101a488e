import { expect, test } from 'vitest';
import { allCommands, commandByChord } from './all-commands.ts';
import { byChord, type Command } from './command.ts';

const aCommand = (id: Command['id'], chords: readonly string[]): Command => ({
  id,
  labelKey: 'command.ticket.claim',
  group: 'work',
  chords,
  whyNot: () => null,
  run: () => undefined,
});

const idOf = (chord: string): string | undefined => commandByChord.get(chord)?.id;

test('no two commands of the console claim one chord', () => {
  expect(commandByChord.size).toBe(allCommands.flatMap(({ chords }) => chords).length);
});

test('the chords that agents are taught run their commands', () => {
  expect(['j', 'k', 'enter', 'arrowright', 'g m', 'g 1', 'mod+n', '?'].map(idOf)).toEqual([
    'list.next',
    'list.previous',
    'list.open',
    'list.open',
    'view.mine',
    'view.tier1',
    'ticket.create',
    'console.help',
  ]);
  expect('c a r n t s m f e d u'.split(' ').map((key) => idOf(key)?.replace('ticket.', ''))).toEqual([
    'claim',
    'accept',
    'reply',
    'note',
    'attempt',
    'status',
    'macro',
    'resolve',
    'escalate',
    'return',
    'release',
  ]);
});

test('a chord that two commands claim is refused with both names', () => {
  const clash = [aCommand('a.one', ['x']), aCommand('b.two', ['x'])];
  expect(() => byChord(clash)).toThrow('x is claimed by a.one and b.two');
});

test('a chord that begins another is refused, for it would run before the second key', () => {
  expect(() => byChord([aCommand('a.one', ['g']), aCommand('b.two', ['g m'])])).toThrow(
    'g of a.one begins g m of b.two',
  );
});
