// Builds out/ when a source is newer than what is there.
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, projectRoot, run } from './process.mjs';
import { fail, say } from './say.mjs';

const stamp = join(projectRoot, 'out', '.built');
const sources = [
  'src',
  'resources',
  'package-lock.json',
  'package.json',
  'electron.vite.config.ts',
  'vite.host.config.ts',
];

/** The newest modification time below a path, in ms; 0 when it isn't there. */
export function newestChange(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  // a folder's own time counts as well: it changes when a file in it is deleted
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stats.mtimeMs);
}

export function isBuilt() {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return sources.every((source) => newestChange(join(projectRoot, source)) <= built);
}

/** Runs one of the packages' commands on our Node. */
export function tool(name, args, options = {}) {
  const scripts = {
    tsc: 'typescript/bin/tsc',
    biome: '@biomejs/biome/bin/biome',
    vite: 'vite/bin/vite.js',
    'electron-vite': 'electron-vite/bin/electron-vite.js',
    'electron-builder': 'electron-builder/cli.js',
    vitest: 'vitest/vitest.mjs',
    playwright: '@playwright/test/cli.js',
  };
  return capture(process.execPath, [join(projectRoot, 'node_modules', ...scripts[name].split('/')), ...args], options);
}

/**
 * Main, preload, renderer and the loopback host, into out/.
 * @throws a sentence when the build fails, after showing what the tools said
 */
export async function build({ force = false } = {}) {
  if (!force && isBuilt()) return;
  say('Building …', '正在构建……');
  const began = new Date();
  for (const [name, args] of [
    ['electron-vite', ['build', '--logLevel', 'warn']],
    ['vite', ['build', '--config', 'vite.host.config.ts', '--logLevel', 'warn']],
  ]) {
    const result = await tool(name, args, { quiet: true });
    if (result.code === 0) continue;
    console.error(result.output.trim());
    throw fail('The build failed (see above).', '构建失败（原因见上）。');
  }
  // dated at the start: a file saved while building is newer than the build
  writeFileSync(stamp, began.toISOString());
  utimesSync(stamp, began, began);
}

/** Runs a TypeScript file of this project on our Node. */
export function runTypeScript(file, args = [], options = {}) {
  return run(process.execPath, [join(projectRoot, file), ...args], options);
}
