import { expect, it } from 'vitest';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { insertInspections, type WholeInspection } from '../../../src/main/backend/inspection/bulk.service.ts';
import { describeDatabases, FixedClock } from '../../support/backend.ts';
import { entriesOf, saveAll, startSheet } from './inspection.builder.ts';
import { buildLevels, setReview, settled, submit } from './review.builder.ts';

describeDatabases('sheets that come published from elsewhere', (start) => {
  it('can be appealed as long as what is published here on that day, and never by a guessed calendar', async () => {
    // two days before the National Day of 2026, with its days off and the days worked instead
    const backend = await start(new FixedClock('2026-09-29T02:00:00.000Z'));
    try {
      const admin = await backend.as('admin');
      const units = await buildLevels(admin);
      await setReview(admin, [], { appealDays: 7 });
      const inspector = await backend.as('inspector');
      const template = await startSheet(inspector, units.hall.unitId, 'front', '2026-09-20');
      const ctx = await backend.context('supervisor');
      const supervisor = await backend.as('supervisor');
      const whole = (inspectionId: string, more: Partial<WholeInspection> = {}): WholeInspection => ({
        inspectionId,
        unitId: units.hall.unitId,
        line: 'front',
        scorecardVersionId: template.card.scorecardVersionId,
        method: 'announced',
        inspectedOn: '2026-09-20',
        inspectorAccountId: null,
        inspectorName: '何谷雨',
        companionNames: '',
        inspecteeNames: '',
        samplingNote: '',
        startedAt: '2026-09-20T01:00:00.000Z',
        submittedAt: '2026-09-21T01:00:00.000Z',
        isSample: 0,
        entries: entriesOf(template, { '1.1': { result: { kind: 'count', count: 1 } } }),
        ...more,
      });
      const course = {
        stage: 'published',
        submissions: 1,
        reviewLevel: 0,
        reviewLevelsJson: '[]',
        publicationId: null,
        publishedAt: '2026-09-29T02:00:00.000Z',
        appealUntil: null,
        updatedAt: '2026-09-29T02:00:00.000Z',
      } as const;
      const insert = (...sheets: WholeInspection[]) => inTransaction(ctx, (tx) => insertInspections(tx, sheets));
      const lastDay = async (inspectionId: string) =>
        (await supervisor.inspection.review({ inspectionId })).appealUntil;

      await insert(
        whole('plain'),
        whole('published', { course }),
        whole('brought', { course: { ...course, appealUntil: '2026-12-31' } }),
        whole('waiting', { course: { ...course, stage: 'reviewed', publishedAt: null } }),
        whole('draft', { submittedAt: null }),
      );
      await saveAll(inspector, template, entriesOf(template));
      await submit(inspector, template.inspectionId);
      await settled(backend, await supervisor.inspection.publish({ inspectionIds: [template.inspectionId] }));
      // 30 September, 8 to 10 and 12 to 14 October: the 10th is a Saturday worked
      expect(await lastDay(template.inspectionId)).toBe('2026-10-14');
      expect(await lastDay('published')).toBe('2026-10-14');
      // handed in on the 21st and published by then: 22 to 24, 28 to 30 September, 8 October
      expect(await lastDay('plain')).toBe('2026-10-08');
      expect(await lastDay('brought')).toBe('2026-12-31');
      expect(await lastDay('waiting')).toBeNull();
      expect(await lastDay('draft')).toBeNull();

      const liaison = await backend.as('liaison', units.hall.unitId);
      const grounds = '当日系统停机，工单可证，不应计次。';
      const raise = (inspectionId: string) =>
        liaison.inspection.raiseAppeal({ inspectionId, itemCode: '1.1', grounds });
      expect(await raise('plain')).toMatchObject({ state: 'open' });
      backend.clock.set('2026-10-14T16:00:00.000Z');
      const late = await backend.as('liaison', units.city.unitId);
      await expect(
        late.inspection.raiseAppeal({ inspectionId: 'published', itemCode: '1.1', grounds }),
      ).rejects.toMatchObject({ code: 'APPEAL_TOO_LATE', data: { until: '2026-10-14' } });

      // nobody guesses the days off of a year without a calendar, and nothing is written halfway
      await expect(
        insert(whole('first'), whole('old', { inspectedOn: '2013-12-30', submittedAt: '2013-12-30T01:00:00.000Z' })),
      ).rejects.toMatchObject({ code: 'CALENDAR_YEAR_MISSING', data: { year: 2013 } });
      const viewer = await backend.as('viewer');
      await expect(viewer.inspection.get({ inspectionId: 'first' })).rejects.toMatchObject({
        code: 'INSPECTION_NOT_FOUND',
      });
    } finally {
      await backend.close();
    }
  });
});
