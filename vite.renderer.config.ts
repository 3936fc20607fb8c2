import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The window alone, for `npm run dev` without Electron; what is built comes from electron.vite.config.ts. */
export default defineConfig({
  root: 'src/renderer',
  plugins: [react()],
  define: { __APP_VERSION__: JSON.stringify(version) },
  clearScreen: false,
  build: { outDir: '../../out/renderer', emptyOutDir: true },
});
