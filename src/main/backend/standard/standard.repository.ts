import { severityOf } from '#shared/standard/rule.words.ts';
import { type ScorecardContent, scorecardContent } from '#shared/standard/scorecard.schema.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ScorecardVersionTable } from './standard.table.ts';

/** A stored version with its content read. */
export interface Scorecard extends Omit<ScorecardVersionTable, 'contentJson'> {
  content: ScorecardContent;
}

// versions never change: each is read and checked once
const parsed = new Map<string, ScorecardContent>();
const keptVersions = 200;

function read({ contentJson, ...row }: ScorecardVersionTable): Scorecard {
  const known = parsed.get(row.contentHash);
  if (known) return { ...row, content: known };
  const content = scorecardContent.parse(JSON.parse(contentJson));
  if (parsed.size >= keptVersions) parsed.clear();
  parsed.set(row.contentHash, content);
  return { ...row, content };
}

/** All published versions without their content, by code, the newest of each first. */
export const listScorecards = (db: Database) =>
  db
    .selectFrom('scorecardVersion')
    .leftJoin(
      'scorecardRetirement as retirement',
      'retirement.scorecardVersionId',
      'scorecardVersion.scorecardVersionId',
    )
    .select([
      'scorecardVersion.scorecardVersionId as scorecardVersionId',
      'code',
      'version',
      'titleZh',
      'titleEn',
      'line',
      'effectiveOn',
      'itemCount',
      'contentHash',
      'publishedAt',
      'retirement.retiredAt as retiredAt',
    ])
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();

export async function findScorecard(db: Database, scorecardVersionId: string): Promise<Scorecard | undefined> {
  const row = await db
    .selectFrom('scorecardVersion')
    .selectAll()
    .where('scorecardVersionId', '=', scorecardVersionId)
    .executeTakeFirst();
  return row && read(row);
}

export const findScorecardByCode = (db: Database, code: string, version: number) =>
  db
    .selectFrom('scorecardVersion')
    .select(['scorecardVersionId', 'contentHash'])
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst();

/** @returns false when another instance published the same version in the meantime */
export async function insertScorecard(db: Database, row: ScorecardVersionTable): Promise<boolean> {
  const done = await db
    .insertInto('scorecardVersion')
    .values(row)
    .onConflict((conflict) => conflict.columns(['code', 'version']).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Puts down the items of a new version, in the order of the card. */
export async function insertScorecardItems(tx: Tx, scorecardVersionId: string, card: ScorecardContent): Promise<void> {
  const items = card.sections.flatMap((section) => section.items.map((item) => ({ section, item })));
  await bulkInsert(
    tx,
    'scorecardItem',
    items.map(({ section, item }, position) => ({
      scorecardVersionId,
      itemCode: item.code,
      sectionCode: section.code,
      position,
      titleZh: item.title.zh,
      titleEn: item.title.en,
      fullPoints: item.fullPoints,
      severity: severityOf(item),
      clauseCode: item.clause.code,
      clauseEdition: item.clause.edition ?? null,
    })),
  );
}
