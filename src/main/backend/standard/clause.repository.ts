import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { ClauseFilter } from '#shared/standard/clause.schema.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { type Database, isOneOf } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import type { Tx } from '../database/transaction.ts';
import { unitsBelow } from '../organization/organization.service.ts';
import type { ClauseEditionTable, ClauseLimitTable } from './standard.table.ts';

/** Most clauses a list shows; libraries hold a few hundred. */
const mostClauses = 10_000;

type Builder = ExpressionBuilder<Tables & { clause: ClauseEditionTable }, 'clause'>;

function conditions(eb: Builder, filter: ClauseFilter): Expression<SqlBool> {
  const list: Expression<SqlBool>[] = [
    eb.not(
      eb.exists(
        eb
          .selectFrom('clauseEdition as newer')
          .select('newer.edition')
          .whereRef('newer.code', '=', 'clause.code')
          .whereRef('newer.edition', '>', 'clause.edition'),
      ),
    ),
  ];
  if (filter.audience) list.push(eb('clause.audience', '=', filter.audience));
  if (filter.class) list.push(eb('clause.class', '=', filter.class));
  if (filter.promise) list.push(eb('clause.promise', '=', filter.promise));
  if (filter.isVerified !== undefined) list.push(eb('clause.isVerified', '=', filter.isVerified ? 1 : 0));
  if (filter.q) {
    const pattern = `%${filter.q.toLowerCase().replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%`;
    const columns = ['code', 'title_zh', 'title_en', 'text_zh', 'text_en', 'source_title', 'source_number'] as const;
    list.push(
      eb.or(columns.map((column) => sql<SqlBool>`lower(${sql.ref(`clause.${column}`)}) like ${pattern} escape '\\'`)),
    );
  }
  return eb.and(list);
}

/** The newest edition of each clause that a filter leaves, by number. */
export const listClauses = (db: Database, filter: ClauseFilter): Promise<ClauseEditionTable[]> =>
  db
    .selectFrom('clauseEdition as clause')
    .selectAll('clause')
    .where((eb) => conditions(eb as unknown as Builder, filter))
    .orderBy('clause.code')
    .limit(mostClauses)
    .execute();

/** All editions of some clauses, by number and edition; of all of them when none is named. */
export function editionsOf(db: Database, codes?: readonly string[]): Promise<ClauseEditionTable[]> {
  const all = db.selectFrom('clauseEdition').selectAll().orderBy('code').orderBy('edition');
  return (codes ? all.where(isOneOf(db, 'code', codes)) : all).execute();
}

export const limitsOf = (db: Database, ids: readonly string[]): Promise<ClauseLimitTable[]> =>
  db
    .selectFrom('clauseLimit')
    .selectAll()
    .where(isOneOf(db, 'clause_edition_id', ids))
    .execute();

/** `code/edition` of the editions there are of some clauses. */
export async function hasEditions(db: Database, codes: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('clauseEdition')
    .select(['code', 'edition'])
    .where(isOneOf(db, 'code', codes))
    .execute();
  return new Set(rows.map((row) => `${row.code}/${row.edition}`));
}

export async function insertEditions(
  tx: Tx,
  editions: readonly ClauseEditionTable[],
  limits: readonly ClauseLimitTable[],
): Promise<void> {
  await bulkInsert(tx, 'clauseEdition', editions);
  await bulkInsert(tx, 'clauseLimit', limits);
}

/** Items of the newest version of each card, with the clause they point at. */
const pointing = (db: Database) =>
  db
    .selectFrom('scorecardItem as item')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'item.scorecardVersionId')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('scorecardVersion as newer')
            .select('newer.version')
            .whereRef('newer.code', '=', 'card.code')
            .whereRef('newer.version', '>', 'card.version'),
        ),
      ),
    );

/** How many items check each clause. */
export async function itemCounts(db: Database): Promise<Map<string, number>> {
  const rows = await pointing(db)
    .select((eb) => ['item.clauseCode', eb.fn.countAll<number>().as('items')])
    .groupBy('item.clauseCode')
    .execute();
  return new Map(rows.map((row) => [row.clauseCode, Number(row.items)]));
}

/** The items that check a clause, by card and place. */
export const itemsPointingAt = (db: Database, code: string) =>
  pointing(db)
    .where('item.clauseCode', '=', code)
    .select([
      'item.scorecardVersionId',
      'card.code as scorecardCode',
      'card.version',
      'card.titleZh as cardTitleZh',
      'card.titleEn as cardTitleEn',
      'item.itemCode',
      'item.titleZh',
      'item.titleEn',
      'item.fullPoints',
      'item.clauseEdition as edition',
    ])
    .orderBy('card.code')
    .orderBy('item.position')
    .execute();

/**
 * What each clause cost, by the items that check it, on published sheets: one query over the tallies.
 * @param months first and last, `YYYY-MM`
 */
export function clauseCosts(db: Database, unitPath: string, months: { from: string; to: string }) {
  let query = db
    .selectFrom('itemTally as tally')
    .innerJoin('scorecardItem as item', (join) =>
      join
        .onRef('item.scorecardVersionId', '=', 'tally.scorecardVersionId')
        .onRef('item.itemCode', '=', 'tally.itemCode'),
    )
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'tally.scorecardVersionId')
    .where('tally.month', '>=', months.from)
    .where('tally.month', '<=', months.to);
  if (unitPath !== '/') query = query.where('tally.unitId', 'in', unitsBelow(db, unitPath));
  return query
    .groupBy(['item.clauseCode', 'card.code', 'tally.itemCode'])
    .select((eb) => [
      'item.clauseCode',
      'card.code as scorecardCode',
      'tally.itemCode',
      eb.fn.max('card.titleZh').as('cardTitleZh'),
      eb.fn.max('card.titleEn').as('cardTitleEn'),
      eb.fn.max('item.titleZh').as('titleZh'),
      eb.fn.max('item.titleEn').as('titleEn'),
      eb.fn.sum<number>('tally.lostPoints').as('lostPoints'),
      eb.fn.sum<number>('tally.failed').as('failed'),
      eb.fn.sum<number>('tally.sheets').as('sheets'),
      eb.fn.sum<number>('tally.notApplicable').as('notApplicable'),
    ])
    .execute();
}
