import { Workbook } from '@cj-tech-master/excelts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { picture } from './inspection.builder.ts';
import { buildLevels, handIn, type Levels, publishedSheet, setReview } from './review.builder.ts';

describeDatabases('papers about scores', (start) => {
  let backend: TestBackend;
  let units: Levels;
  beforeEach(async () => {
    backend = await start();
    units = await buildLevels(await backend.as('admin'));
  });
  afterEach(() => backend.close());

  it('tell the unit what it lost by which rule and until when it may appeal; both scores stand on the sheet', async () => {
    const { inspectionId, number } = await publishedSheet(backend, units.hall.unitId, {
      '1.1': { result: { kind: 'count', count: 2 } },
      '1.2': { result: { kind: 'count', count: 1 } },
    });
    const liaison = await backend.as('liaison', units.hall.unitId);
    const supervisor = await backend.as('supervisor', units.province.unitId);
    const appeal = await liaison.inspection.raiseAppeal({
      inspectionId,
      itemCode: '1.1',
      grounds: '当日系统停机，<b>工单</b>可证。',
      files: [{ name: '停机工单.png', file: picture(7) }],
    });
    await supervisor.inspection.acceptAppeal({
      ...appeal,
      entry: { ...appeal.originalEntry, result: { kind: 'count', count: 0 } },
      reason: '系统停机属实',
    });
    const print = async (what: 'sheet' | 'notice' | 'slip') =>
      (await liaison.inspection.printPapers({ inspectionIds: [inspectionId], what, language: 'zh' })).html;
    const notice = await print('notice');
    for (const text of [number, 'FB-2026-11-0001', '1 处 × 0.50 → 扣 0.50', '2026-11-27', '99.50', '97.50', '回　执'])
      expect(notice).toContain(text);
    // what the appeal took back is no loss any more
    expect(notice).not.toContain('2 处 × 1.00');
    const sheet = await print('sheet');
    for (const text of ['SS-2026-11-0001', '停机工单.png', '系统停机属实', '&lt;b&gt;工单&lt;/b&gt;', '97.50', '99.50'])
      expect(sheet).toContain(text);
    await expect(print('slip')).rejects.toMatchObject({ code: 'SLIP_WITHOUT_STAFF', data: { numbers: number } });

    const file = await liaison.inspection.exportWorkbook({ inspectionId, language: 'zh' });
    const workbook = new Workbook();
    await workbook.xlsx.load(await (await liaison.system.downloadFile({ fileId: file.fileId })).arrayBuffer());
    const texts: string[] = [];
    workbook.eachSheet((page) => page.eachRow((row) => row.eachCell((cell) => texts.push(String(cell.value)))));
    const all = texts.join('\n');
    for (const text of ['SS-2026-11-0001', '停机工单.png', '系统停机属实', '吴试样', '现场0.png', '被检单位负责人'])
      expect(all).toContain(text);
  });

  it('give no notice of what is not published, and nothing of other units', async () => {
    await setReview(await backend.as('admin'), ['province']);
    const { inspectionId, number } = await handIn(await backend.as('inspector'), units.hall.unitId);
    const print = async (unitId: string) =>
      (await backend.as('liaison', unitId)).inspection.printPapers({
        inspectionIds: [inspectionId],
        what: 'notice',
        language: 'zh',
      });
    await expect(print(units.hall.unitId)).rejects.toMatchObject({
      code: 'NOTICE_NOT_PUBLISHED',
      data: { count: 1, numbers: number },
    });
    await expect(print(units.other.unitId)).rejects.toMatchObject({ code: 'INSPECTION_NOT_FOUND' });
  });
});
