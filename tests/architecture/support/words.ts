/** A tree of words as a locale file holds it. */
export type Words = { readonly [key: string]: string | Words };

/** Every key path of a tree, e.g. `complaint.status.closed`. */
export function keyPaths(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : keyPaths(value, `${prefix}${key}.`),
  );
}

/** `{{name}}` places of each sentence, sorted, by key path. */
export function placeholders(words: Words): Map<string, string> {
  const flat = (tree: Words, prefix: string): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [
            [
              `${prefix}${key}`,
              [...value.matchAll(/\{\{\s*(\w+)/g)]
                .map(([, name]) => name)
                .sort()
                .join(','),
            ],
          ]
        : flat(value, `${prefix}${key}.`),
    );
  return new Map(flat(words, ''));
}

/** Whether some branch of the tree has a word for each of the values. */
export function hasWordsFor(words: Words, values: readonly string[]): boolean {
  if (values.every((value) => words[value] !== undefined)) return true;
  return Object.values(words).some((value) => typeof value !== 'string' && hasWordsFor(value, values));
}
