import { expect, test } from 'vitest';
import { queueLabel, queueShortName } from './queue-label.ts';

test('a queue is named with its tier where it stands alone, and without it under the heading of its tier', () => {
  expect(queueLabel({ tier: 2, name: 'Redes' })).toBe('N2 · Redes');
  expect(queueShortName({ tier: 2, name: 'N2 Redes' })).toBe('Redes');
  expect(queueShortName({ tier: 2, name: 'N2 · Redes' })).toBe('Redes');
  expect(queueShortName({ tier: 2, name: 'Redes' })).toBe('Redes');
  expect(queueShortName({ tier: 2, name: 'N2' })).toBe('N2');
});
