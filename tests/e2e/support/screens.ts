import { z } from 'zod';

const screensSchema = z.array(z.record(z.string(), z.string())).min(1);

/** What a program needs in its environment for each screen that tests may use at a time; one, that of this process, unless told. */
export function screens(): readonly Readonly<Record<string, string>>[] {
  const told = process.env['PATAMAR_TEST_SCREENS'];
  return told === undefined ? [{}] : screensSchema.parse(JSON.parse(told));
}

/** Gives this process, and what it starts, the screen of its own among them: Playwright numbers its workers. */
export function takeOwnScreen(): void {
  Object.assign(process.env, screens()[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)]);
}
