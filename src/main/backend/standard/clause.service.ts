import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { DomainError } from '#shared/kernel/errors.ts';
import { parsePeriod } from '#shared/kernel/period.ts';
import { clauseVerdict, editionOn, lastDays, orderedLimits } from '#shared/standard/clause.rules.ts';
import {
  type ClauseContent,
  type ClauseCost,
  type ClauseDetail,
  type ClauseFigures,
  type ClauseFilter,
  type ClauseRow,
  type CustomerGrade,
  clauseAudiences,
  clauseClasses,
  clauseContent,
} from '#shared/standard/clause.schema.ts';
import type { Deps, ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { scopePath } from '../organization/organization.service.ts';
import { readResource, resourcePath } from '../resources.ts';
import { recordChanges } from '../system/change-log.repository.ts';
import {
  clauseCosts,
  editionsOf,
  insertEditions,
  itemCounts,
  itemsPointingAt,
  limitsOf,
  listClauses,
} from './clause.repository.ts';
import type { ClauseEditionTable, ClauseLimitTable } from './standard.table.ts';

type Writer = Pick<Deps, 'clock' | 'kind' | 'newId'> & { user: { accountId: string | null; displayName: string } };

/** A stored edition as it was entered. */
export function contentOf(row: ClauseEditionTable, limits: readonly ClauseLimitTable[]): ClauseContent {
  const { clauseEditionId, edition: _e, isVerified, isSample: _s, publishedBy: _b, publishedAt: _a, ...rest } = row;
  const own = limits
    .filter((limit) => limit.clauseEditionId === clauseEditionId)
    .map(({ customerGrade, meanLimit, maxLimit }) => ({
      customerGrade: customerGrade as CustomerGrade,
      meanLimit,
      maxLimit,
    }));
  return { ...rest, isVerified: isVerified === 1, limits: orderedLimits(own) };
}

/** Limits of many editions, read once and found by edition. */
async function limitsById(db: Database, rows: readonly ClauseEditionTable[]): Promise<Map<string, ClauseLimitTable[]>> {
  const found = new Map<string, ClauseLimitTable[]>();
  for (const limit of await limitsOf(
    db,
    rows.map((row) => row.clauseEditionId),
  ))
    found.set(limit.clauseEditionId, [...(found.get(limit.clauseEditionId) ?? []), limit]);
  return found;
}

/** Numbers as people order them: E9 before E10. */
const byNumber = new Intl.Collator('zh', { numeric: true });

/** The newest edition of each clause, with the number of items that check it. */
export async function getClauses(ctx: ServiceContext, filter: ClauseFilter): Promise<ClauseRow[]> {
  const rows = (await listClauses(ctx.read, filter)).sort((a, b) => byNumber.compare(a.code, b.code));
  const [limits, items] = [await limitsById(ctx.read, rows), await itemCounts(ctx.read)];
  return rows.map((row) => ({
    ...contentOf(row, limits.get(row.clauseEditionId) ?? []),
    edition: row.edition,
    // editions are numbered from 1 without gaps
    editions: row.edition,
    items: items.get(row.code) ?? 0,
  }));
}

/** All editions of the clauses a filter leaves, as they were entered. */
export async function getEditions(
  ctx: ServiceContext,
  filter: ClauseFilter,
): Promise<(ClauseContent & { edition: number })[]> {
  const codes = (await listClauses(ctx.read, filter)).map((row) => row.code);
  const rows = await editionsOf(ctx.read, codes);
  const limits = await limitsById(ctx.read, rows);
  return rows.map((row) => ({ ...contentOf(row, limits.get(row.clauseEditionId) ?? []), edition: row.edition }));
}

async function readClause(db: Database, code: string): Promise<ClauseDetail> {
  const rows = await editionsOf(db, [code]);
  if (rows.length === 0) throw new DomainError('CLAUSE_NOT_FOUND', { code });
  const limits = await limitsById(db, rows);
  const ends = lastDays(rows);
  return {
    code,
    editions: rows
      .map((row) => ({
        ...contentOf(row, limits.get(row.clauseEditionId) ?? []),
        clauseEditionId: row.clauseEditionId,
        edition: row.edition,
        lastOn: ends.get(row.edition) ?? null,
        publishedBy: row.publishedBy,
        publishedAt: row.publishedAt,
      }))
      .reverse(),
    items: await itemsPointingAt(db, code),
  };
}

/** A clause with its editions and the items that check it. @throws DomainError CLAUSE_NOT_FOUND */
export const getClause = (ctx: ServiceContext, input: { code: string }) => readClause(ctx.read, input.code);

/** Rows of one edition, ready to be stored. */
export function editionRows(by: Writer, content: ClauseContent, edition: number) {
  const { limits, isVerified, ...rest } = content;
  const clauseEditionId = by.newId();
  const row: ClauseEditionTable = {
    ...rest,
    clauseEditionId,
    edition,
    isVerified: isVerified ? 1 : 0,
    isSample: 0,
    publishedBy: by.user.displayName,
    publishedAt: by.clock.now(),
  };
  return { row, limits: limits.map((limit): ClauseLimitTable => ({ clauseEditionId, ...limit })) };
}

/** Writes editions with their entries in the change log. */
export async function writeEditions(
  tx: Tx,
  by: Writer,
  editions: readonly { content: ClauseContent; edition: number }[],
): Promise<void> {
  const rows = editions.map(({ content, edition }) => editionRows(by, content, edition));
  await insertEditions(
    tx,
    rows.map((each) => each.row),
    rows.flatMap((each) => each.limits),
  );
  await recordChanges(
    tx,
    by,
    rows.map(({ row }, i) => ({
      entity: 'clause',
      entityId: row.clauseEditionId,
      action: row.edition === 1 ? 'create' : 'addEdition',
      after: { ...editions[i]?.content, edition: row.edition },
    })),
  );
}

const refuseUnitless = (content: ClauseContent) => {
  if (content.limits.length > 0 && content.limitUnit === null)
    throw new DomainError('CLAUSE_LIMIT_UNIT', { code: content.code });
};

/** A clause that is new to the library. @throws DomainError CLAUSE_CODE_TAKEN, CLAUSE_LIMIT_UNIT */
export async function createClause(ctx: ServiceContext, content: ClauseContent): Promise<ClauseDetail> {
  refuseUnitless(content);
  await inTransaction(ctx, async (tx) => {
    if ((await editionsOf(tx, [content.code])).length > 0)
      throw new DomainError('CLAUSE_CODE_TAKEN', { code: content.code });
    await writeEditions(tx, ctx, [{ content, edition: 1 }]);
  });
  return readClause(ctx.db, content.code);
}

/**
 * A new edition of a clause; the one before ends the day before it begins.
 * @throws DomainError CLAUSE_NOT_FOUND, CLAUSE_EDITION_ORDER when it doesn't begin after the newest one, CLAUSE_LIMIT_UNIT
 */
export async function addClauseEdition(ctx: ServiceContext, content: ClauseContent): Promise<ClauseDetail> {
  refuseUnitless(content);
  const { code, effectiveOn } = content;
  await inTransaction(ctx, async (tx) => {
    const newest = (await editionsOf(tx, [code])).at(-1);
    if (!newest) throw new DomainError('CLAUSE_NOT_FOUND', { code });
    if (effectiveOn <= newest.effectiveOn)
      throw new DomainError('CLAUSE_EDITION_ORDER', { code, day: newest.effectiveOn, edition: newest.edition });
    await writeEditions(tx, ctx, [{ content, edition: newest.edition + 1 }]);
  });
  return readClause(ctx.db, code);
}

type CostRow = Awaited<ReturnType<typeof clauseCosts>>[number];

function costOf(code: string, rows: readonly CostRow[], clause: ClauseEditionTable | undefined): ClauseCost {
  const sum = (of: (row: CostRow) => number) => rows.reduce((total, row) => total + Number(of(row)), 0);
  const items = rows
    .map(({ scorecardCode, cardTitleZh, cardTitleEn, itemCode, lostPoints, failed }) => ({
      scorecardCode,
      cardTitleZh,
      cardTitleEn,
      itemCode,
      lostPoints: Number(lostPoints),
      failed: Number(failed),
    }))
    .sort((a, b) => b.lostPoints - a.lostPoints || (a.itemCode < b.itemCode ? -1 : 1));
  return {
    code,
    // a clause the library lacks has no title of its own: that of its item stands in where there is only one
    titleZh: clause?.titleZh ?? (rows.length === 1 ? (rows[0]?.titleZh ?? '') : ''),
    titleEn: clause ? clause.titleEn || clause.titleZh : rows.length === 1 ? (rows[0]?.titleEn ?? '') : '',
    isKnown: clause !== undefined,
    lostPoints: sum((row) => row.lostPoints),
    failed: sum((row) => row.failed),
    inspected: sum((row) => row.sheets - row.notApplicable),
    items,
  };
}

/**
 * Met of total by audience and class, and what each clause cost, on the published sheets of a period. A clause is met
 * when sheets asked for it and none of its items lost points; what nobody asked for is counted apart (seeds A13, A14).
 * @throws DomainError STANDARD_PERIOD_INVALID, UNIT_NOT_FOUND
 */
export async function getClauseFigures(
  ctx: ServiceContext,
  input: { period: string; unitId?: string | null | undefined },
): Promise<ClauseFigures> {
  const period = parsePeriod(input.period);
  if (!period) throw new DomainError('STANDARD_PERIOD_INVALID', { period: input.period });
  const { startOn, endOn } = period;
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const rows = await clauseCosts(ctx.read, unitPath, { from: startOn.slice(0, 7), to: endOn.slice(0, 7) });
  const byClause = Map.groupBy(rows, (row) => row.clauseCode);
  const inForce = new Map<string, ClauseEditionTable>();
  // sheets may cite a clause before or after its time: it is still one of the library
  const named = new Map<string, ClauseEditionTable | undefined>();
  for (const [code, editions] of Map.groupBy(await editionsOf(ctx.read), (row) => row.code)) {
    const edition = editionOn(editions, endOn);
    if (edition) inForce.set(code, edition);
    named.set(code, editions.findLast((each) => each.effectiveOn <= endOn) ?? editions[0]);
  }
  const costs = [...byClause].map(([code, of]) => costOf(code, of, named.get(code)));
  const costByCode = new Map(costs.map((cost) => [cost.code, cost]));
  const counts = clauseAudiences.flatMap((audience) =>
    clauseClasses.map((name) => {
      const own = [...inForce.values()].filter((row) => row.audience === audience && row.class === name);
      const verdicts = own.map(({ code }) => {
        const cost = costByCode.get(code);
        return clauseVerdict(cost?.inspected ?? 0, cost?.failed ?? 0);
      });
      const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
      return {
        audience,
        class: name,
        total: own.length,
        met: count('met'),
        failed: count('failed'),
        notInspected: count('notInspected'),
      };
    }),
  );
  const verdicts: ClauseFigures['verdicts'] = {};
  for (const { code, inspected, failed } of costs) {
    const verdict = clauseVerdict(inspected, failed);
    if (verdict !== 'notInspected') verdicts[code] = verdict;
  }
  return {
    startOn,
    endOn,
    counts,
    verdicts,
    costs: costs.sort((a, b) => b.lostPoints - a.lostPoints || (a.code < b.code ? -1 : 1)),
  };
}

/** Brings the clauses that ship with the program into the library; called at every start, cheap when done. */
export async function publishShippedClauses(deps: Deps): Promise<void> {
  const files = readdirSync(resourcePath('clauses'))
    .filter((name) => name.endsWith('.json'))
    .sort();
  const shipped = files.flatMap((name) => z.array(clauseContent).parse(readResource('clauses', name)));
  const known = new Set(
    (
      await editionsOf(
        deps.read,
        shipped.map((clause) => clause.code),
      )
    ).map((row) => row.code),
  );
  const missing = shipped.filter((clause) => !known.has(clause.code));
  if (missing.length === 0) return;
  const by: Writer = { ...deps, user: { accountId: null, displayName: 'system' } };
  await inTransaction(deps, (tx) =>
    writeEditions(
      tx,
      by,
      missing.map((content) => ({ content, edition: 1 })),
    ),
  );
}
