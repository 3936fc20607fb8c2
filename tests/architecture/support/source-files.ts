import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, with a slash at its end. */
export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

export interface Import {
  /** as written: `./x.ts`, `#shared/kernel/dates.ts`, `zod` */
  readonly specifier: string;
  /** path from the project root for a file of ours, else the specifier */
  readonly target: string;
  /** gone at run time */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** from the project root, with forward slashes */
  readonly path: string;
  readonly text: string;
  /** without comments, so that a word in a comment is no breach */
  readonly code: string;
  readonly imports: readonly Import[];
}

const importPattern = /(?:^|[;}\n])\s*(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\s+from\s+)?['"]([^'"\n]+)['"]/g;
const dynamicPattern = /\bimport\(\s*['"]([^'"\n]+)['"]/g;

/** Takes comments out, leaves strings and line breaks alone. Template texts may hold `//` in addresses. */
export function withoutComments(text: string): string {
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/(?![*/\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*(?=\s*[.,;)\]:?\n])/g;
  return text.replace(token, (found) =>
    found.startsWith('//') || found.startsWith('/*') ? found.replace(/[^\n]/g, '') : found,
  );
}

/** A file as the walls see it; planted breaches are made with this too. */
export function sourceFile(path: string, text: string): SourceFile {
  const code = withoutComments(text);
  const imports: Import[] = [];
  for (const [, type, specifier = ''] of code.matchAll(importPattern)) {
    imports.push({ specifier, target: resolveSpecifier(path, specifier), typeOnly: type !== undefined });
  }
  for (const [, specifier = ''] of code.matchAll(dynamicPattern)) {
    imports.push({ specifier, target: resolveSpecifier(path, specifier), typeOnly: false });
  }
  return { path, text, code, imports };
}

function resolveSpecifier(from: string, specifier: string): string {
  if (specifier.startsWith('#shared/')) return `src/shared/${specifier.slice('#shared/'.length)}`;
  if (!specifier.startsWith('.')) return specifier;
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}

/** Every file below a folder of the project whose name ends with one of the endings. */
export function listFiles(folder: string, endings: readonly string[]): string[] {
  return readdirSync(join(projectRoot, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(projectRoot, path)).isDirectory()) return listFiles(path, endings);
    return endings.some((ending) => name.endsWith(ending)) ? [path] : [];
  });
}

/** All of src, read once. */
export function readSources(folder = 'src'): SourceFile[] {
  return listFiles(folder, ['.ts', '.tsx']).map((path) =>
    sourceFile(path, readFileSync(join(projectRoot, path), 'utf8')),
  );
}
