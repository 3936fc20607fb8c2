import { sql } from 'kysely';
import type { InspectorFigure, ItemAnalysisInput } from '#shared/inspection/analysis.schema.ts';
import { wholeMonths } from '#shared/inspection/month-span.ts';
import { clusteredRate, severityVerdict } from '#shared/inspection/severity.rules.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { scopePath, subtree } from '../organization/organization.service.ts';
import { versionsOf } from './item-analysis.service.ts';
import { itemStands, sheetBefore, sheetsAlike } from './item-standing.ts';

interface SheetCount {
  inspectorName: string;
  points: number | null;
  scored: number;
  failed: number;
  /** null where the unit has no sheet before */
  isSame: number | null;
}

/**
 * Published sheets of some versions in a period and subtree, each with what failed and whether it equals the unit's sheet
 * before. The period bounds the sheets, and each sheet's items are read by their key.
 */
export async function sheetCounts(
  db: Database,
  scope: { unitPath: string; versionIds: readonly string[]; startOn: string; endOn: string },
): Promise<SheetCount[]> {
  const range = subtree(scope.unitPath);
  const inScope =
    scope.unitPath === '/'
      ? sql``
      : sql`and s.unit_id in (select unit_id from unit where path >= ${range.from} and path < ${range.to})`;
  const { rows } = await sql<SheetCount>`
    with chosen as materialized (
      select s.inspection_id, s.inspector_name, s.final_points, s.scorecard_version_id, ${sheetBefore('s')} as before_id
      from inspection s where s.stage = 'published' and s.inspected_on >= ${scope.startOn} and s.inspected_on <= ${scope.endOn}
        and s.scorecard_version_id in (${sql.join([...scope.versionIds])}) ${inScope}
    )
    select chosen.inspector_name as "inspectorName", chosen.final_points as points,
      (select count(*) from inspection_item i where i.inspection_id = chosen.inspection_id
        and ${itemStands('i', 'chosen', 'scored')}) as scored,
      (select count(*) from inspection_item i where i.inspection_id = chosen.inspection_id
        and ${itemStands('i', 'chosen', 'failed')}) as failed,
      case when chosen.before_id is null then null
        when ${sheetsAlike(sql`chosen.inspection_id`, sql`chosen.before_id`)} then 1 else 0 end as "isSame"
    from chosen`.execute(db);
  return rows;
}

/**
 * How often each inspector finds a failure of a card's items, beside all others, and how often a sheet says exactly what
 * the unit's sheet before said.
 * @throws DomainError UNIT_NOT_FOUND, SCORECARD_NOT_FOUND
 */
export async function figuresByInspector(ctx: ServiceContext, input: ItemAnalysisInput): Promise<InspectorFigure[]> {
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const versionIds = (await versionsOf(ctx, input)).map((card) => card.scorecardVersionId);
  const rows = (await sheetCounts(ctx.read, { unitPath, versionIds, ...wholeMonths(input) })).map((row) => ({
    ...row,
    scored: Number(row.scored),
    failed: Number(row.failed),
  }));
  const total = { scored: sum(rows, 'scored'), failed: sum(rows, 'failed') };
  const groups = [...Map.groupBy(rows, (row) => row.inspectorName)];
  return groups
    .map(([inspectorName, own]): InspectorFigure => {
      const [scored, failed] = [sum(own, 'scored'), sum(own, 'failed')];
      const rate = clusteredRate(own);
      const others = total.scored > scored ? (total.failed - failed) / (total.scored - scored) : null;
      const points = own.flatMap((row) => (row.points === null ? [] : [row.points]));
      return {
        inspectorName,
        sheets: own.length,
        scored,
        failed,
        failRate: rate?.rate ?? null,
        interval: rate?.interval ?? null,
        meanPoints: points.length > 0 ? points.reduce((a, b) => a + b, 0) / points.length : null,
        verdict: severityVerdict(own, others, groups.length),
        compared: own.filter((row) => row.isSame !== null).length,
        same: own.filter((row) => row.isSame === 1).length,
      };
    })
    .sort((a, b) => (a.failRate ?? 1) - (b.failRate ?? 1) || (a.inspectorName < b.inspectorName ? -1 : 1));
}
const sum = (rows: readonly { scored: number; failed: number }[], key: 'scored' | 'failed') =>
  rows.reduce((total, row) => total + row[key], 0);
