import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { safeName } from '#shared/kernel/file-name.ts';
import { defaultDataDirectory } from '../../src/main/shell/data-directory.ts';
import { givenUpPage } from '../../src/main/shell/given-up-page.ts';

describe('data directory', () => {
  it('is where each system keeps the data of programs', () => {
    expect(defaultDataDirectory('win32', { APPDATA: 'C:\\Users\\王芳\\AppData\\Roaming' }, 'C:\\Users\\王芳')).toBe(
      'C:\\Users\\王芳\\AppData\\Roaming\\service-audit',
    );
    expect(defaultDataDirectory('win32', {}, 'C:\\Users\\王芳')).toBe(
      'C:\\Users\\王芳\\AppData\\Roaming\\service-audit',
    );
    expect(defaultDataDirectory('linux', {}, '/home/wang')).toBe('/home/wang/.local/share/service-audit');
    expect(defaultDataDirectory('linux', { XDG_DATA_HOME: '/data' }, '/home/wang')).toBe('/data/service-audit');
    expect(defaultDataDirectory('darwin', {}, '/Users/wang')).toBe(
      '/Users/wang/Library/Application Support/service-audit',
    );
  });

  it('is the one asked for', () =>
    expect(defaultDataDirectory('win32', { SERVICE_AUDIT_DATA: 'D:\\数据' }, 'C:\\')).toBe('D:\\数据'));
});

describe('proposed file names', () => {
  it.each([
    ['CON', '_CON'],
    ['con.xlsx', '_con.xlsx'],
    ['lpt1', '_lpt1'],
    ['报告.', '报告'],
    ['报告 . ', '报告'],
    ['a/b\\c:d*e?.xlsx', 'a_b_c_d_e_.xlsx'],
    ['..\\..\\x', '.._.._x'],
    ['', 'file'],
    ['console.txt', 'console.txt'],
    ['2026年三季度 审计报告.xlsx', '2026年三季度 审计报告.xlsx'],
  ])('%j becomes %j', (given, wanted) => expect(safeName(given)).toBe(wanted));
});

describe('the page of a backend that won’t run', () => {
  const places = { log: '/data/<log>', backup: 'C:\\数据\\backup', retryHref: '/retry', embeddedHref: '/embedded' };

  it('says why, and where log and backups are, in both languages', () => {
    const page = givenUpPage({ code: 'BACKEND_DIED', data: { exitCode: 1 } }, places);
    for (const text of [
      '连续三次',
      'three times in a row',
      '/data/&#60;log&#62;',
      'C:\\数据\\backup',
      'BACKEND_DIED',
      'href="/retry"',
    ])
      expect(page).toContain(text);
    expect(page).not.toContain('<script');
  });

  it('offers the way back from a shared database that does not open, and from a setting nobody understands', () => {
    const data = { reason: 'DATABASE_REFUSED', server: 'db.example:5432/audit' };
    const page = givenUpPage({ code: 'DATABASE_UNREACHABLE', data }, places);
    expect(page).toContain('href="/embedded"');
    expect(page).toContain('db.example:5432/audit');
    expect(givenUpPage({ code: 'DATABASE_TOO_NEW', data: { server: 'db.example:5432/audit' } }, places)).toContain(
      'href="/embedded"',
    );
    expect(givenUpPage({ code: 'CONFIG_DAMAGED', data: { path: '/data/config.json' } }, places)).toContain(
      'href="/embedded"',
    );
  });

  it('knows the start errors of the database, and something to say of any other', () => {
    expect(givenUpPage({ code: 'DATABASE_IN_USE', data: {} }, places)).toContain('正在使用同一份数据');
    expect(givenUpPage({ code: 'DATABASE_IN_USE', data: {} }, places)).not.toContain('href="/embedded"');
    expect(givenUpPage({ code: '<b>', data: { path: '"><script>' } }, places)).not.toMatch(/<b>|<script>/);
  });
});

describe('packaging', () => {
  const config = JSON.parse(readFileSync(new URL('../../electron-builder.json', import.meta.url), 'utf8'));

  it('carries the built program, the one binary, the resources, and not the loopback host', () => {
    expect(config.files).toContain('out/main/**');
    expect(config.files).toContain('node_modules/better-sqlite3/prebuilds/win32-x64.node');
    expect(config.files).not.toContain('out/**');
    expect(config.files.join()).not.toContain('host');
    expect(config.asarUnpack).toContain('**/*.node');
    expect(config.npmRebuild).toBe(false);
    expect(config.extraResources[0]).toEqual({ from: 'resources', to: 'resources' });
  });

  it('keeps the data when the program is uninstalled', () => expect(config.nsis.deleteAppDataOnUninstall).toBe(false));
});
