import { afterAll, expect } from 'vitest';
import { builtinEnvironments } from 'vitest/runtime';

// Only components need a page: a test of plain code in jsdom would not notice that it leans on one.
if (expect.getState().testPath?.endsWith('.tsx')) {
  const environment = await builtinEnvironments.jsdom.setup(globalThis, {});
  afterAll(() => environment.teardown(globalThis));
}
