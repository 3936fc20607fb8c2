import { sql } from 'kysely';
import { standingEntries } from '#shared/inspection/appeal.rules.ts';
import { scoreSheet } from '#shared/inspection/inspection.rules.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { Database } from '../database/dialect.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { acceptedOf, appealsOfSheet } from './appeal.repository.ts';
import { entryOf, itemsOf } from './inspection.repository.ts';
import { publishedSheets, type SummaryScope } from './summary-scope.ts';

/** Mean loss of a section by sheet, in 1/1000 point. */
export interface SectionLoss {
  readonly scorecardCode: string;
  readonly sectionCode: string;
  readonly n: number;
  readonly fullPoints: number;
  readonly meanLostPoints: number;
}

/** Mean loss of each section, after appeals: what was handed in stays as it is, so revised sheets are scored anew. */
export async function sectionLosses(db: Database, scope: SummaryScope): Promise<SectionLoss[]> {
  const rows = await publishedSheets(db, scope)
    .innerJoin('inspectionSection as section', 'section.inspectionId', 'inspection.inspectionId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
    .where('section.points', 'is not', null)
    .groupBy(['card.code', 'section.sectionCode', 'section.fullPoints'])
    .select([
      'card.code as scorecardCode',
      'section.sectionCode',
      'section.fullPoints',
      (eb) => eb.fn.countAll<number>().as('n'),
    ])
    .select(sql<number>`sum(section.full_points - section.points)`.as('lost'))
    .execute();
  const losses = new Map(
    rows.map((row) => [
      `${row.scorecardCode} ${row.sectionCode} ${row.fullPoints}`,
      { ...row, n: Number(row.n), lost: Number(row.lost) },
    ]),
  );
  const add = (scorecardCode: string, sectionCode: string, fullPoints: number, points: number | null, sign: 1 | -1) => {
    if (points === null) return;
    const key = `${scorecardCode} ${sectionCode} ${fullPoints}`;
    const loss = losses.get(key) ?? { scorecardCode, sectionCode, fullPoints, n: 0, lost: 0 };
    losses.set(key, { ...loss, n: loss.n + sign, lost: loss.lost + sign * (fullPoints - points) });
  };
  const revised = await publishedSheets(db, scope)
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
    .where('inspection.revisedPoints', 'is not', null)
    .select(['inspection.inspectionId', 'inspection.scorecardVersionId', 'card.code'])
    .execute();
  for (const { inspectionId, scorecardVersionId, code } of revised) {
    const { content } = await requireScorecard(db, scorecardVersionId);
    const entries = (await itemsOf(db, inspectionId)).map(entryOf);
    const points = (standing: readonly ItemEntry[], sign: 1 | -1) => {
      for (const section of scoreSheet(content, standing).sections)
        add(code, section.code, section.fullPoints, section.points, sign);
    };
    points(entries, -1);
    points(standingEntries(entries, acceptedOf(await appealsOfSheet(db, inspectionId))), 1);
  }
  return [...losses.values()]
    .filter((loss) => loss.n > 0)
    .map(({ lost, ...loss }) => ({ ...loss, meanLostPoints: lost / loss.n }))
    .sort((a, b) => (`${a.scorecardCode} ${a.sectionCode}` < `${b.scorecardCode} ${b.sectionCode}` ? -1 : 1));
}
