import { afterEach, beforeEach, expect, it } from 'vitest';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { emptyEntry } from '#shared/inspection/result.schema.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { publishScorecard } from '../../../src/main/backend/standard/standard.service.ts';
import { type Client, describeBackends, type TestBackend } from '../../support/backend.ts';
import { addPictures, buildUnits, entriesOf, picture, saveAll, startSheet } from './inspection.builder.ts';
import { wave } from './recording.builder.ts';

const day = '2026-11-20';

/** Publishes a card made from the shipped one for halls. @returns its id */
async function publishLike(backend: TestBackend, change: (card: ScorecardContent) => void): Promise<string> {
  const client = await backend.as('supervisor');
  const hall = (await client.standard.scorecards({})).find((card) => card.line === 'front');
  const { content } = await client.standard.scorecard({ scorecardVersionId: hall?.scorecardVersionId as string });
  const card = structuredClone(content) as ScorecardContent;
  card.code = 'SC-TEST';
  card.version = 1;
  change(card);
  const ctx = await backend.context('supervisor');
  return inTransaction(ctx, (tx) => publishScorecard(tx, ctx, card));
}

const itemIn = (card: ScorecardContent, code: string) => {
  const item = card.sections.flatMap((section) => section.items).find((each) => each.code === code);
  if (!item) throw new Error(`no item ${code}`);
  return item;
};
const headOf = (sheet: InspectionDetail) => ({
  inspectionId: sheet.inspectionId,
  method: sheet.method,
  inspectedOn: sheet.inspectedOn,
  companionNames: sheet.companionNames,
  inspecteeNames: sheet.inspecteeNames,
  samplingNote: sheet.samplingNote,
  reference: sheet.reference,
  impression: sheet.impression,
  staffIds: sheet.staff.map((person) => person.staffId),
});

