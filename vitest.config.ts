import { defineConfig } from 'vitest/config';

const server = {
  environment: 'node',
  globalSetup: ['tests/server/support/global-setup.ts'],
  // Real databases and argon2: seconds, on a machine that others use too.
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    // Vitest leaves a processor to others: half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.{ts,tsx}',
            'tests/property/**/*.test.{ts,tsx}',
            'tests/storage/**/*.test.ts',
            'tests/contract/**/*.test.ts',
            'tests/architecture/**/*.test.{ts,tsx}',
          ],
          environment: 'node',
          setupFiles: ['tests/support/jsdom-for-tsx.ts'],
          testTimeout: 30_000,
        },
      },
      { test: { ...server, name: 'server', include: ['tests/server/**/*.test.ts'] } },
      { test: { ...server, name: 'simulation', include: ['tests/simulation/**/*.test.ts'] } },
    ],
  },
});
