import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `resources/` lies beside `src` and `out` in a checkout, and in `process.resourcesPath` of the packaged app. */
function findResources(): string {
  const packaged = (process as { resourcesPath?: string }).resourcesPath;
  if (packaged && existsSync(join(packaged, 'resources'))) return join(packaged, 'resources');
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'resources', 'questionnaires'))) return join(dir, 'resources');
    if (dirname(dir) === dir) throw new Error('resources folder not found');
  }
}

/** Absolute path of a file in `resources/`. */
export const resourcePath = (...parts: string[]): string => join(findResources(), ...parts);

/** Reads a JSON file of `resources/`; callers validate it with their zod schema. */
export const readResource = (...parts: string[]): unknown => JSON.parse(readFileSync(resourcePath(...parts), 'utf8'));
