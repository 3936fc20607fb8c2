import { afterEach, beforeEach, expect, it } from 'vitest';
import { addItem, addSection, changeItem } from '#shared/standard/scorecard.edit.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { type Client, describeBackends, type TestBackend } from '../../support/backend.ts';
import { buildUnits, startSheet } from '../inspection/inspection.builder.ts';

/** A blank card filled so that it can be published: one section, one item of 100 points after clause E11. */
function filled(card: ScorecardContent): ScorecardContent {
  let made = addItem(addSection({ ...card, source: { zh: '本单位文件', en: '' } }, 'base').card, {
    section: 0,
    item: null,
  }).card;
  made = {
    ...made,
    sections: made.sections.map((section) => ({ ...section, title: { zh: '时限', en: '' }, fullPoints: 100_000 })),
  };
  return changeItem(
    made,
    { section: 0, item: 0 },
    {
      title: { zh: '及时率', en: '' },
      fullPoints: 100_000,
      clause: { code: 'E11', edition: 1, text: { zh: '98%', en: '' }, source: { zh: '文集', en: '' } },
    },
  );
}
const newDraft = (client: Client, code = 'KH-01') =>
  client.standard.createDraft({ from: 'blank', code, title: '考核表', line: 'front' });
const hallOf = async (client: Client) =>
  (await client.standard.scorecards({})).find((card) => card.code === 'SC-QT-01');

