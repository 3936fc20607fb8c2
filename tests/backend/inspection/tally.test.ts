import { expect, it } from 'vitest';
import { emptyEntry, type ItemEntry, type ItemResult, resultKindOf } from '#shared/inspection/result.schema.ts';
import type { ScoringRule } from '#shared/standard/scorecard.schema.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { inspectionSummary } from '../../../src/main/backend/inspection/figures.service.ts';
import { insertInspections, itemLosses } from '../../../src/main/backend/inspection/inspection.service.ts';
import { rebuildTally } from '../../../src/main/backend/inspection/tally.repository.ts';
import { describeDatabases } from '../../support/backend.ts';
import { startSheet } from './inspection.builder.ts';
import { buildLevels, setReview, settled } from './review.builder.ts';

/** The same numbers at every run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

describeDatabases('figures by item', (start) => {
  it('are the same kept up as made anew, over random histories of publications and appeals', async () => {
    for (const seed of [3, 17]) {
      const backend = await start();
      try {
        const roll = dice(seed);
        const units = await buildLevels(await backend.as('admin'));
        await setReview(await backend.as('admin'), [], { rounds: 3 });
        const inspector = await backend.as('inspector');
        const ctx = await backend.context('supervisor');
        const supervisor = await backend.as('supervisor');
        const halls = [units.hall.unitId, units.other.unitId];
        const template = await startSheet(inspector, halls[0] as string);
        const items = template.card.content.sections.flatMap((section) => section.items);
        const randomResult = (rule: ScoringRule): ItemResult => {
          const kind = resultKindOf(rule);
          if (kind === 'count') return { kind, count: roll(4) };
          if (kind === 'pass') return { kind, passed: roll(2) === 0 };
          if (kind === 'share') return { kind, met: 90 + roll(11), total: 100 };
          if (kind === 'meanAndMax') return { kind, count: 9, mean: roll(20) * 1000, max: 20_000 + roll(20) * 1000 };
          return kind === 'rating' ? { kind, choice: roll(2) } : { kind, value: 90_000 + roll(10_000) };
        };
        const randomEntry = (code: string): ItemEntry => {
          const item = items.find((each) => each.code === code);
          if (!item) throw new Error(code);
          if (item.notApplicable !== 'notAllowed' && roll(8) === 0)
            return { ...emptyEntry(code), isNotApplicable: true };
          const isCriticalHit = Boolean(item.critical) && roll(6) === 0;
          return { ...emptyEntry(code), isCriticalHit, result: randomResult(item.rule) };
        };
        const random = () => items.map((item) => randomEntry(item.code));
        const insert = async (submitted: boolean, count: number) => {
          const rows = Array.from({ length: count }, () => ({
            inspectionId: ctx.newId(),
            unitId: halls[roll(2)] as string,
            line: 'front' as const,
            scorecardVersionId: template.card.scorecardVersionId,
            method: 'announced' as const,
            inspectedOn: `2026-${roll(2) === 0 ? '10' : '11'}-${String(1 + roll(20)).padStart(2, '0')}`,
            inspectorAccountId: null,
            inspectorName: '某人',
            companionNames: '',
            inspecteeNames: '',
            samplingNote: '',
            reference: '',
            impression: '',
            staffIds: [],
            startedAt: '2026-11-20T01:00:00.000Z',
            submittedAt: submitted ? '2026-11-21T01:00:00.000Z' : null,
            isSample: 0 as const,
            entries: random(),
          }));
          await inTransaction(ctx, (tx) => insertInspections(tx, rows));
          return rows.map((row) => row.inspectionId);
        };
        // some come published from elsewhere, some go through two publications here
        await insert(true, 4);
        for (let batch = 0; batch < 2; batch++) {
          const ids = await insert(false, 9);
          await ctx.db
            .updateTable('inspection')
            .set({ state: 'submitted', stage: 'reviewed', submittedAt: '2026-11-22T01:00:00.000Z', submissions: 1 })
            .where('inspectionId', 'in', ids)
            .execute();
          await settled(backend, await supervisor.inspection.publish({ inspectionIds: ids }));
          const liaison = await backend.as('liaison');
          for (const inspectionId of ids) {
            for (let round = 0; round < 1 + roll(3); round++) {
              const itemCode = items[roll(3) * 2]?.code as string;
              const appeal = await liaison.inspection
                .raiseAppeal({ inspectionId, itemCode, grounds: '与现场记录不符，请复核一次。' })
                .catch(() => undefined);
              if (!appeal || roll(5) === 0) continue;
              const decide =
                roll(4) === 0
                  ? supervisor.inspection.rejectAppeal({ ...appeal, reason: '维持原判' })
                  : supervisor.inspection.acceptAppeal({ ...appeal, entry: randomEntry(itemCode), reason: '改判如下' });
              // the same entry again is no revision; the appeal stays open
              await decide.catch((error: { code: string }) => expect(error.code).toBe('APPEAL_UNCHANGED'));
            }
          }
        }
        const rows = () =>
          ctx.db.selectFrom('itemTally').selectAll().orderBy('month').orderBy('unitId').orderBy('itemCode').execute();
        const kept = await rows();
        const accepted = await ctx.db.selectFrom('scoreAppeal').selectAll().where('state', '=', 'accepted').execute();
        expect(accepted.length).toBeGreaterThan(2);
        expect(kept.some((row) => row.hits > 0)).toBe(true);
        const scope = { startOn: '2026-10-01', endOn: '2026-11-30', unitPath: '/' };
        const whole = await itemLosses(ctx.db, scope);
        // one day off the whole months, with the same sheets in it
        expect(await itemLosses(ctx.db, { ...scope, endOn: '2026-11-29' })).toEqual(whole);
        await inTransaction(ctx, rebuildTally);
        expect(await rows()).toEqual(kept);
        const summary = await inspectionSummary(ctx.db, scope);
        expect(summary.lines.find((line) => line.line === 'front')?.n).toBe(22);
        expect(summary.unpublished).toBe(0);
      } finally {
        await backend.close();
      }
    }
  }, 60_000);
});
