import { expect, test } from 'vitest';
import { quoted } from './quoted.ts';

test('each line of a message stands behind a mark, with who wrote it before', () => {
  expect(quoted('Lúcia', 'Caiu.\n\nDe novo')).toBe('> Lúcia:\n> Caiu.\n>\n> De novo\n\n');
});

test('a long message is cut, and the quote says so', () => {
  expect(quoted('x', 'a'.repeat(5_000))).toBe(`> x:\n> ${'a'.repeat(2_000)} […]\n\n`);
});
