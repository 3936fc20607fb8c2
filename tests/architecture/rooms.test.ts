import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract.ts';
import { permissionRoles, roles } from '#shared/kernel/permissions.ts';
import { listFiles, projectRoot, readSources } from './support/source-files.ts';

const has = (path: string) => existsSync(join(projectRoot, path));

/** What is missing of a domain's rooms. */
function missingRooms(domain: string, exists: (path: string) => boolean): string[] {
  return [
    `src/shared/${domain}/${domain}.contract.ts`,
    `src/main/backend/${domain}/${domain}.router.ts`,
    `src/renderer/locales/zh-CN/${domain}.ts`,
    `src/renderer/locales/en/${domain}.ts`,
  ].filter((path) => !exists(path));
}

describe('rooms', () => {
  for (const domain of Object.keys(contract)) {
    it(`${domain} has its rooms`, () => expect(missingRooms(domain, has)).toEqual([]));
    it(`${domain} is tested`, () => expect(has(`tests/unit/${domain}`) || has(`tests/backend/${domain}`)).toBe(true));
  }

  it('a domain without rooms is noticed', () => {
    expect(missingRooms('nowhere', has)).toHaveLength(4);
  });

  it('each room has its note', () => {
    const rooms = [
      'scripts',
      'resources',
      'src/shared',
      'src/main/shell',
      'src/main/backend',
      'src/preload',
      'src/renderer',
      'tests',
    ];
    expect(rooms.filter((room) => !has(`${room}/README.md`))).toEqual([]);
  });

  it('files are named in kebab-case, with their role after a dot', () => {
    const wrong = [...listFiles('src', ['.ts', '.tsx', '.css'])].filter(
      (path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|css)$/.test(path.split('/').at(-1) ?? ''),
    );
    // the browser's name for the language
    expect(wrong).toEqual([]);
  });

  it('a file over 600 lines says why', () => {
    const long = readSources().filter((file) => file.text.split('\n').length > 600 && !/Long because/.test(file.text));
    expect(long.map((file) => file.path)).toEqual([]);
  });
});

describe('permissions', () => {
  const used = new Set(
    Object.values(contract).flatMap((calls) =>
      Object.values(calls as Record<string, { '~orpc': { meta: { permission: string } } }>).map(
        (call) => call['~orpc'].meta.permission,
      ),
    ),
  );

  it('every call names a permission that exists', () => {
    const known = new Set(['public', 'signedIn', ...Object.keys(permissionRoles)]);
    expect([...used].filter((permission) => !known.has(permission))).toEqual([]);
    expect(used.size).toBeGreaterThan(5);
  });

  it('every permission is `domain:act` of a domain there is, and held by somebody', () => {
    for (const [permission, holders] of Object.entries(permissionRoles)) {
      expect(Object.keys(contract), permission).toContain(permission.split(':')[0]);
      expect(permission).toMatch(/^[a-z]+:[a-zA-Z]+$/);
      expect(holders.length).toBeGreaterThan(0);
      for (const holder of holders) expect(roles).toContain(holder);
    }
  });
});
