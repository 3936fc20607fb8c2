// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
const forbidden = /[<>:"/\\|?*\x00-\x1f]/g;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name to propose in a save dialog that Windows takes too: no folders, no reserved word, no trailing dot or space. */
export function windowsFileName(name: string): string {
  const clean =
    name
      .replace(forbidden, '_')
      .replace(/[. ]+$/, '')
      .slice(-120) || 'file';
  return reserved.test(clean) ? `_${clean}` : clean;
}
