import { defineConfig } from 'vite';

/** The loopback host, one file beside the built window: what `npm start -- --browser` and the e2e specs run. */
export default defineConfig({
  ssr: { noExternal: true, external: ['better-sqlite3', 'pg-native'] },
  build: {
    ssr: 'src/main/backend/entry.http.ts',
    outDir: 'out/host',
    emptyOutDir: true,
    target: 'node22',
    rolldownOptions: { output: { entryFileNames: 'entry.http.js', chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
});
