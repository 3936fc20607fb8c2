import type { ItemHistory } from '#shared/inspection/sheet.contract.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { requireCardContent } from '../standard/standard.service.ts';
import type { ListedInspection } from './inspection.repository.ts';
import { requireInspection } from './sheet.service.ts';

const shownSheets = 6;
/** A finding within so many days of an earlier one counts as repeated (屡查屡犯). */
const repeatDays = 90;
/** Sheets of one unit by one card within {@link repeatDays}: more than one a day is no inspection. */
const mostSheets = 90;

const dayBefore = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** Published sheets of the unit by any version of the same card up to a day, the last first. */
export function pastSheets(
  db: Database,
  sheet: Pick<ListedInspection, 'unitId' | 'inspectedOn' | 'inspectionId'>,
  cardCode: string,
) {
  return (
    db
      .selectFrom('inspection')
      .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
      .select(['inspection.inspectionId', 'inspection.inspectedOn', 'inspection.scorecardVersionId'])
      .where('inspection.unitId', '=', sheet.unitId)
      .where('inspection.stage', '=', 'published')
      .where('inspection.inspectedOn', '<=', sheet.inspectedOn)
      .where('inspection.inspectionId', '!=', sheet.inspectionId)
      .where('card.code', '=', cardCode)
      // by the day alone: the index of the unit's sheets ends there
      .orderBy('inspection.inspectedOn', 'desc')
      .limit(mostSheets)
  );
}

const titlesOf = (card: ScorecardContent) =>
  new Map(card.sections.flatMap((section) => section.items.map((item) => [item.code, item.title.zh])));

/**
 * How the items of a sheet did at the unit's last six published inspections by the same card, and how often points were
 * lost for them in the 90 days before. An item of another version counts where code and title are the same.
 * @throws DomainError INSPECTION_NOT_FOUND
 */
export async function itemHistories(ctx: ServiceContext, input: { inspectionId: string }): Promise<ItemHistory[]> {
  const sheet = await requireInspection(ctx.read, ctx, input.inspectionId);
  const card = await requireCardContent(ctx.read, sheet.scorecardVersionId);
  const since = dayBefore(sheet.inspectedOn, repeatDays);
  const all = (await pastSheets(ctx.read, sheet, card.code).execute()).sort((a, b) =>
    `${a.inspectedOn} ${a.inspectionId}` < `${b.inspectedOn} ${b.inspectionId}` ? 1 : -1,
  );
  const sheets = all.filter((each, index) => index < shownSheets || each.inspectedOn >= since);
  if (sheets.length === 0) return [];
  const titles = titlesOf(card);
  const same = new Map<string, Set<string>>();
  for (const { scorecardVersionId } of sheets) {
    if (same.has(scorecardVersionId)) continue;
    const theirs = titlesOf(await requireCardContent(ctx.read, scorecardVersionId));
    same.set(
      scorecardVersionId,
      new Set([...titles].filter(([code, title]) => theirs.get(code) === title).map(([code]) => code)),
    );
  }
  const rows = await ctx.read
    .selectFrom('inspectionItem')
    .select(['inspectionId', 'itemCode', 'lostPoints', 'isNotApplicable'])
    .where(
      'inspectionId',
      'in',
      sheets.map((each) => each.inspectionId),
    )
    .execute();
  const byItem = new Map<string, Map<string, (typeof rows)[number]>>();
  for (const row of rows) {
    const of = byItem.get(row.itemCode) ?? new Map<string, (typeof rows)[number]>();
    byItem.set(row.itemCode, of.set(row.inspectionId, row));
  }
  return [...titles.keys()].map((itemCode) => {
    const found = sheets.flatMap(({ inspectionId, inspectedOn, scorecardVersionId }, index) => {
      const row = byItem.get(itemCode)?.get(inspectionId);
      if (!row || !same.get(scorecardVersionId)?.has(itemCode)) return [];
      return [
        { index, inspectionId, inspectedOn, lostPoints: row.lostPoints, isNotApplicable: row.isNotApplicable === 1 },
      ];
    });
    return {
      itemCode,
      past: found
        .filter(({ index }) => index < shownSheets)
        .map(({ index: _index, ...past }) => past)
        .reverse(),
      recentFindings: found.filter((each) => each.lostPoints > 0 && each.inspectedOn >= since).length,
    };
  });
}