describeBackends('drafts of scorecards', (start) => {
  let backend: TestBackend;
  let client: Client;
  beforeEach(async () => {
    backend = await start();
    client = await backend.as('supervisor');
  });
  afterEach(() => backend.close());

  it('a blank card is filled, saved, published, and never changes again', async () => {
    const draft = await newDraft(client);
    expect(draft).toMatchObject({ code: 'KH-01', version: 1, basedOnVersion: null, basedOn: null, revision: 1 });
    const content = filled(draft.content);
    const { revision } = await client.standard.saveDraft({ ...draft, content });
    const published = await client.standard.publishDraft({ ...draft, revision });
    expect(published).toMatchObject({ code: 'KH-01', version: 1, itemCount: 1, retiredAt: null });
    const stored = await client.standard.scorecard(published);
    // English that nobody wrote is the Chinese
    expect(stored.content.sections[0]?.items[0]).toMatchObject({ title: { zh: '及时率', en: '及时率' } });
    expect(await client.standard.drafts({})).toEqual([]);
    await expect(client.standard.draft(draft)).rejects.toMatchObject({ code: 'DRAFT_NOT_FOUND' });
    const { items } = await client.standard.clause({ code: 'E11' });
    expect(items.map((item) => `${item.scorecardCode} ${item.itemCode} ${item.edition}`)).toContain('KH-01 1.1 1');
  });

  it('is refused with every fault named, and with an edition that the library lacks', async () => {
    const draft = await newDraft(client);
    await expect(client.standard.publishDraft(draft)).rejects.toMatchObject({
      code: 'SCORECARD_INVALID',
      data: { reasonZh: expect.stringContaining('还没有检查项'), reasonEn: expect.stringContaining('no items yet') },
    });
    const open = changeItem(filled(draft.content), { section: 0, item: 0 }, { fullPoints: 99_000 });
    const saved = await client.standard.saveDraft({ ...draft, content: open });
    await expect(client.standard.publishDraft({ ...draft, ...saved })).rejects.toMatchObject({
      data: { reasonZh: '§1：各项满分合计 99.00，应为本节满分 100.00' },
    });
    const clause = { code: 'E11', edition: 7, text: { zh: '98%', en: '' }, source: { zh: '文集', en: '' } };
    const content = changeItem(filled(draft.content), { section: 0, item: 0 }, { clause });
    const again = await client.standard.saveDraft({ ...draft, revision: saved.revision, content });
    await expect(client.standard.publishDraft({ ...draft, ...again })).rejects.toMatchObject({
      data: { reasonZh: '1.1：条款 E11 第 7 版不在服务标准库' },
    });
    expect(await client.standard.drafts({})).toHaveLength(1);
  });

  it('is not overwritten by a second window, nor published over what one has not seen', async () => {
    const draft = await newDraft(client);
    const other = await backend.as('admin');
    const content = filled(draft.content);
    const { revision } = await other.standard.saveDraft({ ...draft, content });
    const mine = { ...draft, content: { ...draft.content, title: { zh: '我的', en: '' } } };
    await expect(client.standard.saveDraft(mine)).rejects.toMatchObject({
      code: 'DRAFT_CHANGED',
      data: { revision, name: expect.stringContaining('admin') },
    });
    await expect(client.standard.publishDraft(draft)).rejects.toMatchObject({ code: 'DRAFT_CHANGED' });
    await expect(client.standard.removeDraft(draft)).rejects.toMatchObject({ code: 'DRAFT_CHANGED' });
    expect((await client.standard.draft(draft)).content).toEqual(content);
    const results = await Promise.allSettled([
      client.standard.saveDraft({ ...draft, revision, content }),
      other.standard.saveDraft({ ...draft, revision, content }),
    ]);
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  });

  it('there is one draft of a card at a time, and its number and version stay its own', async () => {
    const hall = await hallOf(client);
    const draft = await client.standard.createDraft({
      from: 'version',
      scorecardVersionId: hall?.scorecardVersionId ?? '',
    });
    expect(draft).toMatchObject({ code: 'SC-QT-01', version: 2, basedOnVersion: 1, basedOn: { version: 1 } });
    await expect(
      client.standard.createDraft({ from: 'version', scorecardVersionId: hall?.scorecardVersionId ?? '' }),
    ).rejects.toMatchObject({ code: 'DRAFT_EXISTS', data: { scorecardDraftId: draft.scorecardDraftId } });
    await expect(newDraft(client, 'SC-QT-01')).rejects.toMatchObject({ code: 'SCORECARD_CODE_TAKEN' });
    const copy = await client.standard.createDraft({
      from: 'copy',
      scorecardVersionId: hall?.scorecardVersionId ?? '',
      code: 'SC-QT-02',
      title: '合作厅考核表',
    });
    expect(copy).toMatchObject({ version: 1, basedOn: null, itemCount: 26, titleZh: '合作厅考核表' });
    await client.standard.saveDraft({ ...draft, content: { ...draft.content, code: 'OTHER-1', version: 9 } });
    expect(await client.standard.draft(draft)).toMatchObject({
      code: 'SC-QT-01',
      content: { code: 'SC-QT-01', version: 2 },
    });
  });

  it('a retired version takes no new sheets; what was begun by it goes on', async () => {
    const units = await buildUnits(await backend.as('admin'));
    const inspector = await backend.as('inspector');
    const sheet = await startSheet(inspector, units.hall.unitId);
    const { scorecardVersionId } = sheet.card;
    const retired = await client.standard.retire({ scorecardVersionId, reason: '第 2 版代替' });
    expect(retired.retiredAt).not.toBeNull();
    await expect(client.standard.retire({ scorecardVersionId, reason: '再来' })).rejects.toMatchObject({
      code: 'SCORECARD_RETIRED',
    });
    await expect(startSheet(inspector, units.other.unitId)).rejects.toMatchObject({
      code: 'SCORECARD_RETIRED',
      data: { code: 'SC-QT-01', version: 1 },
    });
    expect(await inspector.inspection.get(sheet)).toMatchObject({ canEdit: true });
  });

  it('goes out to Excel and comes back the same; a text that looks like a formula stays a text', async () => {
    const hall = await hallOf(client);
    const draft = await client.standard.createDraft({
      from: 'version',
      scorecardVersionId: hall?.scorecardVersionId ?? '',
    });
    const title = { zh: '=HYPERLINK("http://x","点我")', en: '@SUM(A1)' };
    const content = changeItem(draft.content, { section: 0, item: 0 }, { title });
    await client.standard.saveDraft({ ...draft, content });
    for (const language of ['zh', 'en'] as const) {
      const { fileId, name } = await client.standard.exportDraft({ ...draft, language });
      expect(name).toMatch(/^SC-QT-01 v2 .*\.xlsx$/);
      const file = await client.system.downloadFile({ fileId });
      const sent = await client.system.uploadFile({ file: new File([await file.arrayBuffer()], 'card.xlsx') });
      const read = await client.standard.readScorecardFile(sent);
      expect(read.problems).toEqual([]);
      const severities = structuredClone(content);
      for (const item of severities.sections.flatMap((section) => section.items))
        if (item.critical) item.critical.severity ??= 'veto';
      expect(read.content).toEqual(severities);
    }
  });

  it('refuses files that are no workbook of a card', async () => {
    const read = async (bytes: string | Uint8Array, name: string) => {
      const sent = await client.system.uploadFile({ file: new File([bytes as BlobPart], name) });
      return client.standard.readScorecardFile(sent);
    };
    await expect(read('a,b\n1,2\n', 'card.xlsx')).rejects.toMatchObject({ code: 'SCORECARD_FILE_INVALID' });
    await expect(read(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'card.xlsx')).rejects.toMatchObject({
      code: /WORKBOOK_|SCORECARD_/,
    });
  });
});
