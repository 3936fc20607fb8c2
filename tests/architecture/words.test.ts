import { describe, expect, it } from 'vitest';
import { roles } from '#shared/kernel/permissions.ts';
import en from '../../src/renderer/locales/en/index.ts';
import zhCN from '../../src/renderer/locales/zh-CN/index.ts';
import { readSources, sourceFile } from './support/source-files.ts';
import { hasWordsFor, keyPaths, placeholders, type Words } from './support/words.ts';

const locales: Record<string, Words> = { 'zh-CN': zhCN as unknown as Words, en: en as unknown as Words };
const sources = readSources();

/** Lists that nobody reads as words, and why. */
const notShown = new Set([
  // insides of files and of the matching
  ...['importDelimiters', 'importEncodings', 'matchSources'],
  // decide a deadline; what is read is the deadline's explanation
  ...['termExtensions', 'dayEnds', 'areaKinds'],
  // a running clock is read as the time left or over
  ...['clockStates'],
  // columns of an imported file: read by their labels
  ...['courseMoments'],
  // read in the report, whose words are those of its own language and stand beside its blocks
  ...['reportLanguages', 'shortcomingKinds'],
]);

/** `export const xs = ['a', 'b'] as const` in schemas and rules of shared: what turns up on screen as one of a few words. */
function enumsOf(files: typeof sources): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of files) {
    if (!/^src\/shared\/(?!sample\/|statistics\/)/.test(file.path)) continue;
    for (const [, name = '', list = ''] of file.code.matchAll(/^export const (\w+) = \[([^\]]*)\] as const/gm)) {
      const values = [...list.matchAll(/'([^']*)'/g)].map(([, value]) => value ?? '');
      if (values.length > 0 && !notShown.has(name) && !/(Sorts|Columns)$/.test(name))
        found.set(`${file.path} ${name}`, values);
    }
  }
  return found;
}

/** Every code that is thrown or listed as an error the user can meet. */
function errorCodes(): Set<string> {
  const codes = new Set<string>();
  for (const file of sources) {
    for (const [, code = ''] of file.code.matchAll(/new DomainError\(\s*'([A-Z_0-9]+)'/g)) codes.add(code);
    if (!/^src\/shared\/.*errors\.ts$/.test(file.path)) continue;
    for (const [, code = ''] of file.code.matchAll(/^\s+([A-Z][A-Z_0-9]+): \{ status:/gm)) codes.add(code);
  }
  return codes;
}

describe('words', () => {
  it('zh-CN and en have the same keys', () => {
    const chinese = keyPaths(locales['zh-CN'] as Words);
    expect(keyPaths(locales.en as Words).sort()).toEqual(chinese.sort());
    expect(chinese.length).toBeGreaterThan(200);
  });

  it('zh-CN and en name the same values in each sentence', () => {
    const english = placeholders(locales.en as Words);
    const different = [...placeholders(locales['zh-CN'] as Words)].filter(([key, names]) => {
      // a value made of words comes in both languages: reasonZh, reasonEn
      const other = (english.get(key) ?? '').replaceAll('En', 'Zh');
      // a quarter is 第三季度 in one language and Q3 in the other
      return other !== names && !key.startsWith('frame.period.');
    });
    expect(different.map(([key, names]) => `${key}: ${names} ≠ ${english.get(key)}`)).toEqual([]);
  });

  for (const [name, values] of enumsOf(sources)) {
    it(`every value of ${name} has its word`, () => {
      for (const [locale, words] of Object.entries(locales)) {
        expect(hasWordsFor(words, values), `${locale} has no branch with: ${values.join(', ')}`).toBe(true);
      }
    });
  }

  it('every role has its word', () => {
    for (const words of Object.values(locales)) expect(hasWordsFor(words, roles)).toBe(true);
  });

  it('every error a user can meet has a sentence', () => {
    const codes = errorCodes();
    expect(codes.size).toBeGreaterThan(30);
    for (const [locale, words] of Object.entries(locales)) {
      const missing = [...codes].filter((code) => typeof (words.errors as Words)[code] !== 'string');
      expect(missing, locale).toEqual([]);
    }
  });

  it('every error that is thrown is named in a contract', () => {
    const listed = new Set(
      sources
        .filter((file) => /^src\/shared\/.*errors\.ts$/.test(file.path))
        .flatMap((file) => [...file.code.matchAll(/^\s+([A-Z][A-Z_0-9]+): \{ status:/gm)].map(([, code]) => code)),
    );
    const unlisted = sources.flatMap((file) =>
      [...file.code.matchAll(/new DomainError\(\s*'([A-Z_0-9]+)'/g)]
        .filter(([, code]) => !listed.has(code))
        .map(([, code]) => `${file.path}: ${code}`),
    );
    expect(unlisted).toEqual([]);
  });
});

describe('the tests above can fail', () => {
  it('a missing word is seen', () => {
    expect(hasWordsFor({ status: { open: '未结' } }, ['open', 'closed'])).toBe(false);
    expect(hasWordsFor({ a: { status: { open: '未结', closed: '办结' } } }, ['open', 'closed'])).toBe(true);
  });

  it('a planted list is found', () => {
    const planted = sourceFile('src/shared/complaint/x.ts', "export const moods = ['calm', 'angry'] as const;");
    expect(enumsOf([planted]).get('src/shared/complaint/x.ts moods')).toEqual(['calm', 'angry']);
  });

  it('a value named in one language only is seen', () => {
    expect(placeholders({ a: '共 {{count}} 条' }).get('a')).toBe('count');
  });
});
