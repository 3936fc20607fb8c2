import { type Period, previousPeriod, sameLastYear } from '#shared/kernel/period.ts';
import {
  type InspectionFact,
  inspectionLines,
  type LostItem,
  lostItemsOf,
  scoreOf,
  type UnitPlace,
  type Words,
} from '#shared/report/report.rules.ts';
import type { InspectionBlock } from '#shared/report/report.schema.ts';
import type { ServiceContext } from '../context.ts';
import { standingVetoes } from '../inspection/inspection.service.ts';
import { inspectionRows, lostItemRows, scorecardContents, unpublishedCount } from './evidence.repository.ts';
import { fingerprintOf } from './fingerprint.ts';

interface Scope {
  readonly period: Period;
  readonly unitPath: string;
}
/** Titles of the grades and items of the cards, by version. */
export interface CardWords {
  readonly grades: ReadonlyMap<string, Words>;
  readonly items: ReadonlyMap<string, Words>;
}

/** Scores of the period, the totals before and a year ago, and the fingerprint of the sheets they are made of. */
export async function inspectionPart(
  ctx: ServiceContext,
  scope: Scope,
  places: readonly UnitPlace[],
  pathOf: ReadonlyMap<string, string>,
) {
  const cards = await cardWords(ctx);
  const rows = await inspectionRows(ctx.read, { ...scope.period, unitPath: scope.unitPath });
  const lost = await lostItemRows(ctx.read, { ...scope.period, unitPath: scope.unitPath });
  // an accepted appeal may have lifted a veto: those sheets are scored as they stand
  const lifted = await standingVetoes(
    ctx.read,
    rows.filter((row) => row.revisedPoints !== null).map((row) => row.inspectionId),
  );
  const facts = rows.map(
    (row): InspectionFact => ({
      unitId: row.unitId,
      line: row.line,
      points: row.effectivePoints ?? 0,
      grade: cards.get(row.scorecardVersionId)?.grades.get(row.effectiveGrade ?? '') ?? null,
      isVetoed:
        lifted.get(row.inspectionId) ?? (row.rawPoints !== row.effectivePoints || row.rawGrade !== row.effectiveGrade),
    }),
  );
  const items = lost.map((row): LostItem => {
    const words = cards.get(row.scorecardVersionId)?.items.get(row.itemCode) ?? { zh: row.itemCode, en: row.itemCode };
    return { code: row.itemCode, zh: words.zh, en: words.en, lostPoints: row.lostPoints };
  });
  const block: InspectionBlock = {
    total: scoreOf(facts),
    previous: await totalOf(ctx, scope, previousPeriod(scope.period)),
    lastYear: await totalOf(ctx, scope, sameLastYear(scope.period)),
    vetoes: facts.filter((row) => row.isVetoed).length,
    lines: inspectionLines(facts, places, pathOf),
    lostItems: lostItemsOf(items),
    unpublished: await unpublishedCount(ctx.read, { ...scope.period, unitPath: scope.unitPath }),
  };
  const lostOf = Map.groupBy(lost, (row) => row.inspectionId);
  const print = fingerprintOf(
    'inspection',
    rows.map(({ inspectionId, number, inspectedOn, revisedPoints: _revised, ...row }) => ({
      id: inspectionId,
      content: [row, lostOf.get(inspectionId)?.map((item) => [item.itemCode, item.lostPoints]) ?? []],
    })),
  );
  return { block, print };
}

/** Mean score of another period; null where nothing was inspected. */
async function totalOf(ctx: ServiceContext, scope: Scope, period: Period) {
  const rows = await inspectionRows(ctx.read, { ...period, unitPath: scope.unitPath });
  return rows.length === 0 ? null : scoreOf(rows.map((row) => ({ points: row.effectivePoints ?? 0 })));
}

/** Words of all cards, by version. */
export async function cardWords(ctx: ServiceContext): Promise<Map<string, CardWords>> {
  const rows = await scorecardContents(ctx.read);
  return new Map(
    rows.map(({ scorecardVersionId, contentJson }) => {
      const card = JSON.parse(contentJson) as {
        grades: { code: string; title: Words }[];
        sections: { items: { code: string; title: Words }[] }[];
      };
      const items = card.sections.flatMap((section) => section.items.map((item) => [item.code, item.title] as const));
      return [
        scorecardVersionId,
        { grades: new Map(card.grades.map((grade) => [grade.code, grade.title])), items: new Map(items) },
      ];
    }),
  );
}
