import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { inTransaction } from '../../src/main/backend/database/transaction.ts';
import { publishScorecard } from '../../src/main/backend/standard/standard.service.ts';
import { type Measurement, timed } from './measure.ts';
import { fillSheets, sheetsThere } from './sheet-fill.ts';
import { jobResult, openWorkspace, sampleDirectory, type Workspace } from './workspace.ts';

/** Items of the widest sheet anybody has to fill in. */
const wideItems = 300;
const pageSize = 100;
/** Sheets published at once. */
const together = 5000;

/** A card of many items: one shipped item again and again. */
function wideCard(): ScorecardContent {
  const path = fileURLToPath(new URL('../../resources/scorecards/hall.json', import.meta.url));
  const card = JSON.parse(readFileSync(path, 'utf8')) as ScorecardContent;
  const [section] = card.sections;
  const [item] = section?.items ?? [];
  if (!section || !item) throw new Error('the shipped card is empty');
  const fullPoints = 1000;
  const items = Array.from({ length: wideItems }, (_, i) => ({ ...item, code: `1.${i + 1}`, fullPoints }));
  const points = wideItems * fullPoints;
  return {
    ...card,
    code: 'SC-BENCH-300',
    fullPoints: points,
    sections: [{ ...section, fullPoints: points, items }],
  };
}

/**
 * The scoring sheet, the list and the figures at several numbers of stored sheets, and one publication of 5,000: what has
 * to stay level while the database grows, and what may grow with it.
 */
export async function benchInspections(sizes: readonly number[], runs: number): Promise<Measurement[]> {
  const workspace = await openWorkspace(await sampleDirectory(0.02, 12));
  const { ctx } = workspace;
  const wideId = await inTransaction(ctx, (tx) => publishScorecard(tx, ctx, wideCard()));
  const measurements: Measurement[] = [];
  for (const size of sizes) {
    await fillSheets(workspace, size);
    await sql`analyze`.execute(ctx.db);
    const there = await sheetsThere(workspace);
    const at = there.toLocaleString('en-US');
    measurements.push(...(await wideSheet(workspace, wideId, at, runs)), ...(await figures(workspace, at, runs)));
    measurements.push(await publication(workspace, at, Math.min(together, Math.floor(there / 2))));
  }
  await workspace.close();
  return measurements;
}

async function wideSheet({ client }: Workspace, scorecardVersionId: string, at: string, runs: number) {
  const units = await client.organization.units({});
  const hall = units.find((unit) => unit.level === 'site' && unit.line === 'front');
  const sheet = await client.inspection.start({
    unitId: hall?.unitId as string,
    scorecardVersionId,
    method: 'announced',
    inspectedOn: new Date().toISOString().slice(0, 10),
  });
  const { inspectionId } = sheet;
  let { revision } = sheet;
  const save = async (run: number) => {
    const entry = {
      itemCode: `1.${(run % wideItems) + 1}`,
      result: { kind: 'count' as const, count: run % 3 },
      isNotApplicable: false,
      isCriticalHit: false,
      note: '',
    };
    ({ revision } = await client.inspection.saveItem({ inspectionId, revision, entry }));
  };
  for (let i = 0; i < wideItems; i++) await save(i);
  const opening = await timed(runs, () => client.inspection.get({ inspectionId }));
  const saving = await timed(runs * 5, save);
  const note = `${wideItems} items entered, through session, permission and contract; ${at} sheets stored`;
  return [
    { name: `opening a sheet of ${wideItems} items at ${at}`, runs: opening, note },
    { name: `saving one item of ${wideItems} at ${at}`, runs: saving, note },
  ];
}

async function figures({ client, ctx }: Workspace, at: string, runs: number): Promise<Measurement[]> {
  const { month, items } = await lastMonth(ctx);
  const span = { startOn: `${month}-01`, endOn: `${month}-28` };
  const year = { startOn: `${Number(month.slice(0, 4)) - 1}${month.slice(4)}-01`, endOn: span.endOn };
  const scorecardCode = 'SC-YT-48';
  const list = { stage: 'published', line: 'front', ...span, limit: pageSize } as const;
  const failed = {
    stage: 'published',
    scorecardCode,
    itemCode: '2.4',
    outcome: 'failed',
    ...span,
    limit: pageSize,
  } as const;
  const ask = async (name: string, act: () => Promise<unknown>, note: string): Promise<Measurement> => {
    await act();
    return { name: `${name} at ${at}`, runs: await timed(runs, act), note };
  };
  const total = (await client.inspection.list(list)).total.toLocaleString('en-US');
  return [
    await ask('first page of sheets, published of a month', () => client.inspection.list(list), `${total} match; warm`),
    await ask('first page by points, all', () => client.inspection.list({ sort: 'points', limit: pageSize }), 'warm'),
    await ask('sheets behind an item that failed', () => client.inspection.list(failed), 'one item, one month; warm'),
    await ask('counts by stage', () => client.inspection.counts({}), 'no filter; warm'),
    await ask(
      'ranking of halls, a month',
      () => client.inspection.ranking({ ...span, line: 'front' }),
      'with the month before',
    ),
    await ask(
      'ranking of halls, a year',
      () => client.inspection.ranking({ ...year, line: 'front' }),
      'with the year before',
    ),
    await ask(
      'item analysis, a month',
      () => client.inspection.itemAnalysis({ ...span, scorecardCode }),
      `from figures by month; ${items.toLocaleString('en-US')} item scores stored`,
    ),
    await ask(
      'item analysis, a year',
      () => client.inspection.itemAnalysis({ ...year, scorecardCode }),
      'from figures by month',
    ),
  ];
}

async function lastMonth(ctx: Workspace['ctx']): Promise<{ month: string; items: number }> {
  const { rows } = await sql<{ month: string; items: number }>`
    select (select max(month) from item_tally) as month, (select count(*) from inspection_item) as items`.execute(
    ctx.db,
  );
  return rows[0] ?? { month: '2026-01', items: 0 };
}

/** Publishes so many sheets that were set back to reviewed, with their share of the figures. */
async function publication({ client, ctx }: Workspace, at: string, count: number): Promise<Measurement> {
  const ids = (
    await ctx.db.selectFrom('inspection').select('inspectionId').where('stage', '=', 'published').limit(count).execute()
  ).map((row) => row.inspectionId);
  for (let start = 0; start < ids.length; start += 500)
    await ctx.db
      .updateTable('inspection')
      .set({ stage: 'reviewed', publicationId: null, publishedAt: null, finalPoints: null, finalGrade: null })
      .where('inspectionId', 'in', ids.slice(start, start + 500))
      .execute();
  const runs = await timed(1, async () => {
    const { jobId } = await client.inspection.publish({ inspectionIds: ids });
    await jobResult(client, jobId);
  });
  return {
    name: `publishing ${ids.length.toLocaleString('en-US')} sheets at once at ${at}`,
    runs,
    note: 'one transaction: stage, final points, figures by item, change log',
  };
}
