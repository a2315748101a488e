import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeMutation } from '../../src/shared/mutations/registry.ts';
import { pushRequestSchema } from '../../src/shared/protocol/push.ts';

type Sent = { readonly name: string; readonly args: unknown };

const { mutations } = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/mutations-1.json'), 'utf8')) as {
  readonly mutations: readonly Sent[];
};

test.each(mutations)('$name is understood as the first release sent it', ({ name, args }) => {
  const pushed = { clientId: crypto.randomUUID(), mutations: [{ seq: 1, name, args, performedAtMs: 1 }] };
  expect(pushRequestSchema.safeParse(pushed).success).toBe(true);
  expect(decodeMutation(name, args)).toMatchObject({ ok: true, value: { name } });
});
