import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './host.ts';

/** Electron's executable, when its installer could download it. */
export function electronBinary(): string | undefined {
  const directory = join(projectRoot, 'node_modules', 'electron');
  if (!existsSync(join(directory, 'path.txt'))) return undefined;
  const file = join(directory, 'dist', readFileSync(join(directory, 'path.txt'), 'utf8'));
  return existsSync(file) ? file : undefined;
}
