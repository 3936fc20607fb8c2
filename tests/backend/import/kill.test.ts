import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../src/main/backend/database/open.ts';

// bundled for the Windows Node it is plain JavaScript
const child = fileURLToPath(import.meta.url).replace(/[^\\/]+(\.[jt]s)$/, 'killed-child$1');
const rows = 12_000;
/** Twenty by hand: `SERVICE_AUDIT_KILLS=20`. */
const kills = Number(process.env.SERVICE_AUDIT_KILLS ?? 6);

/**
 * Imports in a process of its own and kills it.
 * @param delay milliseconds after it began to write, or null to kill it only when it has said "done"
 * @returns whether it had said "done"
 */
async function importAndKill(dataDir: string, prefix: string, delay: number | null): Promise<boolean> {
  const process_ = spawn(process.execPath, [child, dataDir, prefix, String(rows)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    process_.stdout.on('data', (data: Buffer) => {
      const before = said;
      said += String(data);
      if (delay !== null && said.includes('writing') && !before.includes('writing'))
        setTimeout(() => process_.kill('SIGKILL'), delay);
      if (/done|failed/.test(said)) process_.kill('SIGKILL');
    });
    process_.once('error', reject);
    process_.once('close', () => resolve());
  });
  expect(said).toContain('writing');
  expect(said).not.toContain('failed');
  return said.includes('done');
}

let dataDir = '';
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'service-audit-kill-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('killed while importing: all rows or none, and none of those acknowledged is lost', async () => {
  const outcomes: number[] = [];
  for (let i = 0; i < kills; i++) {
    const delay = i === kills - 1 ? null : 20 + i * 70;
    const acknowledged = await importAndKill(dataDir, `K${i}`, delay);
    const { db, close } = await openDatabase(dataDir);
    try {
      const settings = await db.selectFrom('setting').select('key').where('key', 'like', `probe:K${i}-%`).execute();
      const ledger = await db.selectFrom('importRow').select('rowKey').where('rowKey', 'like', `K${i}-%`).execute();
      const batches = await db.selectFrom('importBatch').select('insertedCount').execute();
      expect([0, rows]).toContain(settings.length);
      expect(ledger.length).toBe(settings.length);
      if (acknowledged) expect(settings.length).toBe(rows);
      outcomes.push(settings.length);
      expect(batches.length).toBe(outcomes.filter((count) => count === rows).length);
    } finally {
      await close();
    }
  }
  // The loop proves something only if it met the process in the middle, and if a process left alone does write.
  expect(outcomes).toContain(0);
  expect(outcomes.at(-1)).toBe(rows);
}, 300_000);
