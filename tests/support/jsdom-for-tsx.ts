import { afterAll, expect } from 'vitest';

// Only components need a page: a test of plain code in jsdom would not notice that it leans on one.
// oxlint-disable-next-line vitest/no-standalone-expect -- asks which file runs, asserts nothing
if (expect.getState().testPath?.endsWith('.tsx')) {
  // Loaded only here: for a test of plain code it would take longer than the test.
  const { builtinEnvironments } = await import('vitest/runtime');
  const environment = await builtinEnvironments.jsdom.setup(globalThis, {});
  afterAll(() => environment.teardown(globalThis));
}
