import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { shiftMonth, wholeMonths } from '#shared/inspection/month-span.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { inTransaction } from '../../src/main/backend/database/transaction.ts';
import { publishScorecard } from '../../src/main/backend/standard/standard.service.ts';
import { type Measurement, timed } from './measure.ts';
import { fillSheets } from './sheet-fill.ts';
import { databaseOf, readPattern, type SheetPattern, withoutSheets } from './sheet-pattern.ts';
import { dropDirectory, jobResult, openWorkspace, sampleDirectory, type Workspace } from './workspace.ts';

/** Items of the widest sheet anybody has to fill in. */
const wideItems = 300;
const pageSize = 100;
/** The card most sheets are scored by. */
const scorecardCode = 'SC-YT-48';
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
 * The scoring sheet, the list and the figures at several numbers of published sheets, and one publication of 5,000: what
 * has to stay level while the database grows, and what may grow with it. Every size has a database of its own.
 */
export async function benchInspections(sizes: readonly number[], runs: number): Promise<Measurement[]> {
  const sample = await sampleDirectory(0.02, 3);
  const pattern = await readPattern(sample);
  const measurements: Measurement[] = [];
  for (const size of sizes) {
    const dataDir = withoutSheets(sample);
    measurements.push(...(await atSize(dataDir, pattern, size, runs)));
    dropDirectory(dataDir);
  }
  return measurements;
}

async function atSize(dataDir: string, pattern: SheetPattern, size: number, runs: number): Promise<Measurement[]> {
  const began = performance.now();
  fillSheets(dataDir, pattern, size);
  const gigabytes = (statSync(databaseOf(dataDir)).size / 1e9).toFixed(2);
  console.log(`${size} sheets put in within ${Math.round((performance.now() - began) / 1000)} s: ${gigabytes} GB`);
  let workspace: Workspace | undefined;
  const opening = await timed(1, async () => {
    workspace = await openWorkspace(dataDir);
  });
  if (!workspace) throw new Error('not open');
  const start = { name: 'opening the database', runs: opening, note: `${gigabytes} GB, all of it checked for damage` };
  const measured = [start, ...(await wideSheet(workspace, runs)), ...(await figures(workspace, runs))];
  await workspace.close();
  fillSheets(dataDir, pattern, together, 'reviewed');
  workspace = await openWorkspace(dataDir);
  measured.push(await publication(workspace));
  await workspace.close();
  return measured.map((measurement) => ({ ...measurement, at: { size, of: 'published sheets' } }));
}

async function wideSheet({ client, ctx }: Workspace, runs: number): Promise<Measurement[]> {
  const scorecardVersionId = await inTransaction(ctx, (tx) => publishScorecard(tx, ctx, wideCard()));
  const units = await client.organization.units({});
  const unitId = units.find((unit) => unit.level === 'site' && unit.line === 'front')?.unitId as string;
  const head = { unitId, method: 'announced', inspectedOn: dayOf(ctx.clock.now()) } as const;
  const { inspectionId, revision: first } = await client.inspection.start({ ...head, scorecardVersionId });
  let revision = first;
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
  const usual = (await client.inspection.list({ scorecardCode, limit: 1 })).rows[0]?.inspectionId as string;
  const history = await timed(runs, () => client.inspection.history({ inspectionId: usual }));
  const note = `${wideItems} items entered, through session, permission and contract`;
  return [
    { name: `opening a sheet of ${wideItems} items`, runs: opening, note },
    { name: `saving one item of ${wideItems}`, runs: saving, note },
    { name: 'how the items of a sheet did before', runs: history, note: 'the last six sheets of the hall and 90 days' },
  ];
}

async function figures({ client, ctx }: Workspace, runs: number): Promise<Measurement[]> {
  const { month, items } = await fullestMonth(ctx);
  const span = wholeMonths({ startOn: `${month}-01`, endOn: `${month}-01` });
  const year = { startOn: `${shiftMonth(month, -11)}-01`, endOn: span.endOn };
  const list = { stage: 'published', line: 'front', ...span, limit: pageSize } as const;
  const failed = { stage: 'published', scorecardCode, itemCode: '2.4', outcome: 'failed' } as const;
  const ask = async (name: string, act: () => Promise<unknown>, note: string): Promise<Measurement> => {
    await act();
    return { name, runs: await timed(runs, act), note: `${note}; warm` };
  };
  const { inspection } = client;
  const page = (filter: Parameters<typeof inspection.list>[0]) => () => inspection.list({ ...filter, limit: pageSize });
  const matches = async (filter: Parameters<typeof inspection.list>[0]) =>
    `${(await inspection.list({ ...filter, limit: 1 })).total.toLocaleString('en-US')} match`;
  const front = { line: 'front' } as const;
  const stored = `${items.toLocaleString('en-US')} item scores stored`;
  return [
    await ask('first page of sheets published of a month', page(list), await matches(list)),
    await ask('first page by points, all', page({ sort: 'points' }), 'no filter'),
    await ask('sheets behind an item, a month', page({ ...failed, ...span }), await matches({ ...failed, ...span })),
    await ask('sheets behind an item, a year', page({ ...failed, ...year }), await matches({ ...failed, ...year })),
    await ask('counts by stage', () => inspection.counts({}), 'no filter'),
    await ask('ranking of halls, a month', () => inspection.ranking({ ...span, ...front }), 'with the month before'),
    await ask('ranking of halls, a year', () => inspection.ranking({ ...year, ...front }), 'with the year before'),
    await ask('item analysis, a month', () => inspection.itemAnalysis({ ...span, scorecardCode }), stored),
    await ask('item analysis, a year', () => inspection.itemAnalysis({ ...year, scorecardCode }), stored),
  ];
}

async function fullestMonth(ctx: Workspace['ctx']): Promise<{ month: string; items: number }> {
  const { rows } = await sql<{ month: string; items: number }>`
    select substr(inspected_on, 1, 7) as month, (select count(*) from inspection_item) as items
    from inspection group by 1 order by count(*) desc limit 1`.execute(ctx.read);
  if (!rows[0]) throw new Error('no sheets');
  return rows[0];
}

/** Publishes all reviewed sheets, with their share of the figures. */
async function publication({ client, ctx }: Workspace): Promise<Measurement> {
  const rows = await ctx.db.selectFrom('inspection').select('inspectionId').where('stage', '=', 'reviewed').execute();
  const inspectionIds = rows.map((row) => row.inspectionId);
  const runs = await timed(1, async () => {
    const { jobId } = await client.inspection.publish({ inspectionIds });
    await jobResult(client, jobId);
  });
  return {
    name: `publishing ${inspectionIds.length.toLocaleString('en-US')} reviewed sheets at once`,
    runs,
    note: 'one transaction: stage, final points, figures by item, change log',
  };
}
