import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import i18next from 'i18next';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyEntry, type ItemResult } from '#shared/inspection/result.schema.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { errors as commonEn } from '../../../src/renderer/locales/en/common.ts';
import { errors as inspectionEn } from '../../../src/renderer/locales/en/inspection.ts';
import { errors as reviewEn } from '../../../src/renderer/locales/en/review.ts';
import { errors as standardEn } from '../../../src/renderer/locales/en/standard.ts';
import { errors as common } from '../../../src/renderer/locales/zh-CN/common.ts';
import { errors as inspection } from '../../../src/renderer/locales/zh-CN/inspection.ts';
import { errors as review } from '../../../src/renderer/locales/zh-CN/review.ts';
import { errors as standard } from '../../../src/renderer/locales/zh-CN/standard.ts';
import { errorText } from '../../../src/renderer/rpc/error-text.ts';
import { type Client, describeDatabases, type TestBackend } from '../../support/backend.ts';
import { picture, startSheet } from './inspection.builder.ts';
import { buildLevels, type Levels, publishedSheet } from './review.builder.ts';

const words = i18next.createInstance();
/** The sentence somebody reads in each language; it leaves no place open and is no way out for unknown errors. */
async function refusal(act: Promise<unknown>): Promise<{ code: string; zh: string; en: string }> {
  const error = await act.then(
    () => expect.fail('was not refused'),
    (reason: unknown) => reason as { code: string },
  );
  const [zh = '', english = ''] = ['zh-CN', 'en'].map((language) => errorText(error, words.getFixedT(language)));
  for (const sentence of [zh, english]) {
    expect(sentence).not.toMatch(/\{\{|undefined|NaN|\$t/);
    for (const language of ['zh-CN', 'en'])
      expect(sentence).not.toBe(words.getFixedT(language)('errors.INTERNAL_FAULT', { requestId: '—' }));
  }
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(english.replace(/“[^”]*”/g, '')).not.toMatch(/\p{Script=Han}/u);
  return { code: error.code, zh, en: english };
}

describeDatabases('what cannot be right', (start) => {
  let backend: TestBackend;
  let units: Levels;
  let supervisor: Client;
  let inspector: Client;
  beforeAll(async () => {
    await words.init({
      resources: {
        'zh-CN': { translation: { errors: { ...common, ...inspection, ...review, ...standard } } },
        en: { translation: { errors: { ...commonEn, ...inspectionEn, ...reviewEn, ...standardEn } } },
      },
      interpolation: { escapeValue: false },
    });
    backend = await start();
    units = await buildLevels(await backend.as('admin'));
    supervisor = await backend.as('supervisor');
    inspector = await backend.as('inspector');
  });
  afterAll(() => backend.close());

  /** The next version of the hall card as a draft. */
  async function hallDraft() {
    const hall = (await supervisor.standard.scorecards({})).find((card) => card.code === 'SC-QT-01');
    const known = (await supervisor.standard.drafts({}))[0];
    if (known) return supervisor.standard.draft(known);
    return supervisor.standard.createDraft({ from: 'version', scorecardVersionId: hall?.scorecardVersionId ?? '' });
  }

  it.each<[string, (card: ScorecardContent) => void, string[], string[]]>([
    [
      'weights that do not close',
      (card) => {
        (card.sections[0]?.items[0] as { fullPoints: number }).fullPoints = 2000;
      },
      ['§1', '19.00', '20.00'],
      ['§1', '19.00 of 20.00'],
    ],
    ['an empty card', (card) => card.sections.splice(0), ['还没有检查项'], ['no items yet']],
    ['an empty section', (card) => card.sections[5]?.items.splice(0), ['§6', '还没有检查项'], ['§6', 'no items yet']],
  ])('%s is not published and stays a draft', async (_what, change, zh, english) => {
    const draft = await hallDraft();
    const content = structuredClone(draft.content) as ScorecardContent;
    change(content);
    const { revision } = await supervisor.standard.saveDraft({ ...draft, content });
    const said = await refusal(supervisor.standard.publishDraft({ ...draft, revision }));
    expect(said.code).toBe('SCORECARD_INVALID');
    for (const part of zh) expect(said.zh).toContain(part);
    for (const part of english) expect(said.en).toContain(part);
    expect((await supervisor.standard.draft(draft)).content).toEqual(content);
    await supervisor.standard.removeDraft({ ...draft, revision });
  });

  it('a draft that somebody changed is not published unseen', async () => {
    const draft = await hallDraft();
    const admin = await backend.as('admin');
    const content = { ...draft.content, title: { zh: '改过的评分表', en: '' } };
    const { revision } = await admin.standard.saveDraft({ ...draft, content });
    const said = await refusal(supervisor.standard.publishDraft(draft));
    const { displayName } = await admin.account.me({});
    expect(said.code).toBe('DRAFT_CHANGED');
    for (const sentence of [said.zh, said.en]) {
      expect(sentence).toContain('SC-QT-01');
      expect(sentence).toContain(displayName);
    }
    expect((await supervisor.standard.draft(draft)).content).toEqual(content);
    await supervisor.standard.removeDraft({ ...draft, revision });
  });

  it('a workbook with merged or missing cells, without a floor or empty is told where', async () => {
    const hall = (await supervisor.standard.scorecards({})).find((card) => card.code === 'SC-QT-01');
    const { fileId } = await supervisor.standard.exportScorecard({
      scorecardVersionId: hall?.scorecardVersionId ?? '',
      language: 'zh',
    });
    const bytes = await (await supervisor.system.downloadFile({ fileId })).arrayBuffer();
    const read = async (change: (sheet: Worksheet) => void) => {
      const workbook = new Workbook();
      await workbook.xlsx.load(bytes);
      change(workbook.getWorksheet('评分表') as Worksheet);
      const file = new File([(await workbook.xlsx.writeBuffer()) as BlobPart], 'card.xlsx');
      return supervisor.standard.readScorecardFile(await supervisor.system.uploadFile({ file }));
    };
    const columnOf = (sheet: Worksheet, head: string) => {
      const heads = sheet.getRow(1).values as unknown[];
      const at = heads.indexOf(head);
      if (at < 0) throw new Error(`no column ${head}`);
      return at;
    };
    const clear = (head: string) => (sheet: Worksheet) => {
      sheet.getRow(3).getCell(columnOf(sheet, head)).value = null;
    };
    for (const [change, zh, english] of [
      [(sheet: Worksheet) => sheet.mergeCells('C3:C4'), 'C3:C4', 'C3:C4'],
      [clear('名称'), '缺“名称”', '“Title” is missing'],
      [clear('满分'), '缺“满分”', '“Full” is missing'],
      [clear('保底分'), '缺“保底分”', '“Floor” is missing'],
    ] as const) {
      const { content, problems } = await read(change);
      expect(content).toBeNull();
      expect(problems[0]).toMatchObject({ sheet: '评分表', row: 3, item: '1.1' });
      expect(problems[0]?.words.zh).toContain(zh);
      expect(problems[0]?.words.en).toContain(english);
    }
    const empty = await read((sheet) =>
      sheet.eachRow((row, number) => {
        if (number > 1)
          row.eachCell((cell) => {
            cell.value = null;
          });
      }),
    );
    expect(empty.content).toBeNull();
    expect(empty.problems.map(({ words: { zh } }) => zh)).toContainEqual(expect.stringContaining('还没有检查项'));
    expect(await supervisor.standard.drafts({})).toEqual([]);

    // formulas and rich texts of a real workbook are read for what they say
    const good = await read((sheet) => {
      sheet.getCell('D3').value = { formula: '1+2', result: 3 };
      sheet.getCell('C3').value = { richText: [{ text: '门头、' }, { text: '营业时间公示' }] };
    });
    expect(good.problems).toEqual([]);
    expect(good.content?.sections[0]?.items[0]).toMatchObject({
      fullPoints: 3000,
      title: { zh: '门头、营业时间公示' },
    });
  });

  it('counts that are none are refused by the name of their item, and what stood there stays', async () => {
    const sheet = await startSheet(inspector, units.hall.unitId);
    const { inspectionId } = sheet;
    const save = (itemCode: string, revision: number, result: ItemResult) =>
      inspector.inspection.saveItem({ inspectionId, revision, entry: { ...emptyEntry(itemCode), result } });
    const { revision } = await save('1.1', sheet.revision, { kind: 'count', count: 2 });
    const { entries } = await inspector.inspection.get({ inspectionId });
    for (const [itemCode, result] of [
      ['1.1', { kind: 'count', count: -1 }],
      ['1.1', { kind: 'count', count: Number.NaN }],
      ['1.1', { kind: 'count', count: Number.POSITIVE_INFINITY }],
      ['1.1', { kind: 'count', count: 1.5 }],
      ['1.1', { kind: 'count', count: 1, doubled: 2 }],
      ['1.4', { kind: 'meanAndMax', count: 3, mean: 21_000, max: 20_000 }],
      ['3.5', { kind: 'share', met: 11, total: 10 }],
      ['3.5', { kind: 'share', met: 0, total: 0 }],
    ] as [string, ItemResult][]) {
      const said = await refusal(save(itemCode, revision, result));
      expect(said.code).toBe('INSPECTION_ENTRY_INVALID');
      expect([said.zh.includes(itemCode), said.en.includes(itemCode)]).toEqual([true, true]);
    }
    expect(await inspector.inspection.get({ inspectionId })).toMatchObject({ revision, entries });
  });

  it('a 50 MB photo and a program in the clothes of a photo are no evidence', async () => {
    const { inspectionId } = await startSheet(inspector, units.hall.unitId);
    const add = (file: File) =>
      inspector.inspection.addEvidence({ inspectionId, itemCode: '1.1', name: file.name, file });
    await add(picture(1));
    const photo = new Uint8Array(50 * 1024 * 1024);
    photo.set([0xff, 0xd8, 0xff]);
    const large = await refusal(add(new File([photo], 'front.jpg')));
    expect(large.code).toBe('EVIDENCE_TOO_LARGE');
    for (const sentence of [large.zh, large.en]) expect(sentence).toMatch(/“front\.jpg”.*50 MB.*20 MB/);
    const program = new File([new Uint8Array([0x4d, 0x5a, ...new Array<number>(30).fill(0)])], 'photo.jpg');
    const renamed = await refusal(add(program));
    expect(renamed.code).toBe('EVIDENCE_TYPE_REFUSED');
    for (const sentence of [renamed.zh, renamed.en]) expect(sentence).toContain('“photo.jpg”');
    expect((await inspector.inspection.get({ inspectionId })).evidence).toHaveLength(1);
  });

  it('the second of two tabs is told, and what the first saved stays', async () => {
    const { inspectionId, revision, number } = await startSheet(inspector, units.hall.unitId);
    const entry = { ...emptyEntry('1.1'), result: { kind: 'count', count: 2 } as const };
    await inspector.inspection.saveItem({ inspectionId, revision, entry });
    const other = { ...entry, result: { kind: 'count', count: 9 } as const };
    const said = await refusal(inspector.inspection.saveItem({ inspectionId, revision, entry: other }));
    expect(said.code).toBe('INSPECTION_CHANGED');
    expect([said.zh.includes(number), said.en.includes(number)]).toEqual([true, true]);
    expect((await inspector.inspection.get({ inspectionId })).entries).toEqual([entry]);
  });

  it('an appeal out of time names its item and the last day, and is not there', async () => {
    const sheet = await publishedSheet(backend, units.hall.unitId);
    const appeal = { inspectionId: sheet.inspectionId, itemCode: '1.1', grounds: '当日系统停机，工单可证。' };
    backend.clock.set('2026-11-27T16:01:00.000Z');
    // sessions of the days before are locked by now
    const liaison = await backend.as('liaison', units.hall.unitId);
    const said = await refusal(liaison.inspection.raiseAppeal(appeal));
    expect(said.code).toBe('APPEAL_TOO_LATE');
    for (const sentence of [said.zh, said.en])
      for (const part of ['1.1', sheet.number, '2026-11-27']) expect(sentence).toContain(part);
    expect((await liaison.inspection.appeals({})).total).toBe(0);
  });
});
