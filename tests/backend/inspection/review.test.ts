import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { approve, buildLevels, giveBack, handIn, type Levels, setReview, settled, submit } from './review.builder.ts';

const picture = { kind: 'count', count: 1 } as const;

describeBackends('review and publication', (start) => {
  let backend: TestBackend;
  let units: Levels;
  beforeEach(async () => {
    backend = await start();
    units = await buildLevels(await backend.as('admin'));
  });
  afterEach(() => backend.close());

  it('goes from the inspector over a return and two levels to a publication, and keeps every decision', async () => {
    await setReview(await backend.as('admin'), ['city', 'province']);
    const inspector = await backend.as('inspector');
    const city = await backend.as('supervisor', units.city.unitId);
    const province = await backend.as('supervisor', units.province.unitId);
    const { inspectionId, fingerprint, effectivePoints } = await handIn(inspector, units.hall.unitId);
    expect(await inspector.inspection.review({ inspectionId })).toMatchObject({
      stage: 'submitted',
      levels: ['city', 'province'],
      passed: 0,
      canApprove: false,
      hindrance: 'permission',
    });
    expect(await city.inspection.review({ inspectionId })).toMatchObject({ canApprove: true, canReturn: true });

    const back = await giveBack(city, inspectionId, '1.1 的照片看不清，请重拍');
    expect(back).toMatchObject({ stage: 'returned', submissions: 1 });
    expect((await inspector.home.overview({ endOn: '2026-11-22' })).todo.rows).toContainEqual(
      expect.objectContaining({ kind: 'returned', title: expect.stringContaining('1.1 的照片看不清，请重拍') }),
    );
    expect(await inspector.home.waiting({})).toMatchObject({ scores: 1 });
    expect(await city.home.waiting({})).toMatchObject({ scores: 0 });
    const draft = await inspector.inspection.get({ inspectionId });
    expect(draft).toMatchObject({ state: 'draft', canEdit: true, fingerprint: null, submittedAt: null });
    const entry = { ...(draft.entries.find((each) => each.itemCode === '1.2') as never as object) };
    await inspector.inspection.saveItem({
      inspectionId,
      revision: draft.revision,
      entry: {
        ...entry,
        itemCode: '1.1',
        result: { ...picture, count: 2 },
        isNotApplicable: false,
        isCriticalHit: false,
        note: '',
      },
    });
    const again = await submit(inspector, inspectionId);
    expect(again.effectivePoints).toBeLessThan(effectivePoints as number);
    expect(again.fingerprint).not.toBe(fingerprint);

    expect((await city.home.overview({ endOn: '2026-11-22' })).todo.rows).toContainEqual(
      expect.objectContaining({ kind: 'review', number: again.number }),
    );
    expect(await city.home.waiting({})).toMatchObject({ scores: 1 });
    expect(await inspector.home.waiting({})).toMatchObject({ scores: 0 });
    expect(await approve(city, inspectionId, '属实')).toMatchObject({ stage: 'submitted', passed: 1 });
    await expect(approve(city, inspectionId)).rejects.toMatchObject({ code: 'REVIEW_LEVEL' });
    const passed = await approve(province, inspectionId);
    expect(passed).toMatchObject({ stage: 'reviewed', passed: 2, canPublish: true });
    expect(
      passed.reviews.map(({ submission, step, level, decision, comment }) => [
        submission,
        step,
        level,
        decision,
        comment,
      ]),
    ).toEqual([
      [1, 1, 'city', 'returned', '1.1 的照片看不清，请重拍'],
      [2, 1, 'city', 'approved', '属实'],
      [2, 2, 'province', 'approved', ''],
    ]);
    expect(passed.reviews.map((review) => [review.fingerprint, review.effectivePoints])).toEqual([
      [fingerprint, effectivePoints],
      [again.fingerprint, again.effectivePoints],
      [again.fingerprint, again.effectivePoints],
    ]);

    const job = await province.inspection.publish({ inspectionIds: [inspectionId], note: '11 月第一批' });
    expect(await settled(backend, job)).toMatchObject({
      number: 'FB-2026-11-0001',
      sheets: 1,
      appealUntil: '2026-11-27',
    });
    expect(await inspector.inspection.review({ inspectionId })).toMatchObject({
      stage: 'published',
      publicationNumber: 'FB-2026-11-0001',
      appealUntil: '2026-11-27',
      effectivePoints: again.effectivePoints,
      revisedPoints: null,
    });
    expect((await inspector.inspection.publications({})).rows).toMatchObject([
      { number: 'FB-2026-11-0001', sheets: 1, note: '11 月第一批' },
    ]);
    await expect(giveBack(province, inspectionId)).rejects.toMatchObject({ code: 'REVIEW_STAGE' });
    await expect(
      inspector.inspection.saveItem({ inspectionId, revision: again.revision, entry: again.entries[0] as never }),
    ).rejects.toMatchObject({ code: 'INSPECTION_SUBMITTED' });
  });

  it('refuses the inspector, a companion, the inspected unit, a level below, and the same person twice', async () => {
    await setReview(await backend.as('admin'), ['city', 'province']);
    const province = await backend.as('supervisor', units.province.unitId);
    const own = await handIn(province, units.hall.unitId);
    await expect(approve(province, own.inspectionId)).rejects.toMatchObject({ code: 'REVIEW_OWN_SHEET' });
    // a supervisor who only mended one entry has done part of it too
    const whole = await backend.as('supervisor');
    const { inspectionId } = await handIn(await backend.as('inspector'), units.hall.unitId);
    await expect(approve(await backend.as('supervisor', units.hall.unitId), inspectionId)).rejects.toMatchObject({
      code: 'REVIEW_OWN_UNIT',
    });
    await giveBack(whole, inspectionId);
    const draft = await whole.inspection.get({ inspectionId });
    await whole.inspection.saveItem({ inspectionId, revision: draft.revision, entry: draft.entries[0] as never });
    await submit(await backend.as('inspector'), inspectionId);
    await expect(approve(whole, inspectionId)).rejects.toMatchObject({ code: 'REVIEW_OWN_SHEET' });

    await approve(province, inspectionId);
    await expect(approve(province, inspectionId)).rejects.toMatchObject({ code: 'REVIEW_AGAIN' });
    expect(await province.inspection.review({ inspectionId })).toMatchObject({ hindrance: 'again', canReturn: false });
    await expect(approve(await backend.as('supervisor', units.city.unitId), inspectionId)).rejects.toMatchObject({
      code: 'REVIEW_LEVEL',
      data: { level: 'province' },
    });
    await expect(approve(await backend.as('supervisor', units.other.unitId), inspectionId)).rejects.toMatchObject({
      code: 'INSPECTION_NOT_FOUND',
    });

    const group = await backend.context('supervisor', units.group.unitId);
    const sheet = await handIn(await backend.as('inspector'), units.other.unitId);
    await group.db
      .updateTable('account')
      .set({ displayName: '吴试样' })
      .where('accountId', '=', group.user.accountId)
      .execute();
    await expect(approve(await backend.as('supervisor', units.group.unitId), sheet.inspectionId)).rejects.toMatchObject(
      { code: 'REVIEW_COMPANION' },
    );
  });

  it('approves what it can of a selection and names each refused one with its reason', async () => {
    await setReview(await backend.as('admin'), ['city']);
    const inspector = await backend.as('inspector');
    const supervisor = await backend.as('supervisor', units.city.unitId);
    const good = await handIn(inspector, units.hall.unitId);
    const own = await handIn(supervisor, units.other.unitId);
    const done = await handIn(inspector, units.other.unitId);
    await approve(await backend.as('supervisor'), done.inspectionId);
    const ids = [good, own, done].map((sheet) => sheet.inspectionId);
    const result = await settled(
      backend,
      await supervisor.inspection.approveMany({ inspectionIds: [...ids, 'nothing'], comment: '' }),
    );
    expect(result.approved).toBe(1);
    const refused = result.refused as { number: string; code: string }[];
    expect(new Map(refused.map((each) => [each.number, each.code]))).toEqual(
      new Map([
        [own.number, 'REVIEW_OWN_SHEET'],
        [done.number, 'REVIEW_STAGE'],
        ['nothing', 'INSPECTION_NOT_FOUND'],
      ]),
    );
    expect(await supervisor.inspection.review({ inspectionId: good.inspectionId })).toMatchObject({
      stage: 'reviewed',
      reviews: [{ step: 1, level: 'city', decision: 'approved' }],
    });
  });

  it('approves and publishes all that a filter leaves, and nothing the list doesn’t show', async () => {
    await setReview(await backend.as('admin'), ['province']);
    const inspector = await backend.as('inspector');
    const supervisor = await backend.as('supervisor');
    const lost = { '1.1': { result: { ...picture, count: 1 } }, '2.3': { result: picture } };
    const here = await handIn(inspector, units.hall.unitId);
    const poor = await handIn(inspector, units.hall.unitId, lost);
    const there = await handIn(inspector, units.other.unitId);
    const own = await handIn(supervisor, units.hall.unitId);
    const stages = async () =>
      Promise.all([here, poor, there, own].map(async (sheet) => (await supervisor.inspection.review(sheet)).stage));
    const filter = { unitId: units.hall.unitId };
    expect((await supervisor.inspection.counts(filter)).submitted).toBe(3);
    const result = await settled(backend, await supervisor.inspection.approveMany({ filter }));
    expect(result).toMatchObject({ approved: 2, refused: [{ number: own.number, code: 'REVIEW_OWN_SHEET' }] });
    expect(await stages()).toEqual(['reviewed', 'reviewed', 'submitted', 'submitted']);

    // a condition beside unit, line and days narrows too
    expect(poor.effectiveGrade).not.toBe(here.effectiveGrade);
    const grade = { ...filter, grade: poor.effectiveGrade ?? '' };
    const { number, sheets } = await settled(backend, await supervisor.inspection.publish({ filter: grade }));
    expect(sheets).toBe(1);
    expect(await stages()).toEqual(['reviewed', 'published', 'submitted', 'submitted']);
    const listed = await supervisor.inspection.list({ publicationNumber: String(number).toLowerCase() });
    expect(listed.rows.map((row) => row.number)).toEqual([poor.number]);

    const elsewhere = await backend.as('supervisor', units.other.unitId);
    await expect(elsewhere.inspection.approveMany({ filter })).rejects.toMatchObject({ code: 'UNIT_NOT_FOUND' });
    await expect(elsewhere.inspection.publish({ filter })).rejects.toMatchObject({ code: 'UNIT_NOT_FOUND' });
    await expect(
      settled(backend, await elsewhere.inspection.publish({ filter: { unitId: units.other.unitId } })),
    ).rejects.toMatchObject({ code: 'PUBLICATION_EMPTY' });
  });

  it('publishes all reviewed of a filter, nothing when one chosen is not reviewed, and never without a calendar', async () => {
    const admin = await backend.as('admin');
    const supervisor = await backend.as('supervisor');
    const publish = async (input: object) => settled(backend, await supervisor.inspection.publish(input));
    await expect(publish({ filter: {} })).rejects.toMatchObject({ code: 'PUBLICATION_EMPTY' });
    await setReview(admin, []);
    const free = await handIn(await backend.as('inspector'), units.hall.unitId);
    expect(await supervisor.inspection.review(free)).toMatchObject({ stage: 'reviewed', levels: [] });
    await setReview(admin, ['province']);
    const waiting = await handIn(await backend.as('inspector'), units.hall.unitId);
    await expect(publish({ inspectionIds: [free.inspectionId, waiting.inspectionId] })).rejects.toMatchObject({
      code: 'PUBLICATION_NOT_REVIEWED',
      data: { count: 1, numbers: waiting.number },
    });
    expect(await supervisor.inspection.review(free)).toMatchObject({ stage: 'reviewed' });
    // far beyond the calendars the program ships with
    backend.clock.set('2031-01-04T02:00:00.000Z');
    const later = await backend.as('supervisor', units.group.unitId);
    await expect(
      settled(backend, await later.inspection.publish({ inspectionIds: [free.inspectionId] })),
    ).rejects.toMatchObject({ code: 'CALENDAR_YEAR_MISSING', data: { year: 2031 } });
    expect(await later.inspection.review(free)).toMatchObject({ stage: 'reviewed', publicationNumber: null });
    expect((await later.inspection.publications({})).total).toBe(0);
  });

  it('lets a liaison look and appeal, but decide nothing', async () => {
    await setReview(await backend.as('admin'), ['province']);
    const { inspectionId, revision } = await handIn(await backend.as('inspector'), units.hall.unitId);
    const liaison = await backend.as('liaison', units.hall.unitId);
    const { inspection } = liaison;
    const denied = { code: 'PERMISSION_DENIED' };
    const entry = { itemCode: '1.1', result: picture, isNotApplicable: false, isCriticalHit: false, note: '' };
    const scoreAppealId = 'any';
    for (const act of [
      () => inspection.approve({ inspectionId, revision }),
      () => inspection.giveBack({ inspectionId, revision, comment: '退回看看' }),
      () => inspection.approveMany({ inspectionIds: [inspectionId] }),
      () => inspection.publish({ inspectionIds: [inspectionId] }),
      () => inspection.tryAppeal({ scoreAppealId, entry }),
      () => inspection.acceptAppeal({ scoreAppealId, revision: 1, entry, reason: '自己给自己改' }),
      () => inspection.rejectAppeal({ scoreAppealId, revision: 1, reason: '自己给自己改' }),
      () => inspection.saveReviewSettings({ levels: [], appealDays: 60, decideDays: 60, rounds: 5 }),
      () => inspection.saveItem({ inspectionId, revision, entry }),
      () => inspection.submit({ inspectionId, revision }),
    ])
      await expect(act()).rejects.toMatchObject(denied);
    expect(await inspection.review({ inspectionId })).toMatchObject({
      stage: 'submitted',
      canApprove: false,
      canPublish: false,
    });
  });

  it('takes levels only upwards and times within reason', async () => {
    const admin = await backend.as('admin');
    const bad = { code: expect.stringMatching(/INPUT_INVALID|BAD_REQUEST/) };
    await expect(setReview(admin, ['province', 'city'])).rejects.toMatchObject(bad);
    await expect(setReview(admin, ['city', 'city'])).rejects.toMatchObject(bad);
    await expect(setReview(admin, [], { appealDays: 0 })).rejects.toMatchObject(bad);
    await setReview(admin, ['city', 'group'], { rounds: 3 });
    expect(await admin.inspection.reviewSettings({})).toEqual({
      levels: ['city', 'group'],
      appealDays: 5,
      decideDays: 5,
      rounds: 3,
    });
  });
});
