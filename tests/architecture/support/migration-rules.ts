import { createHash } from 'node:crypto';
import type { SourceFile } from './source-files.ts';

const removing: readonly (readonly [RegExp, string])[] = [
  [/\.dropTable\(|\bdrop\s+table\b/i, 'drops a table'],
  [/\.dropColumn\(|\bdrop\s+column\b/i, 'drops a column'],
  [/\.renameTo\(|\.renameColumn\(|\brename\s+(to|column)\b/i, 'renames'],
  [/\.alterColumn\(/, 'changes a column'],
  [/\.deleteFrom\(|\bdelete\s+from\b/i, 'deletes rows'],
];

/** What in a migration is not additive, or reaches out of its time. */
export function migrationProblems(file: SourceFile): string[] {
  const name = file.path.split('/').at(-1) ?? '';
  const problems = removing.flatMap(([pattern, what]) => (pattern.test(file.code) ? [`${name} ${what}`] : []));
  if (!/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name)) problems.push(`${name} is not named NNNN-what-it-adds.ts`);
  for (const imported of file.imports) {
    const allowed =
      imported.specifier === 'kysely' || (imported.typeOnly && imported.specifier === '../migration.type.ts');
    if (!allowed)
      problems.push(`${name} imports ${imported.specifier}: code of today would change what was done yesterday`);
  }
  return problems;
}

/** Fingerprint of what a migration does: comments, blank space and line ends may change, nothing else. */
export function fingerprint(file: SourceFile): string {
  return createHash('sha256')
    .update(
      file.code
        .replace(/\s+/g, '')
        .replace(/,(?=[)\]}])/g, '')
        .replace(/['"`]/g, "'"),
    )
    .digest('hex')
    .slice(0, 32);
}

/** Differences between the frozen list and the files; a file the list doesn't know yet is not released and may change. */
export function frozenProblems(files: readonly SourceFile[], frozen: Readonly<Record<string, string>>): string[] {
  const names = files.map((file) => (file.path.split('/').at(-1) ?? '').replace(/\.ts$/, '')).sort();
  const released = Object.keys(frozen).sort();
  const problems = released.flatMap((name, position) =>
    names[position] === name ? [] : [`${name} is gone, or one was put before it`],
  );
  for (const file of files) {
    const name = (file.path.split('/').at(-1) ?? '').replace(/\.ts$/, '');
    if (frozen[name] && frozen[name] !== fingerprint(file))
      problems.push(`${name} was changed after its release: add a new migration instead`);
  }
  return problems;
}
