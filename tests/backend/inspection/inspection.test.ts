import { Workbook } from '@cj-tech-master/excelts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import {
  addPictures,
  buildUnits,
  entriesOf,
  movedItems,
  picture,
  printedChanges,
  saveAll,
  startSheet,
} from './inspection.builder.ts';

describeBackends('inspection', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof buildUnits>>;
  beforeEach(async () => {
    backend = await start();
    units = await buildUnits(await backend.as('admin'));
  });
  afterEach(() => backend.close());

  it('scores a hall from the first item to the submitted sheet with the figures of the printed sample', async () => {
    const client = await backend.as('inspector');
    const sheet = await startSheet(client, units.hall.unitId);
    expect(sheet).toMatchObject({
      number: 'JC-2026-11-0001',
      state: 'draft',
      enteredItems: 0,
      totalItems: 26,
      canEdit: true,
      effectivePoints: null,
    });
    const revision = await saveAll(client, sheet, entriesOf(sheet, printedChanges));
    await addPictures(client, sheet.inspectionId, movedItems);
    const done = await client.inspection.submit({ inspectionId: sheet.inspectionId, revision });
    expect(done).toMatchObject({
      state: 'submitted',
      rawPoints: 80_280,
      effectivePoints: 79_990,
      effectiveGrade: 'fair',
      canEdit: false,
    });
    expect(done.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(await client.inspection.get({ inspectionId: sheet.inspectionId })).toEqual(done);
    const again = { inspectionId: sheet.inspectionId, revision: done.revision, entry: entriesOf(sheet)[0] as never };
    await expect(client.inspection.saveItem(again)).rejects.toMatchObject({ code: 'INSPECTION_SUBMITTED' });
    await expect(
      client.inspection.addEvidence({
        inspectionId: sheet.inspectionId,
        itemCode: '1.1',
        name: 'x.png',
        file: picture(99),
      }),
    ).rejects.toMatchObject({ code: 'INSPECTION_SUBMITTED' });

    const { html } = await client.inspection.print({ inspectionId: sheet.inspectionId, language: 'zh' });
    for (const text of [
      'JC-2026-11-0001',
      '80.28',
      '79.99',
      '13÷21×25',
      '15.476',
      '2.3 命中',
      '鹿野青石路营业厅',
      '<svg',
    ])
      expect(html).toContain(text);
    const blank = await client.inspection.print({ inspectionId: sheet.inspectionId, language: 'zh', isBlank: true });
    expect(blank.html).not.toContain('80.28');

    const file = await client.inspection.exportWorkbook({ inspectionId: sheet.inspectionId, language: 'zh' });
    const workbook = new Workbook();
    await workbook.xlsx.load(await (await client.system.downloadFile({ fileId: file.fileId })).arrayBuffer());
    const results: Record<string, unknown> = {};
    workbook.eachSheet((page) =>
      page.eachRow((row) =>
        row.eachCell((cell) => {
          const value = cell.value as { formula?: string; result?: unknown } | null;
          if (value && typeof value === 'object' && value.formula) results[value.formula] = value.result;
        }),
      ),
    );
    const totals = Object.entries(results).filter(([formula]) => formula.includes('ROUND('));
    expect(totals.find(([formula]) => formula.startsWith('ROUND('))?.[1]).toBe(80.28);
    expect(totals.find(([formula]) => formula.startsWith('MIN(ROUND(') && formula.endsWith(',79.99)'))?.[1]).toBe(
      79.99,
    );
  });

  it('refuses to submit while items are unscored or lack evidence, and names them', async () => {
    const client = await backend.as('inspector');
    const sheet = await startSheet(client, units.hall.unitId);
    const revision = await saveAll(
      client,
      sheet,
      entriesOf(sheet, { '1.2': { result: { kind: 'count', count: 1 } } }).filter((entry) => entry.itemCode !== '4.3'),
    );
    await expect(client.inspection.submit({ inspectionId: sheet.inspectionId, revision })).rejects.toMatchObject({
      code: 'INSPECTION_INCOMPLETE',
      data: { unscored: '4.3', evidence: '1.2', count: 2 },
    });
  });

  it('tells the second window that the first has saved, and loses nothing of the first', async () => {
    const client = await backend.as('inspector');
    const sheet = await startSheet(client, units.hall.unitId);
    const { inspectionId, revision } = sheet;
    const [first, second] = entriesOf(sheet, { '1.1': { result: { kind: 'count', count: 2 } } });
    const saved = await client.inspection.saveItem({ inspectionId, revision, entry: first as never });
    expect(saved).toEqual({ revision: revision + 1, savedAt: backend.clock.now() });
    await expect(client.inspection.saveItem({ inspectionId, revision, entry: second as never })).rejects.toMatchObject({
      code: 'INSPECTION_CHANGED',
      status: 409,
    });
    expect((await client.inspection.get({ inspectionId })).entries).toEqual([first]);
  });

  it('refuses the own unit, a card of another line, days to come, entries that do not fit, and other people', async () => {
    const client = await backend.as('inspector');
    await expect(startSheet(await backend.as('inspector', units.hall.unitId), units.hall.unitId)).rejects.toMatchObject(
      { code: 'INSPECTION_OWN_UNIT' },
    );
    await expect(startSheet(client, units.vendor.unitId)).rejects.toMatchObject({ code: 'INSPECTION_LINE_MISMATCH' });
    await expect(startSheet(client, units.hall.unitId, 'front', '2026-11-23')).rejects.toMatchObject({
      code: 'INSPECTION_DAY_INVALID',
    });
    const { inspectionId, revision, ...sheet } = await startSheet(client, units.hall.unitId);
    const entry = entriesOf({ inspectionId, revision, ...sheet })[0] as ReturnType<typeof entriesOf>[number];
    const save = (changes: object, who = client) =>
      who.inspection.saveItem({ inspectionId, revision, entry: { ...entry, ...changes } });
    await expect(save({ itemCode: '9.9' })).rejects.toMatchObject({ code: 'INSPECTION_ITEM_UNKNOWN' });
    await expect(save({ isCriticalHit: true })).rejects.toMatchObject({ code: 'INSPECTION_ENTRY_INVALID' });
    await expect(save({ result: { kind: 'count', count: -1 } })).rejects.toMatchObject({
      code: 'INSPECTION_ENTRY_INVALID',
      data: { code: '1.1' },
    });
    await expect(save({}, await backend.as('viewer'))).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(save({}, await backend.as('inspector', units.province.unitId))).rejects.toMatchObject({
      code: 'INSPECTION_NOT_YOURS',
    });
    await expect(
      (await backend.as('viewer', units.other.unitId)).inspection.get({ inspectionId }),
    ).rejects.toMatchObject({ code: 'INSPECTION_NOT_FOUND' });
  });

  it('keeps evidence once, shows it again, and looks at bytes, not at names', async () => {
    const client = await backend.as('inspector');
    const { inspectionId } = await startSheet(client, units.hall.unitId);
    const add = (file: File, itemCode = '1.1') =>
      client.inspection.addEvidence({ inspectionId, itemCode, name: file.name, file });
    const piece = await add(picture(1));
    expect(piece).toMatchObject({ itemCode: '1.1', name: '现场1.png', mediaType: 'image/png', size: 12 });
    expect((await add(picture(1))).evidenceId).toBe(piece.evidenceId);
    const back = await client.inspection.evidence({ evidenceId: piece.evidenceId });
    expect(new Uint8Array(await back.arrayBuffer())[11]).toBe(1);
    const program = new File([new Uint8Array([0x4d, 0x5a, ...new Array<number>(30).fill(0)])], 'photo.jpg', {
      type: 'image/jpeg',
    });
    await expect(add(program)).rejects.toMatchObject({ code: 'EVIDENCE_TYPE_REFUSED' });
    const jpeg = new Uint8Array(50 * 1024 * 1024);
    jpeg.set([0xff, 0xd8, 0xff]);
    await expect(add(new File([jpeg], '门头.jpg'))).rejects.toMatchObject({
      code: 'EVIDENCE_TOO_LARGE',
      data: { name: '门头.jpg', megabytes: 50, limit: 20 },
    });
    await expect(add(picture(2), '9.9')).rejects.toMatchObject({ code: 'INSPECTION_ITEM_UNKNOWN' });
    await client.inspection.removeEvidence({ evidenceId: piece.evidenceId });
    expect((await client.inspection.get({ inspectionId })).evidence).toEqual([]);
    await expect(client.inspection.evidence({ evidenceId: piece.evidenceId })).rejects.toMatchObject({
      code: 'EVIDENCE_NOT_FOUND',
    });
  });

  it('lists by state, unit, period and number, page by page', async () => {
    const client = await backend.as('inspector');
    for (const day of ['2026-10-30', '2026-11-02', '2026-11-20'])
      await startSheet(client, units.hall.unitId, 'front', day);
    await startSheet(client, units.vendor.unitId, 'vendor');
    const page = await client.inspection.list({ limit: 2 });
    expect([page.total, page.rows.map((row) => row.inspectedOn)]).toEqual([4, ['2026-11-20', '2026-11-20']]);
    expect(
      (await client.inspection.list({ unitId: units.hall.unitId, startOn: '2026-11-01', endOn: '2026-11-30' })).total,
    ).toBe(2);
    expect((await client.inspection.list({ q: 'jc-2026-10' })).rows.map((row) => row.number)).toEqual([
      'JC-2026-10-0001',
    ]);
    expect((await client.inspection.list({ state: 'submitted' })).total).toBe(0);
    expect(await client.inspection.counts({})).toEqual({
      draft: 4,
      returned: 0,
      submitted: 0,
      reviewed: 0,
      published: 0,
    });
    expect((await (await backend.as('viewer', units.vendor.unitId)).inspection.list({})).total).toBe(1);
    const hits = await client.system.search({ text: 'JC-2026-11-0002' });
    expect(hits).toMatchObject([
      { kind: 'inspection', title: 'JC-2026-11-0002', detail: '鹿野青石路营业厅 · 2026-11-20' },
    ]);
  });
});
