import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** The backend specs as plain JavaScript for the Windows Node of `npm run test:windows`. */
export default defineConfig({
  resolve: { alias: { vitest: resolve('tests/windows/vitest-on-node.ts') } },
  ssr: { noExternal: true, external: ['better-sqlite3', 'pg-native', '@playwright/test'] },
  build: {
    ssr: 'tests/windows/run-specs.ts',
    outDir: 'out/windows',
    emptyOutDir: true,
    target: 'node22',
    rolldownOptions: { output: { entryFileNames: 'run-specs.js', chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
});
