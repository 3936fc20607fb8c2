// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
const forbidden = /[<>:"/\\|?*\x00-\x1f]/g;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name for a file that every system takes, Windows too: no folder, no reserved word, no trailing dot or space.
 * @param name as somebody wrote it
 * @returns at most 121 characters, the end of a longer name; 'file' where nothing is left
 */
export function safeName(name: string): string {
  const clean =
    name
      .replace(forbidden, '_')
      .replace(/[. ]+$/, '')
      .slice(-120) || 'file';
  return reserved.test(clean) ? `_${clean}` : clean;
}
