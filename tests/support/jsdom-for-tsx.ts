import { afterAll, expect } from 'vitest';
import { builtinEnvironments } from 'vitest/runtime';

// Only components need a page: a test of plain code in jsdom would not notice that it leans on one.
// oxlint-disable-next-line vitest/no-standalone-expect -- asks which file runs, asserts nothing
if (expect.getState().testPath?.endsWith('.tsx')) {
  const environment = await builtinEnvironments.jsdom.setup(globalThis, {});
  afterAll(() => environment.teardown(globalThis));
}
