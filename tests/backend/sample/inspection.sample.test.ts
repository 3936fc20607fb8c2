import { expect, test } from 'vitest';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { rebuildTally } from '../../../src/main/backend/inspection/tally.repository.ts';
import { loadSampleWithTruth } from '../../../src/main/backend/sample/sample.service.ts';
import { describeDatabases, FixedClock } from '../../support/backend.ts';

const silent = () => ({ report: () => {}, signal: new AbortController().signal });
const year = { startOn: '2024-07-01', endOn: '2025-06-30' };
const scorecardCode = 'SC-YT-48';

describeDatabases('scoring in the sample province', (start, kind) => {
  test.skipIf(kind !== 'sqlite')(
    'has the figures of its design, and the pages show what was planted',
    { timeout: 300_000 },
    async () => {
      const backend = await start(new FixedClock('2025-06-20T04:00:00.000Z'));
      const truth = await loadSampleWithTruth(
        await backend.context('admin'),
        {
          scale: 'demo',
          seed: 1,
          endMonth: '2025-06',
          cutoffAt: '2025-06-20T04:00:00.000Z',
          thinning: 0.02,
          hallEveryMonths: 2,
        },
        silent(),
      );
      const { db } = backend.app.deps;
      const client = await backend.as('supervisor');
      const two = { startOn: '2023-07-01', endOn: '2025-06-30' };

      // §6: 8.6 % found, mean 89.5, sd 6.5; tolerances are those of the drawn difficulties and two years of visits
      const analysis = await client.inspection.itemAnalysis({ ...two, scorecardCode });
      const items = analysis.items.filter((item) => item.itemCode !== '0.1');
      expect(items.map((item) => item.fullPoints).sort((a, b) => a - b)).toEqual([
        ...Array.from({ length: 24 }, () => 1000),
        ...Array.from({ length: 18 }, () => 2000),
        ...Array.from({ length: 6 }, () => 5000),
      ]);
      const scored = items.reduce((sum, item) => sum + item.sheets - item.notApplicable, 0);
      const failed = items.reduce((sum, item) => sum + item.failed, 0);
      expect(Math.abs(failed / scored - 0.086)).toBeLessThan(0.008);
      const points = (
        await db
          .selectFrom('inspection')
          .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
          .select('effectivePoints')
          .where('card.code', '=', scorecardCode)
          .where('stage', '=', 'published')
          .execute()
      ).map((row) => (row.effectivePoints ?? 0) / 1000);
      const mean = points.reduce((a, b) => a + b, 0) / points.length;
      const sd = Math.sqrt(points.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (points.length - 1));
      expect(Math.abs(mean - 89.5)).toBeLessThan(1.8);
      expect(Math.abs(sd - 6.5)).toBeLessThan(0.8);

      // every stage of the way is there, and the figures by item are what publication and appeals make of them
      const counts = await client.inspection.counts({});
      for (const stage of ['submitted', 'reviewed', 'published'] as const)
        expect([stage, counts[stage] > 0]).toEqual([stage, true]);
      const returned = await db
        .selectFrom('inspectionReview')
        .select('inspectionId')
        .where('decision', '=', 'returned')
        .execute();
      expect(returned.length).toBeGreaterThan(20);
      const tally = () =>
        db.selectFrom('itemTally').selectAll().orderBy('itemCode').orderBy('unitId').orderBy('month').execute();
      const kept = await tally();
      await inTransaction(backend.app.deps, (tx) => rebuildTally(tx));
      expect(await tally()).toEqual(kept);
      const appeals = await client.inspection.appeals({});
      expect(appeals.rows.filter((row) => row.state === 'accepted').length).toBeGreaterThan(3);

      // I017 finds less than others, I041 hands in what was there before
      const nameOf = async (code: string) =>
        (await db.selectFrom('staff').select('name').where('code', '=', code).executeTakeFirstOrThrow()).name;
      const inspectors = await client.inspection.itemsByInspector({ ...two, scorecardCode });
      const of = async (code: string) => {
        const name = await nameOf(code);
        return inspectors.find((row) => row.inspectorName === name);
      };
      const lenient = await of('I017');
      expect(lenient?.verdict).toBe('lenient');
      expect((lenient?.failRate ?? 1) / (failed / scored)).toBeLessThan(0.85);
      const copyist = await of('I041');
      const others = inspectors.filter((row) => row !== copyist);
      const share = (rows: typeof inspectors) =>
        rows.reduce((sum, row) => sum + row.same, 0) / rows.reduce((sum, row) => sum + row.compared, 0);
      expect(share(copyist ? [copyist] : [])).toBeGreaterThan(0.05);
      expect(share(others)).toBeLessThan(0.01);
      // inspectors differ by nature (sd 0.35); the planted one stands at the lenient end
      expect(inspectors.slice(0, 3)).toContain(lenient);

      // H233 five months alike
      const unitOf = async (code: string) =>
        (await db.selectFrom('unit').select('unitId').where('code', '=', code).executeTakeFirstOrThrow()).unitId;
      const hall = await client.inspection.unitHistory({ unitId: await unitOf('H233') });
      const alike = hall.sheets.filter((sheet) => sheet.same !== null && sheet.same === sheet.compared);
      const planted = truth.planted.find((each) => each.name === 'identicalSheets');
      const pairs = planted?.pairs as [string, string][];
      expect(pairs).toHaveLength(4);
      expect(alike.map((sheet) => sheet.inspectionId)).toEqual(expect.arrayContaining(pairs.map(([, id]) => id)));

      // the county without a visit from February to May
      const gap = truth.planted.find((each) => each.name === 'coverageGap') as unknown as {
        city: number;
        district: number;
      };
      const county = await client.inspection.unitHistory({
        unitId: await unitOf(`C${String(gap.city).padStart(2, '0')}D${gap.district}`),
      });
      const empty = county.months.filter((month) => month.sheets === 0).map((month) => month.month);
      expect(empty).toEqual(expect.arrayContaining(['2024-02', '2024-03', '2024-04', '2024-05']));
      const ranking = await client.inspection.ranking({ ...year, line: 'front', least: 3 });
      expect(ranking.rows.filter((row) => row.rankFrom !== null && row.rankFrom !== row.rankTo).length).toBeGreaterThan(
        50,
      );

      // every clause that cost points is one of the library and counts as inspected
      for (const period of ['2023', '2024', '2025', '2025-05']) {
        const { costs, counts: met, verdicts } = await client.standard.clauseFigures({ period });
        expect(costs.length).toBeGreaterThan(30);
        expect(costs.filter((cost) => !cost.isKnown || cost.titleZh === '')).toEqual([]);
        expect([period, costs[0]?.lostPoints]).not.toEqual([period, 0]);
        expect(met.reduce((sum, each) => sum + each.met + each.failed, 0)).toBe(Object.keys(verdicts).length);
      }
      await backend.close();
    },
  );
});