describeBackends('open sheet', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof buildUnits>>;
  let client: Client;
  beforeEach(async () => {
    backend = await start();
    units = await buildUnits(await backend.as('admin'));
    client = await backend.as('inspector');
  });
  afterEach(() => backend.close());

  const staffAt = async (unitId: string, code: string) =>
    (await (await backend.as('admin')).organization.createStaff({ unitId, code, name: `员工${code}`, post: '营业员' }))
      .staffId;
  const finish = async (sheet: InspectionDetail, changes: Parameters<typeof entriesOf>[1] = {}) => {
    const revision = await saveAll(client, sheet, entriesOf(sheet, changes));
    await addPictures(client, sheet.inspectionId, Object.keys(changes));
    return client.inspection.submit({ inspectionId: sheet.inspectionId, revision });
  };

  it('keeps what stands on top, and puts findings down to staff of the unit only', async () => {
    const sheet = await startSheet(client, units.hall.unitId);
    const [first, second] = [await staffAt(units.hall.unitId, 'S1'), await staffAt(units.hall.unitId, 'S2')];
    const stranger = await staffAt(units.other.unitId, 'S3');
    const head = { ...headOf(sheet), reference: 'GD-20261120-7', impression: '整洁', staffIds: [second, first] };
    await expect(
      client.inspection.saveHead({ ...head, staffIds: [stranger], revision: sheet.revision }),
    ).rejects.toMatchObject({ code: 'INSPECTION_STAFF_UNKNOWN' });
    const { revision } = await client.inspection.saveHead({ ...head, revision: sheet.revision });
    await expect(client.inspection.saveHead({ ...head, revision: sheet.revision })).rejects.toMatchObject({
      code: 'INSPECTION_CHANGED',
    });
    const read = await client.inspection.get(sheet);
    expect(read).toMatchObject({ reference: 'GD-20261120-7', impression: '整洁', stage: 'draft', isGenuine: null });
    expect(read.staff.map((person) => person.code)).toEqual(['S2', 'S1']);

    const entry = { ...emptyEntry('1.1'), result: { kind: 'count', count: 2 } as const };
    const save = (revised: number, staffIds: string[]) =>
      client.inspection.saveItem({
        inspectionId: sheet.inspectionId,
        revision: revised,
        entry: { ...entry, staffIds },
      });
    await expect(save(revision, [stranger])).rejects.toMatchObject({ code: 'INSPECTION_STAFF_UNKNOWN' });
    const saved = await save(revision, [first, second]);
    expect((await client.inspection.get(sheet)).entries).toEqual([{ ...entry, staffIds: [first, second].sort() }]);
    await client.inspection.saveHead({ ...head, staffIds: [second], revision: saved.revision });
    expect((await client.inspection.get(sheet)).entries).toEqual([{ ...entry, staffIds: [second] }]);
    await save(saved.revision + 1, []);
    expect((await client.inspection.get(sheet)).entries).toEqual([entry]);
  });

  it('counts entered items and makes the total by single saves as by the whole sheet', async () => {
    const sheet = await startSheet(client, units.hall.unitId);
    const { inspectionId } = sheet;
    const entries = entriesOf(sheet, { '1.1': { result: { kind: 'count', count: 1 } } });
    let revision = await saveAll(client, sheet, entries.slice(0, -1));
    expect(await client.inspection.get(sheet)).toMatchObject({ enteredItems: 25, rawPoints: null });
    const last = entries.at(-1) as (typeof entries)[number];
    ({ revision } = await client.inspection.saveItem({ inspectionId, revision, entry: last }));
    const whole = await client.inspection.get(sheet);
    expect(whole).toMatchObject({ enteredItems: 26 });
    expect(whole.rawPoints).toBeLessThan(100_000);
    const better = { ...(entries[0] as (typeof entries)[number]), result: { kind: 'count', count: 0 } as const };
    ({ revision } = await client.inspection.saveItem({ inspectionId, revision, entry: better }));
    expect(await client.inspection.get(sheet)).toMatchObject({ enteredItems: 26, rawPoints: 100_000 });
    await client.inspection.saveItem({ inspectionId, revision, entry: { ...better, result: null } });
    expect(await client.inspection.get(sheet)).toMatchObject({ enteredItems: 25, rawPoints: null });
  });

  it('takes no more evidence than the card allows, and moves it from item to item', async () => {
    const scorecardVersionId = await publishLike(backend, (card) => {
      itemIn(card, '1.1').evidence.most = 2;
    });
    const sheet = await client.inspection.start({
      unitId: units.hall.unitId,
      scorecardVersionId,
      method: 'announced',
      inspectedOn: day,
    });
    const add = (n: number, itemCode: string) =>
      client.inspection.addEvidence({ inspectionId: sheet.inspectionId, itemCode, name: `${n}.png`, file: picture(n) });
    await add(1, '1.1');
    const second = await add(2, '1.1');
    await expect(add(3, '1.1')).rejects.toMatchObject({ code: 'EVIDENCE_TOO_MANY', data: { code: '1.1', most: 2 } });
    const third = await add(3, '1.2');
    const move = (evidenceId: string, itemCode: string) => client.inspection.moveEvidence({ evidenceId, itemCode });
    await expect(move(third.evidenceId, '1.1')).rejects.toMatchObject({ code: 'EVIDENCE_TOO_MANY' });
    await expect(move(third.evidenceId, '9.9')).rejects.toMatchObject({ code: 'INSPECTION_ITEM_UNKNOWN' });
    expect(await move(second.evidenceId, '1.2')).toMatchObject({ itemCode: '1.2', sha256: second.sha256 });
    expect((await move(third.evidenceId, '1.1')).itemCode).toBe('1.1');
    // the same bytes stand at 1.2 once
    await expect(add(2, '1.1')).rejects.toMatchObject({ code: 'EVIDENCE_TOO_MANY' });
    await client.inspection.removeEvidence({ evidenceId: third.evidenceId });
    const again = await add(2, '1.1');
    expect((await move(again.evidenceId, '1.2')).evidenceId).toBe(second.evidenceId);
    expect((await client.inspection.get(sheet)).evidence.map((piece) => piece.itemCode).sort()).toEqual(['1.1', '1.2']);
  });

  it('demands of a mystery visit its recording, photos and impression', async () => {
    const scorecardVersionId = await publishLike(backend, (card) => {
      card.mystery = { recordingMinutes: 1, photos: 2, impressionChars: 5 };
    });
    const sheet = await client.inspection.start({
      unitId: units.hall.unitId,
      scorecardVersionId,
      method: 'mystery',
      inspectedOn: day,
    });
    const { inspectionId } = sheet;
    let revision = await saveAll(client, sheet, entriesOf(sheet));
    const submit = () => client.inspection.submit({ inspectionId, revision });
    await expect(submit()).rejects.toMatchObject({
      code: 'INSPECTION_MYSTERY_INCOMPLETE',
      data: { recordingMinutes: 1, photos: 2, impressionChars: 5 },
    });
    const recording = await client.inspection.addEvidence({
      inspectionId,
      itemCode: '1.1',
      name: '进厅.wav',
      file: new File([wave(61)], '进厅.wav'),
    });
    expect(recording).toMatchObject({ mediaType: 'audio/wav', durationMs: 61_000 });
    await addPictures(client, inspectionId, ['1.1', '1.2']);
    ({ revision } = await client.inspection.saveHead({ ...headOf(sheet), impression: '有 人 主动', revision }));
    await expect(submit()).rejects.toMatchObject({
      data: { recordingMinutes: 0, photos: 0, impressionChars: 1 },
    });
    ({ revision } = await client.inspection.saveHead({ ...headOf(sheet), impression: '有人主动迎接', revision }));
    expect(await submit()).toMatchObject({ state: 'submitted', isGenuine: true, impression: '有人主动迎接' });
  });

  it('shows what the items did at the last six published sheets, and how often lately', async () => {
    const days = ['2026-06-10', '2026-07-10', '2026-08-10', '2026-09-10', '2026-10-10', '2026-10-20', '2026-11-10'];
    const ctx = await backend.context('supervisor');
    for (const [n, on] of days.entries()) {
      const lost = on !== '2026-09-10';
      const done = await finish(
        await startSheet(client, units.hall.unitId, 'front', on),
        lost ? { '1.1': { result: { kind: 'count', count: 1 } } } : {},
      );
      // the last one is not published yet
      if (n < 6)
        await ctx.db
          .updateTable('inspection')
          .set({ stage: 'published' })
          .where('inspectionId', '=', done.inspectionId)
          .execute();
    }
    await finish(await startSheet(client, units.other.unitId, 'front', '2026-11-01'));
    const sheet = await startSheet(client, units.hall.unitId);
    const history = await client.inspection.history(sheet);
    const first = history.find((item) => item.itemCode === '1.1');
    expect(first?.past.map((past) => [past.inspectedOn, past.lostPoints > 0])).toEqual(
      days.slice(0, 6).map((on) => [on, on !== '2026-09-10']),
    );
    expect(first?.recentFindings).toBe(2);
    expect(history.find((item) => item.itemCode === '1.2')?.recentFindings).toBe(0);
    await expect((await backend.as('viewer', units.other.unitId)).inspection.history(sheet)).rejects.toMatchObject({
      code: 'INSPECTION_NOT_FOUND',
    });
  });

  it('goes to the next own draft, or else to the next unit by the same card', async () => {
    const a = await startSheet(client, units.hall.unitId);
    expect(await client.inspection.next(a)).toEqual({
      inspectionId: null,
      unit: { unitId: units.other.unitId, name: '云泊营业厅' },
    });
    const b = await startSheet(client, units.other.unitId);
    await startSheet(await backend.as('supervisor'), units.other.unitId);
    expect(await client.inspection.next(a)).toEqual({ inspectionId: b.inspectionId, unit: null });
    expect(await client.inspection.next(b)).toEqual({ inspectionId: a.inspectionId, unit: null });
    await finish(a);
    await finish(b);
    expect(await client.inspection.next(b)).toEqual({ inspectionId: null, unit: null });
  });

  it('tells each window who else has the sheet open, until it has been silent for long', async () => {
    const { inspectionId, revision } = await startSheet(client, units.hall.unitId);
    const supervisor = await backend.as('supervisor');
    const at = (who: Client, windowId: string, isLeaving = false) =>
      who.inspection.present({ inspectionId, windowId, isLeaving });
    expect(await at(client, 'window-one')).toEqual({ others: [], revision, state: 'draft', pieces: 0 });
    expect((await at(supervisor, 'window-two')).others).toEqual([
      { name: (await client.account.me({})).displayName, isSelf: false, seenAt: backend.clock.now() },
    ]);
    expect((await at(client, 'window-three')).others.map((each) => each.isSelf)).toEqual([true, false]);
    await at(supervisor, 'window-two', true);
    expect((await at(client, 'window-one')).others.map((each) => each.isSelf)).toEqual([true]);
    backend.clock.advance(1);
    expect((await at(client, 'window-one')).others).toEqual([]);
    await addPictures(client, inspectionId, ['1.1']);
    expect((await at(client, 'window-one')).pieces).toBe(1);
  });

  it('keeps own phrases, the last used first', async () => {
    const texts = async (who: Client) => (await who.inspection.phrases({})).map((phrase) => [phrase.text, phrase.uses]);
    for (const text of ['台席未佩戴工号牌', '叫号机故障未公示', '台席未佩戴工号牌']) {
      backend.clock.advance(1);
      await client.inspection.rememberPhrase({ text });
    }
    expect(await texts(client)).toEqual([
      ['台席未佩戴工号牌', 2],
      ['叫号机故障未公示', 1],
    ]);
    const other = await backend.as('supervisor');
    expect(await texts(other)).toEqual([]);
    const [first] = await client.inspection.phrases({});
    await other.inspection.forgetPhrase({ notePhraseId: first?.notePhraseId as string });
    expect(await texts(client)).toHaveLength(2);
    await client.inspection.forgetPhrase({ notePhraseId: first?.notePhraseId as string });
    expect(await texts(client)).toEqual([['叫号机故障未公示', 1]]);
  });
});
