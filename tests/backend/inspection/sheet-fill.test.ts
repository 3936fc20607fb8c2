import { afterAll, expect, it } from 'vitest';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { rebuildTally } from '../../../src/main/backend/inspection/tally.repository.ts';
import { fillSheets } from '../../bench/sheet-fill.ts';
import { readPattern, withoutSheets } from '../../bench/sheet-pattern.ts';
import { dropDirectory, jobResult, openWorkspace, sampleDirectory, type Workspace } from '../../bench/workspace.ts';

const tally = ({ ctx }: Workspace) =>
  ctx.db
    .selectFrom('itemTally')
    .selectAll()
    .orderBy('scorecardVersionId')
    .orderBy('month')
    .orderBy('unitId')
    .orderBy('itemCode')
    .execute();
const sheet = ({ client }: Workspace, q: string) => client.inspection.list({ q, limit: 1 });

const directories: string[] = [];
afterAll(() => directories.forEach(dropDirectory));

/** What the bench measures is only worth something on rows the app would have written. */
it('the sheets the bench fills in are those of the app', { timeout: 240_000 }, async () => {
  const sample = await sampleDirectory(0.02, 36);
  const pattern = await readPattern(sample);
  const whole = withoutSheets(sample);
  const dataDir = withoutSheets(sample);
  directories.push(sample, whole, dataDir);
  const some = 120;
  // every sheet of the sample once, and some of them again, in other weeks
  fillSheets(whole, pattern, pattern.sheets.size);
  const once = await openWorkspace(whole);
  const original = await openWorkspace(sample);
  const first = await tally(once);
  expect(first).toEqual(await tally(original));
  await original.close();
  await once.close();

  fillSheets(dataDir, pattern, pattern.sheets.size + some);
  fillSheets(dataDir, pattern, some, 'reviewed');
  const workspace = await openWorkspace(dataDir);
  const { client, ctx } = workspace;
  const filled = await tally(workspace);
  expect(filled.length).toBeGreaterThan(first.length);
  await inTransaction(ctx, rebuildTally);
  expect(await tally(workspace)).toEqual(filled);

  const rows = await ctx.db.selectFrom('inspection').selectAll().orderBy('inspectionId').execute();
  const waiting = rows.filter((row) => row.stage === 'reviewed').map((row) => row.inspectionId);
  expect(rows).toHaveLength(pattern.sheets.size + 2 * some);
  expect(waiting).toHaveLength(some);
  // handed in as the seal says; the number and the days of the copy are in it
  for (const { inspectionId, startedAt } of [...rows.slice(0, 9), ...rows.slice(-9)]) {
    expect((await client.inspection.get({ inspectionId })).isGenuine).toBe(true);
    expect(Number.parseInt(inspectionId.slice(0, 13).replace('-', ''), 16)).toBe(Date.parse(startedAt));
  }
  const { jobId } = await client.inspection.publish({ inspectionIds: waiting });
  await jobResult(client, jobId);
  const published = await tally(workspace);
  expect(published).not.toEqual(filled);
  await inTransaction(ctx, rebuildTally);
  expect(await tally(workspace)).toEqual(published);

  // the next sheet gets a number of its own
  const last = rows.at(-1)?.number.slice(0, 10) as string;
  const { total } = await sheet(workspace, last);
  const counter = await ctx.db
    .selectFrom('inspectionCounter')
    .select('last')
    .where('month', '=', last.slice(3))
    .executeTakeFirst();
  expect(counter?.last).toBe(total);
  await workspace.close();
});
