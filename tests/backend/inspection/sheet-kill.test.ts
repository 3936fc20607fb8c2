import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../src/main/backend/database/open.ts';
import { entryOf, itemsOf } from '../../../src/main/backend/inspection/inspection.repository.ts';
import { verifyChain } from '../../../src/main/backend/system/change-log.repository.ts';

const child = fileURLToPath(new URL('./sheet-killed-child.ts', import.meta.url));
/** Twenty by hand: `SERVICE_AUDIT_KILLS=20`. */
const kills = Number(process.env.SERVICE_AUDIT_KILLS ?? 4);

/** Scores in a process of its own and kills it in the middle of its saves. @returns what it said */
async function scoreAndKill(dataDir: string, delay: number): Promise<string> {
  const process_ = spawn(process.execPath, [child, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    process_.stdout.on('data', (data: Buffer) => {
      if (!said.includes('saved')) setTimeout(() => process_.kill('SIGKILL'), delay);
      said += String(data);
    });
    process_.once('error', reject);
    process_.once('close', () => resolve());
  });
  return said;
}

let dataDir = '';
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'service-audit-kill-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('killed while scoring: every save that was answered is there, and the sheet can go on', async () => {
  let answered = 0;
  for (let i = 0; i < kills; i++) {
    const said = await scoreAndKill(dataDir, 60 + i * 45);
    const inspectionId = /^sheet (\S+)$/m.exec(said)?.[1] ?? '';
    // the last line may be cut off: only whole ones were answered
    const saves = [...said.matchAll(/^saved (\S+) (\d+) (\d+)\n/gm)].map(([, code, count, revision]) => ({
      code: code ?? '',
      count: Number(count),
      revision: Number(revision),
    }));
    expect(saves.length).toBeGreaterThan(0);
    answered += saves.length;
    const { db, close } = await openDatabase(dataDir);
    try {
      const stored = new Map((await itemsOf(db, inspectionId)).map((row) => [row.itemCode, entryOf(row).result]));
      for (const [code, count] of new Map(saves.map((save) => [save.code, save.count]))) {
        const result = stored.get(code);
        // the one save that was under way may be there as well
        expect([count, count + 1]).toContain(result?.kind === 'count' ? result.count : -1);
      }
      const row = await db
        .selectFrom('inspection')
        .select(['revision', 'enteredItems', 'state'])
        .where('inspectionId', '=', inspectionId)
        .executeTakeFirstOrThrow();
      const last = saves.at(-1)?.revision ?? 0;
      expect([last, last + 1]).toContain(row.revision);
      expect(row).toMatchObject({ state: 'draft', enteredItems: stored.size });
      expect((await verifyChain(db, new AbortController().signal)).brokenAt).toBeNull();
    } finally {
      await close();
    }
  }
  expect(answered).toBeGreaterThan(kills * 3);
}, 300_000);
