import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import type { InspectionListInput } from '#shared/inspection/list.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { insertInspections } from '../../../src/main/backend/inspection/inspection.service.ts';
import { pageIds } from '../../../src/main/backend/inspection/list.repository.ts';
import { listScope } from '../../../src/main/backend/inspection/list.service.ts';
import { rebuildTally } from '../../../src/main/backend/inspection/tally.repository.ts';
import { type Client, describeBackends, type TestBackend } from '../../support/backend.ts';
import { buildUnits, entriesOf, startSheet } from './inspection.builder.ts';
import { setReview, settled } from './review.builder.ts';

type Changes = Record<string, Partial<ItemEntry>>;
const found = (count = 1): Partial<ItemEntry> => ({ result: { kind: 'count', count } });
const away: Partial<ItemEntry> = { result: null, isNotApplicable: true };

describeBackends('analysis of sheets', (start, _kind, way) => {
  let backend: TestBackend;
  let admin: Client;
  let supervisor: Client;
  let province: { unitId: string };
  let template: InspectionDetail;
  const november = { startOn: '2026-11-01', endOn: '2026-11-30' };

  // one database for all: each spec has a city of its own and asks about that alone
  beforeAll(async () => {
    backend = await start();
    admin = await backend.as('admin');
    const units = await buildUnits(admin);
    province = units.province;
    template = await startSheet(await backend.as('inspector'), units.hall.unitId);
    supervisor = await backend.as('supervisor');
  });
  afterAll(() => backend.close());

  /** A city with two halls and a vendor's team. */
  async function cityOf(code: string) {
    const create = (parentId: string, own: string, name: string, more: object = {}) =>
      admin.organization.createUnit({
        parentId,
        code: `${code}${own}`,
        name,
        level: 'site',
        line: 'front',
        channel: 'ownHall',
        ...more,
      });
    const city = await create(province.unitId, '', `${code} 市公司`, { level: 'city', channel: 'none' });
    const hall = await create(city.unitId, 'H1', '鹿野青石路营业厅');
    const other = await create(city.unitId, 'H2', '云泊营业厅');
    await create(city.unitId, 'V1', '宏通代维一队', { line: 'vendor', channel: 'fieldService' });
    return { within: { unitId: city.unitId }, hall, other };
  }

  /** Published sheets as they come from elsewhere: unit, day, what was found, by whom. */
  async function publish(list: [unitId: string, day: string, changes: Changes, inspector?: string][]) {
    const ctx = await backend.context('supervisor');
    const sheets = list.map(([unitId, inspectedOn, changes, inspectorName = '何谷雨']) => ({
      inspectionId: ctx.newId(),
      unitId,
      line: 'front' as const,
      scorecardVersionId: template.card.scorecardVersionId,
      method: 'announced' as const,
      inspectedOn,
      inspectorAccountId: null,
      inspectorName,
      companionNames: '',
      inspecteeNames: '',
      samplingNote: '',
      startedAt: `${inspectedOn}T02:00:00.000Z`,
      submittedAt: `${inspectedOn}T04:00:00.000Z`,
      isSample: 0 as const,
      entries: entriesOf(template, changes),
    }));
    await inTransaction(ctx, (tx) => insertInspections(tx, sheets));
    return sheets.map((each) => each.inspectionId);
  }

  it('opens as many sheets behind each number as the number says, after an accepted appeal too', async () => {
    const { within, hall, other } = await cityOf('A');
    const [first] = await publish([
      [hall.unitId, '2026-11-03', { '1.1': found(), '2.1': found(2), '2.6': away }],
      [hall.unitId, '2026-11-10', { '1.1': found(3) }],
      [other.unitId, '2026-11-10', { '1.1': found(), '2.2': found() }],
      [other.unitId, '2026-12-10', { '1.1': found() }],
    ]);
    const ctx = await backend.context('supervisor');
    const check = async () => {
      const analysis = await supervisor.inspection.itemAnalysis({ ...november, ...within, scorecardCode: 'SC-QT-01' });
      const asked = { ...november, ...within, stage: 'published' as const, scorecardCode: 'SC-QT-01' };
      // the total may be taken from the same figures as the number: the rows are what has to be as many
      const list = async (more: Partial<InspectionListInput>) => {
        const { total } = await supervisor.inspection.list({ ...asked, ...more });
        const page = { sort: 'inspectedOn', descending: true, offset: 0, limit: 1000 } as const;
        const scope = await listScope(ctx, { q: '', ...asked, ...more });
        expect(await pageIds(ctx.read, scope, page).execute()).toHaveLength(total);
        return total;
      };
      expect(await list({})).toBe(analysis.sheets);
      for (const item of analysis.items) {
        const { itemCode } = item;
        // every item on the quick way, the ones with something in them on the longer one too
        if (way === 'http' && item.failed + item.notApplicable + item.hits === 0) continue;
        expect([
          itemCode,
          await list({ itemCode, outcome: 'failed' }),
          await list({ itemCode, outcome: 'notApplicable' }),
          await list({ itemCode, outcome: 'hit' }),
        ]).toEqual([itemCode, item.failed, item.notApplicable, item.hits]);
      }
      for (const [row, column, , failed] of analysis.cells) {
        if (failed === 0) continue;
        const unitId = analysis.units[row]?.id as string;
        const itemCode = analysis.items[column]?.itemCode as string;
        expect(await list({ unitId, itemCode, outcome: 'failed' })).toBe(failed);
      }
      return analysis;
    };
    const before = await check();
    const item = (code: string) => before.items.find((each) => each.itemCode === code);
    expect(before.sheets).toBe(3);
    expect(item('1.1')).toMatchObject({ sheets: 3, failed: 3, lostPoints: 1000 + 3000 + 1000, failRate: 1 });
    expect(item('2.6')).toMatchObject({ sheets: 3, notApplicable: 1, failed: 0, failRate: 0 });
    expect(item('2.1')?.interval?.low).toBeCloseTo(0.0615, 3);

    await backend.app.deps.db
      .updateTable('inspection')
      .set({ appealUntil: '2099-01-01' })
      .where('inspectionId', '=', first as string)
      .execute();
    await setReview(admin, []);
    const liaison = await backend.as('liaison', hall.unitId);
    const appeal = await liaison.inspection.raiseAppeal({
      inspectionId: first as string,
      itemCode: '1.1',
      grounds: '当日设备检修已提前报备，请核对记录',
    });
    await supervisor.inspection.acceptAppeal({
      scoreAppealId: appeal.scoreAppealId,
      revision: appeal.revision,
      entry: { ...appeal.originalEntry, result: { kind: 'count', count: 0 } },
      reason: '报备属实，更正',
    });
    const after = await check();
    expect(after.items.find((each) => each.itemCode === '1.1')).toMatchObject({ failed: 2, lostPoints: 4000 });
    await inTransaction(backend.app.deps, (tx) => rebuildTally(tx));
    expect(await check()).toEqual(after);

    const history = await supervisor.inspection.unitHistory({ unitId: hall.unitId });
    expect(history.appeals).toMatchObject({ raised: 1, accepted: 1, pointsChanged: 1000 });
    expect(history.sheets.map((sheet) => (sheet.points ?? 0) - (sheet.originalPoints ?? 0))).toEqual([1000, 0]);
    const lost = history.items.find((each) => each.itemCode === '1.1');
    expect(lost).toMatchObject({ failed: 1, lostPoints: 3000 });
  });

  it('counts sheets with an item in every stage and span, whether figures are kept of them or not', async () => {
    const { within, hall, other } = await cityOf('F');
    await publish([
      [hall.unitId, '2026-11-03', { '1.1': found(), '2.6': away }],
      [hall.unitId, '2026-11-20', { '1.1': found() }],
      [other.unitId, '2026-10-31', { '1.1': found() }],
      [other.unitId, '2026-11-05', {}],
    ]);
    const waiting = await publish([
      [hall.unitId, '2026-11-21', { '1.1': found() }],
      [hall.unitId, '2026-11-22', {}],
    ]);
    const { db } = backend.app.deps;
    const unpublished = { stage: 'reviewed', publishedAt: null, finalPoints: null, finalGrade: null } as const;
    await db.updateTable('inspection').set(unpublished).where('inspectionId', 'in', waiting).execute();
    await inTransaction(backend.app.deps, (tx) => rebuildTally(tx));
    const asked = { ...within, scorecardCode: 'SC-QT-01', itemCode: '1.1', outcome: 'failed' } as const;
    const ask = async (more: Partial<InspectionListInput>) => {
      const { rows, total } = await supervisor.inspection.list({ ...asked, ...more });
      const { published, reviewed } = await supervisor.inspection.counts({ ...asked, ...more });
      expect(rows.length).toBe(total);
      return { total, published, reviewed };
    };
    expect(await ask({})).toEqual({ total: 4, published: 3, reviewed: 1 });
    expect(await ask({ ...november })).toEqual({ total: 3, published: 2, reviewed: 1 });
    expect(await ask({ ...november, stage: 'published' })).toEqual({ total: 2, published: 2, reviewed: 1 });
    expect(await ask({ ...november, stage: 'reviewed' })).toEqual({ total: 1, published: 2, reviewed: 1 });
    expect(await ask({ startOn: november.startOn })).toEqual({ total: 3, published: 2, reviewed: 1 });
    expect(await ask({ endOn: '2026-10-31' })).toEqual({ total: 1, published: 1, reviewed: 0 });
    // some days of a month, an inspector or a number are in no figure
    expect(await ask({ startOn: '2026-11-01', endOn: '2026-11-10' })).toEqual({ total: 1, published: 1, reviewed: 0 });
    expect(await ask({ ...november, inspectorName: '张三' })).toEqual({ total: 0, published: 0, reviewed: 0 });
    expect(await ask({ q: 'JC-2026-10' })).toEqual({ total: 1, published: 1, reviewed: 0 });
    expect(await ask({ outcome: 'scored' })).toEqual({ total: 6, published: 4, reviewed: 2 });
    expect(await ask({ itemCode: '2.6', outcome: 'notApplicable' })).toEqual({ total: 1, published: 1, reviewed: 0 });
    expect(await ask({ itemCode: '2.6', outcome: 'scored' })).toEqual({ total: 5, published: 3, reviewed: 2 });
    expect(await ask({ scorecardCode: 'SC-HT-01' })).toEqual({ total: 0, published: 0, reviewed: 0 });
  });

  it('ranks one line only, with ties where intervals overlap, and names who was left out', async () => {
    const { within, hall, other } = await cityOf('B');
    const asked = { ...november, ...within };
    const days = ['2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'];
    await publish([
      ...days.map((day, i): [string, string, Changes] => [hall.unitId, day, { '1.1': found((i % 2) + 1) }]),
      ...days.map((day, i): [string, string, Changes] => [
        other.unitId,
        day,
        { '2.3': found(3), '1.1': found((i % 2) + 1) },
      ]),
      [hall.unitId, '2026-10-05', {}],
    ]);
    const ranking = await supervisor.inspection.ranking({ ...asked, line: 'front' });
    expect(ranking.rows.map((row) => [row.name, row.n, row.rankFrom, row.rankTo])).toEqual([
      ['鹿野青石路营业厅', 4, 1, 1],
      ['云泊营业厅', 4, 2, 2],
    ]);
    const [best] = ranking.rows;
    expect(best).toMatchObject({ mean: 98_500, median: 98_500, previousN: 1, changeVerdict: 'sampleTooSmall' });
    expect(best?.grades).toEqual({ excellent: 4 });
    expect(ranking.notInspected).toEqual([]);
    expect((await supervisor.inspection.ranking({ ...asked, line: 'vendor' })).rows).toEqual([]);
    expect((await supervisor.inspection.ranking({ ...asked, line: 'vendor' })).notInspected).toMatchObject([
      { name: '宏通代维一队' },
    ]);
    const least = await supervisor.inspection.ranking({ ...asked, line: 'front', least: 5 });
    expect(least.rows.map((row) => row.rankFrom)).toEqual([null, null]);
    const total = await supervisor.inspection.list({ ...asked, line: 'front', stage: 'published' });
    expect(total.total).toBe(ranking.n);
    // a liaison sees the own unit only
    const own = await (await backend.as('liaison', other.unitId)).inspection.ranking({ ...november, line: 'front' });
    expect(own.rows.map((row) => row.name)).toEqual(['云泊营业厅']);
  });

  it('sees sheets that repeat the one before, by inspector and on the way of the unit', async () => {
    const { within, hall, other } = await cityOf('C');
    const same: Changes = { '1.1': found(2), '3.3': found() };
    await publish([
      [hall.unitId, '2026-10-03', same],
      [hall.unitId, '2026-11-03', same, '许抄表'],
      [hall.unitId, '2026-11-20', { '1.1': found(2) }, '许抄表'],
      [other.unitId, '2026-11-03', same],
    ]);
    const input = { ...november, ...within, scorecardCode: 'SC-QT-01' };
    const rows = await supervisor.inspection.itemsByInspector(input);
    const copyist = rows.find((row) => row.inspectorName === '许抄表');
    expect(copyist).toMatchObject({ sheets: 2, compared: 2, same: 1, failed: 3 });
    expect(rows.find((row) => row.inspectorName === '何谷雨')).toMatchObject({ sheets: 1, compared: 0, same: 0 });
    const repeated = await supervisor.inspection.list({ ...input, inspectorName: '许抄表', sameAsBefore: true });
    expect(repeated.rows.map((row) => row.inspectedOn)).toEqual(['2026-11-03']);
    const history = await supervisor.inspection.unitHistory({ unitId: hall.unitId });
    expect(history.sheets.map((sheet) => [sheet.same, sheet.compared])).toEqual([
      [null, 0],
      [26, 26],
      [25, 26],
    ]);
    expect(history.months.filter((month) => month.sheets > 0).map((month) => [month.month, month.sheets])).toEqual([
      ['2026-10', 1],
      ['2026-11', 2],
    ]);
  });

  it('keeps views for each page and person apart, and changes nothing of others', async () => {
    const filter = { stage: 'published', grade: 'poor', q: '', sort: 'points', descending: false } as const;
    const view = await supervisor.inspection.saveView({ name: '差等', filter });
    expect(await supervisor.inspection.views({})).toEqual([view]);
    expect(await supervisor.complaint.views({})).toEqual([]);
    await supervisor.complaint.removeView({ viewId: view.viewId });
    await (await backend.as('inspector')).inspection.removeView({ viewId: view.viewId });
    expect(await supervisor.inspection.views({})).toHaveLength(1);
    await supervisor.inspection.removeView({ viewId: view.viewId });
    expect(await supervisor.inspection.views({})).toEqual([]);
  });

  it('exports the list as filtered and the ranking', async () => {
    const { within, hall, other } = await cityOf('D');
    await publish([
      [hall.unitId, '2026-11-03', { '1.1': found() }],
      [other.unitId, '2026-11-04', {}],
    ]);
    const list = await supervisor.inspection.exportList({ stage: 'published', unitId: hall.unitId, language: 'zh' });
    expect(await settled(backend, list)).toMatchObject({
      rows: 1,
      name: expect.stringMatching(/^评分表清单.*\.xlsx$/),
    });
    const ranking = await supervisor.inspection.exportRanking({
      ...november,
      ...within,
      line: 'front',
      language: 'en',
    });
    expect(await settled(backend, ranking)).toMatchObject({ rows: 2 });
  });
});
