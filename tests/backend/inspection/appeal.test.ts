import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { picture } from './inspection.builder.ts';
import { buildLevels, handIn, type Levels, publishedSheet, setReview, settled } from './review.builder.ts';

const count = (n: number) => ({ kind: 'count', count: n }) as const;
const entryOf = (itemCode: string, n: number) => ({
  itemCode,
  result: count(n),
  isNotApplicable: false,
  isCriticalHit: false,
  note: '',
});
const grounds = '当日系统停机，工单可证，不应计次。';
const reason = '系统停机属实';

describeBackends('appeals of scores', (start) => {
  let backend: TestBackend;
  let units: Levels;
  beforeEach(async () => {
    backend = await start();
    units = await buildLevels(await backend.as('admin'));
  });
  afterEach(() => backend.close());

  it('keeps what was entered and what an accepted appeal made of it side by side', async () => {
    const sheet = await publishedSheet(backend, units.hall.unitId, {
      '1.1': { result: count(2) },
      '1.2': { result: count(1) },
    });
    const { inspectionId } = sheet;
    const liaison = await backend.as('liaison', units.hall.unitId);
    const raised = await liaison.inspection.raiseAppeal({
      inspectionId,
      itemCode: '1.1',
      grounds,
      files: [
        { name: '停机工单.png', file: picture(7) },
        { name: '同一张.png', file: picture(7) },
      ],
    });
    expect(raised).toMatchObject({
      number: 'SS-2026-11-0001',
      state: 'open',
      round: 1,
      decideBy: '2026-11-27',
      inspectionNumber: sheet.number,
      originalEntry: { itemCode: '1.1', result: { count: 2 } },
      originalPoints: sheet.effectivePoints,
      canDecide: false,
      canWithdraw: true,
    });
    expect(raised.evidence.map((piece) => piece.name)).toEqual(['停机工单.png']);
    const bytes = await liaison.inspection.appealEvidence({ evidenceId: raised.evidence[0]?.evidenceId as string });
    expect(new Uint8Array(await bytes.arrayBuffer())[11]).toBe(7);

    const { scoreAppealId, revision } = raised;
    const supervisor = await backend.as('supervisor', units.province.unitId);
    expect(await supervisor.inspection.appeal({ scoreAppealId })).toMatchObject({ canDecide: true, hindrance: null });
    const trial = await supervisor.inspection.tryAppeal({ scoreAppealId, entry: entryOf('1.1', 0) });
    const decided = await supervisor.inspection.acceptAppeal({
      scoreAppealId,
      revision,
      entry: entryOf('1.1', 0),
      reason,
    });
    expect(decided).toMatchObject({
      state: 'accepted',
      originalEntry: { result: { count: 2 } },
      revisedEntry: { result: { count: 0 } },
      originalPoints: sheet.effectivePoints,
      revisedPoints: trial.points,
      revisedLostPoints: 0,
      revisedGrade: trial.grade,
      reason,
    });
    expect(trial.points).toBe((sheet.effectivePoints as number) + decided.originalLostPoints);
    expect(await liaison.inspection.review({ inspectionId })).toMatchObject({
      effectivePoints: sheet.effectivePoints,
      revisedPoints: trial.points,
    });
    // what the inspector entered stands as it was, and so does its seal
    const after = await liaison.inspection.get({ inspectionId });
    expect([after.entries, after.effectivePoints, after.fingerprint]).toEqual([
      sheet.entries,
      sheet.effectivePoints,
      sheet.fingerprint,
    ]);
    // the second appeal is scored over the first one's revision
    const second = await liaison.inspection.raiseAppeal({ inspectionId, itemCode: '1.2', grounds });
    expect(second.originalPoints).toBe(trial.points);
    const both = await supervisor.inspection.acceptAppeal({
      scoreAppealId: second.scoreAppealId,
      revision: second.revision,
      entry: entryOf('1.2', 0),
      reason,
    });
    expect(both.revisedPoints).toBe(100_000);
    const rows = (await supervisor.inspection.appeals({ state: 'accepted' })).rows;
    expect(rows.map((row) => row.number).sort()).toEqual(['SS-2026-11-0001', 'SS-2026-11-0002']);
  });

  it('refuses out of time, a foreign unit, twice at once, too many rounds, and what is not published', async () => {
    const waiting = await (async () => {
      await setReview(await backend.as('admin'), ['province']);
      return handIn(await backend.as('inspector'), units.hall.unitId);
    })();
    const { inspectionId } = await publishedSheet(backend, units.hall.unitId);
    const liaison = await backend.as('liaison', units.hall.unitId);
    const supervisor = await backend.as('supervisor', units.province.unitId);
    const raise = (id = inspectionId, who = liaison, itemCode = '1.1') =>
      who.inspection.raiseAppeal({ inspectionId: id, itemCode, grounds });
    await expect(raise(waiting.inspectionId)).rejects.toMatchObject({
      code: 'APPEAL_NOT_PUBLISHED',
      data: { code: '1.1' },
    });
    await expect(raise(inspectionId, await backend.as('liaison', units.other.unitId))).rejects.toMatchObject({
      code: 'APPEAL_UNIT_FOREIGN',
      data: { code: '1.1' },
    });
    await expect(raise(inspectionId, liaison, '9.9')).rejects.toMatchObject({ code: 'INSPECTION_ITEM_UNKNOWN' });
    await expect(
      liaison.inspection.raiseAppeal({ inspectionId, itemCode: '1.1', grounds: '不服' }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/INPUT_INVALID|BAD_REQUEST/) });
    const program = new File([new Uint8Array([0x4d, 0x5a, ...new Array<number>(30).fill(0)])], '证明.jpg');
    await expect(
      liaison.inspection.raiseAppeal({
        inspectionId,
        itemCode: '1.1',
        grounds,
        files: [{ name: '证明.jpg', file: program }],
      }),
    ).rejects.toMatchObject({ code: 'EVIDENCE_TYPE_REFUSED' });
    expect((await liaison.inspection.appeals({})).total).toBe(0);

    const first = await raise();
    await expect(raise()).rejects.toMatchObject({ code: 'APPEAL_OPEN', data: { code: '1.1', appeal: first.number } });
    const reject = (appeal: { scoreAppealId: string; revision: number }) =>
      supervisor.inspection.rejectAppeal({ ...appeal, reason: '照片清楚' });
    expect(await reject(first)).toMatchObject({ state: 'rejected', revisedEntry: null });
    await expect(reject(first)).rejects.toMatchObject({ code: 'APPEAL_CLOSED' });
    const second = await raise();
    expect(second.round).toBe(2);
    expect(await liaison.inspection.withdrawAppeal(second)).toMatchObject({ state: 'withdrawn', canWithdraw: false });
    await expect(raise()).rejects.toMatchObject({ code: 'APPEAL_ROUNDS', data: { code: '1.1', rounds: 2 } });
    backend.clock.set('2026-11-27T15:59:00.000Z');
    const lastDay = await backend.as('liaison', units.city.unitId);
    await lastDay.inspection.raiseAppeal({ inspectionId, itemCode: '1.2', grounds });
    backend.clock.set('2026-11-27T16:01:00.000Z');
    await expect(raise(inspectionId, lastDay, '1.3')).rejects.toMatchObject({
      code: 'APPEAL_TOO_LATE',
      data: { code: '1.3', until: '2026-11-27' },
    });
  });

  it('is decided by nobody who made or reviewed the score, and never with an entry that does not fit', async () => {
    await setReview(await backend.as('admin'), ['city']);
    const owner = await backend.as('supervisor', units.group.unitId);
    const reviewer = await backend.as('supervisor', units.city.unitId);
    const { inspectionId } = await handIn(owner, units.hall.unitId);
    const { revision } = await reviewer.inspection.review({ inspectionId });
    await reviewer.inspection.approve({ inspectionId, revision });
    await settled(backend, await reviewer.inspection.publish({ inspectionIds: [inspectionId] }));
    const liaison = await backend.as('liaison', units.hall.unitId);
    const appeal = await liaison.inspection.raiseAppeal({ inspectionId, itemCode: '1.1', grounds });
    const decide = (client: typeof owner, entry = entryOf('1.1', 0)) =>
      client.inspection.acceptAppeal({ scoreAppealId: appeal.scoreAppealId, revision: appeal.revision, entry, reason });
    for (const [client, hindrance] of [
      [owner, 'inspector'],
      [reviewer, 'reviewer'],
      [await backend.as('supervisor', units.hall.unitId), 'ownUnit'],
    ] as const) {
      await expect(decide(client)).rejects.toMatchObject({
        code: 'APPEAL_OWN_DECISION',
        data: { code: '1.1', hindrance },
      });
      expect(await client.inspection.appeal(appeal)).toMatchObject({ canDecide: false, hindrance });
    }
    await expect(decide(await backend.as('supervisor', units.other.unitId))).rejects.toMatchObject({
      code: 'APPEAL_NOT_FOUND',
    });
    const other = await backend.as('supervisor', units.province.unitId);
    await expect(decide(other, entryOf('1.2', 0))).rejects.toMatchObject({ code: 'INSPECTION_ENTRY_INVALID' });
    await expect(
      decide(other, { ...entryOf('1.1', 0), result: { kind: 'pass', passed: true } as never }),
    ).rejects.toMatchObject({ code: 'INSPECTION_ENTRY_INVALID', data: { code: '1.1' } });
    await expect(decide(other, { ...entryOf('1.1', 0), result: null as never })).rejects.toMatchObject({
      code: 'INSPECTION_ENTRY_INVALID',
    });
    await expect(decide(other, entryOf('1.1', 1))).rejects.toMatchObject({ code: 'APPEAL_UNCHANGED' });
    expect(await decide(other)).toMatchObject({ state: 'accepted', decidedByName: expect.any(String) });
    await expect(decide(other)).rejects.toMatchObject({ code: 'APPEAL_CLOSED' });
  });

  it('counts appeals by item, inspector and unit with the share accepted, and finds the ones behind', async () => {
    const { inspectionId } = await publishedSheet(backend, units.hall.unitId);
    const liaison = await backend.as('liaison', units.hall.unitId);
    const supervisor = await backend.as('supervisor', units.province.unitId);
    const raise = (itemCode: string) => liaison.inspection.raiseAppeal({ inspectionId, itemCode, grounds });
    const [first, second] = [await raise('1.1'), await raise('1.2')];
    await raise('1.3');
    await supervisor.inspection.acceptAppeal({ ...first, entry: entryOf('1.1', 0), reason });
    await supervisor.inspection.rejectAppeal({ ...second, reason });
    const byUnit = await supervisor.inspection.appealFigures({ by: 'unit' });
    expect(byUnit).toMatchObject([
      { key: units.hall.unitId, titleZh: units.hall.name, raised: 3, open: 1, accepted: 1, rejected: 1, rate: 0.5 },
    ]);
    // Wilson 1 of 2 at 95 %
    expect(byUnit[0]?.interval?.low).toBeCloseTo(0.0945, 4);
    expect(byUnit[0]?.interval?.high).toBeCloseTo(0.9055, 4);
    const byItem = await supervisor.inspection.appealFigures({ by: 'item' });
    expect(byItem.map(({ key, raised, rate }) => [key, raised, rate])).toEqual([
      ['1.1', 1, 1],
      ['1.2', 1, 0],
      ['1.3', 1, null],
    ]);
    const [item] = byItem;
    const behind = await supervisor.inspection.appeals({ itemCode: '1.1', scorecardCode: item?.scorecardCode ?? '' });
    expect(behind.rows.map((row) => row.number)).toEqual([first.number]);
    const [person] = await supervisor.inspection.appealFigures({ by: 'inspector' });
    expect((await supervisor.inspection.appeals({ inspectorName: person?.key ?? '' })).total).toBe(3);
    const open = await supervisor.inspection.appeals({ state: 'open' });
    expect(open.rows).toMatchObject([{ itemCode: '1.3', isOverdue: false }]);
    expect((await supervisor.inspection.appeals({ overdue: true })).total).toBe(0);
    expect(await supervisor.inspection.appealFigures({ by: 'unit', startOn: '2026-11-23' })).toEqual([]);
    expect(await (await backend.as('viewer', units.other.unitId)).inspection.appealFigures({ by: 'unit' })).toEqual([]);
  });
});
