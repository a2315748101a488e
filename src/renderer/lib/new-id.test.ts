import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from './new-id.ts';

test('an id is a UUIDv7 of its moment, and no two are the same', () => {
  fc.assert(
    fc.property(fc.nat(4_102_444_800_000), (atMs) => {
      const id = newId(atMs);
      expect(z.uuidv7().safeParse(id).success).toBe(true);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(atMs);
      expect(newId(atMs)).not.toBe(id);
    }),
  );
});
