import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestedName } from './suggested-name.ts';

test.each([
  ['fatura maio.pdf', 'fatura maio.pdf'],
  ['.bashrc', 'bashrc'],
  ['..', '_'],
  ['../../x', '_.._x'],
  ['nul.txt', '_nul.txt'],
  ['COM1', '_COM1'],
  ['console.log', 'console.log'],
  ['a:b|c?.txt. ', 'a_b_c_.txt'],
])('%j is suggested as %j', (name, suggested) => {
  expect(suggestedName(name)).toBe(suggested);
});

test('whatever a file is called, what is suggested is one name in the folder itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const suggested = suggestedName(name);
      expect(path.dirname(path.win32.join('C:\\x', suggested).replaceAll('\\', '/'))).toBe('C:/x');
      expect(path.dirname(path.posix.join('/x', suggested))).toBe('/x');
      expect(suggested).not.toBe('');
    }),
  );
});
