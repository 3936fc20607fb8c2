import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // vitest leaves one core free; on two cores that doubles the time
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/architecture/**/*.test.ts', 'tests/main/**/*.test.ts'],
          environment: 'node',
          // pure rules: loading them anew for each file took half as long again
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'backend',
          include: ['tests/backend/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/database.global.ts'],
          // a busy machine takes several times as long as a quiet one
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
