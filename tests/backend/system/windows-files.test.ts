import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safeName } from '#shared/kernel/file-name.ts';
import { openDatabase } from '../../../src/main/backend/database/open.ts';
import { FileStore } from '../../../src/main/backend/platform/files.ts';
import { newId } from '../../../src/main/backend/platform/ids.ts';

// These hold on every system, but only Windows can break them: `npm run test:windows` runs them as a win32 process.
const onWindows = process.platform === 'win32';

describe('files as Windows treats them', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'service-audit-王 芳 (测试) '));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));

  for (const name of [
    'CON',
    'con.xlsx',
    'NUL.txt',
    'COM1',
    'lpt9.csv',
    '报告.',
    '报告 ',
    'a<b>c:d"e|f?g*.xlsx',
    '..\\..\\报告.xlsx',
    '审计报告/2026.xlsx',
  ]) {
    it(`a file called ${JSON.stringify(name)} gets a name that can be written, found and read again`, () => {
      const safe = safeName(name);
      writeFileSync(join(directory, safe), 'x');
      expect(readdirSync(directory)).toEqual([safe]);
      expect(readFileSync(join(directory, safe), 'utf8')).toBe('x');
    });
  }

  it('a kept file is stored once, and again while somebody reads it', async () => {
    const store = new FileStore(directory, () => newId());
    const bytes = new TextEncoder().encode('证据');
    const { sha256 } = await store.keep(bytes);
    const path = join(directory, 'evidence', sha256.slice(0, 2), sha256);
    const open = openSync(path, 'r');
    try {
      expect((await store.keep(bytes)).sha256).toBe(sha256);
      expect(new Uint8Array(await store.readKept(sha256))).toEqual(bytes);
    } finally {
      closeSync(open);
    }
    expect(readdirSync(join(directory, 'evidence', sha256.slice(0, 2)))).toEqual([sha256]);
  });

  it('a name from outside never becomes a path', async () => {
    const store = new FileStore(directory, () => newId());
    const file = await store.save('..\\..\\C:\\Windows\\x.xlsx', new Uint8Array([1]), 'somebody');
    expect(file.path.startsWith(join(directory, 'temporary'))).toBe(true);
    expect(/[\\/:]/.test(file.name)).toBe(false);
  });

  it('the database opens in a folder with Chinese, a space and brackets, and not twice', async () => {
    const database = await openDatabase(directory, { kind: 'sqlite' });
    try {
      expect(existsSync(join(directory, 'service-audit.db'))).toBe(true);
      await expect(openDatabase(directory, { kind: 'sqlite' })).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    } finally {
      await database.close();
    }
    // closed for good: Windows refuses to rename what anybody still holds open
    renameSync(join(directory, 'service-audit.db'), join(directory, 'moved.db'));
    expect(existsSync(join(directory, 'moved.db'))).toBe(true);
  });

  it.skipIf(!onWindows)('paths have backslashes here', () => expect(directory).toContain('\\'));
});
