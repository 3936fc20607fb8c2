import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** The backend specs as plain JavaScript for the Windows Node of `npm run test:windows`. */
export default defineConfig({
  resolve: { alias: { vitest: resolve('tests/windows/vitest-on-node.ts') } },
  ssr: { noExternal: true, external: ['better-sqlite3', 'pg-native', '@playwright/test'] },
  build: {
    ssr: true,
    outDir: 'out/windows',
    emptyOutDir: true,
    target: 'node22',
    rolldownOptions: {
      // the second one is a process that a spec starts and kills; it lies beside the spec's own chunk
      input: {
        'run-specs': resolve('tests/windows/run-specs.ts'),
        'chunks/killed-child': resolve('tests/backend/import/killed-child.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
