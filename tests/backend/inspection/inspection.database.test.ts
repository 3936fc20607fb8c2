import { afterEach, beforeEach, expect, it } from 'vitest';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import {
  insertInspections,
  inspectionSummary,
  openInspections,
} from '../../../src/main/backend/inspection/inspection.service.ts';
import { publishScorecard, publishShippedScorecards } from '../../../src/main/backend/standard/standard.service.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import {
  addPictures,
  buildUnits,
  entriesOf,
  movedItems,
  printedChanges,
  saveAll,
  startSheet,
} from './inspection.builder.ts';

describeDatabases('inspection inside', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof buildUnits>>;
  beforeEach(async () => {
    backend = await start();
    units = await buildUnits(await backend.as('admin'));
  });
  afterEach(() => backend.close());

  it('publishes the shipped cards once and never changes a published one', async () => {
    await publishShippedScorecards(backend.app.deps);
    const client = await backend.as('viewer');
    const cards = await client.standard.scorecards({});
    expect(cards.map((card) => [card.code, card.line, card.itemCount])).toEqual([
      ['SC-DW-01', 'vendor', 20],
      ['SC-HT-01', 'back', 16],
      ['SC-QT-01', 'front', 26],
    ]);
    const { content } = await client.standard.scorecard({ scorecardVersionId: cards[2]?.scorecardVersionId as string });
    const ctx = await backend.context('supervisor');
    const publish = (raw: unknown) => inTransaction(ctx, (tx) => publishScorecard(tx, ctx, raw));
    expect(await publish(content)).toBe(cards[2]?.scorecardVersionId);
    await expect(publish({ ...content, effectiveOn: '2026-02-01' })).rejects.toMatchObject({
      code: 'SCORECARD_PUBLISHED',
    });
    await expect(publish({ ...content, version: 2, fullPoints: 99_000 })).rejects.toMatchObject({
      code: 'SCORECARD_INVALID',
    });
    await expect(ctx.db.updateTable('scorecardVersion').set({ titleZh: 'x' }).execute()).rejects.toThrow(/published/);
    expect(await publish({ ...content, version: 2 })).not.toBe(cards[2]?.scorecardVersionId);
    expect(
      (await client.standard.printBlank({ scorecardVersionId: cards[0]?.scorecardVersionId as string, language: 'zh' }))
        .html,
    ).toContain('三统一');
  });

  it('lets nobody change a submitted sheet, not even with SQL', async () => {
    const client = await backend.as('inspector');
    const sheet = await startSheet(client, units.hall.unitId);
    const revision = await saveAll(client, sheet, entriesOf(sheet, printedChanges));
    await addPictures(client, sheet.inspectionId, movedItems);
    await client.inspection.submit({ inspectionId: sheet.inspectionId, revision });
    const { db } = backend.app.deps;
    await expect(db.updateTable('inspection').set({ effectivePoints: 100_000 }).execute()).rejects.toThrow(/submitted/);
    await expect(db.updateTable('inspectionItem').set({ lostPoints: 0 }).execute()).rejects.toThrow(/submitted/);
    await expect(db.updateTable('inspectionSection').set({ points: 0 }).execute()).rejects.toThrow(/submitted/);
    await expect(db.updateTable('inspectionEvidence').set({ name: 'x' }).execute()).rejects.toThrow(/submitted/);
    const log = await (await backend.as('admin')).system.changes({
      entity: 'inspection',
      entityId: sheet.inspectionId,
      limit: 1000,
    });
    expect(log.rows[0]?.action).toBe('submit');
    expect(log.rows.at(-1)?.action).toBe('start');
    expect(log.total).toBe(1 + 26 + movedItems.length + 1);
  });

  it('writes many whole sheets with the engine and sums them up by line and unit', async () => {
    const client = await backend.as('inspector');
    const sheet = await startSheet(client, units.hall.unitId);
    const ctx = await backend.context('supervisor');
    const whole = (
      unitId: string,
      inspectedOn: string,
      changes = {},
      submittedAt: string | null = `${inspectedOn}T04:00:00.000Z`,
    ) => ({
      inspectionId: ctx.newId(),
      unitId,
      line: 'front' as const,
      scorecardVersionId: sheet.card.scorecardVersionId,
      method: 'mystery' as const,
      inspectedOn,
      inspectorAccountId: null,
      inspectorName: '何谷雨',
      companionNames: '',
      inspecteeNames: '',
      samplingNote: '',
      startedAt: `${inspectedOn}T02:00:00.000Z`,
      submittedAt,
      isSample: 1 as const,
      entries: entriesOf(sheet, changes),
    });
    const sheets = [
      whole(units.hall.unitId, '2026-11-03', printedChanges),
      whole(units.hall.unitId, '2026-11-04'),
      whole(units.other.unitId, '2026-12-01'),
      whole(units.hall.unitId, '2026-11-05', {}, null),
    ];
    const made = await inTransaction(ctx, (tx) => insertInspections(tx, sheets));
    expect(made.map((row) => [row.number, row.effectivePoints])).toEqual([
      ['JC-2026-11-0002', 79_990],
      ['JC-2026-11-0003', 100_000],
      ['JC-2026-12-0001', 100_000],
      ['JC-2026-11-0004', 100_000],
    ]);
    const summary = await inspectionSummary(ctx.read, { startOn: '2026-11-01', endOn: '2026-11-30', unitPath: '/' });
    const front = summary.lines.find((line) => line.line === 'front');
    expect(front).toMatchObject({
      n: 2,
      meanPoints: 89_995,
      grades: { fair: 1, excellent: 1 },
      inspectedUnits: 1,
      siteUnits: 2,
    });
    expect(front?.standardDeviation).toBeCloseTo(20_010 / Math.SQRT2, 6);
    expect(summary.lines.find((line) => line.line === 'vendor')).toMatchObject({
      n: 0,
      meanPoints: null,
      standardDeviation: null,
      siteUnits: 1,
    });
    expect(summary.units).toMatchObject([{ unitName: '鹿野青石路营业厅', n: 2, meanPoints: 89_995 }]);
    expect(summary.sections.find((section) => section.sectionCode === '2')).toMatchObject({
      n: 2,
      fullPoints: 25_000,
      meanLostPoints: (25_000 - 15_476) / 2,
    });
    expect(summary.items[0]).toMatchObject({
      scorecardCode: 'SC-QT-01',
      itemCode: '2.3',
      scored: 2,
      failed: 1,
      lostPoints: 6000,
    });
    expect(
      (
        await inspectionSummary(ctx.read, { startOn: '2026-11-01', endOn: '2026-12-31', unitPath: units.other.path })
      ).lines.find((line) => line.line === 'front'),
    ).toMatchObject({ n: 1, siteUnits: 1 });
    expect((await openInspections(ctx, 10)).map((row) => row.number)).toEqual(['JC-2026-11-0001', 'JC-2026-11-0004']);
    expect((await openInspections(await backend.context('inspector'), 10)).map((row) => row.number)).toEqual([
      'JC-2026-11-0001',
    ]);
  });
});
