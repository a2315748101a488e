import { expect, test } from 'vitest';
import { fileSize } from './format-bytes.ts';

test.each([
  [12, '12 bytes', '12 bytes'],
  [1_000, '1 kB', '1 kB'],
  [340_400, '340 kB', '340 kB'],
  [1_250_000, '1,3 MB', '1.3 MB'],
  [26_214_401, '26,2 MB', '26.2 MB'],
  [250_000_000, '250 MB', '250 MB'],
])('%i bytes are told in both languages', (bytes, portuguese, english) => {
  expect([fileSize('pt-BR', bytes), fileSize('en', bytes)]).toEqual([portuguese, english]);
});
