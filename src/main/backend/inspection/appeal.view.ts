import type {
  AppealDetail,
  AppealFigure,
  AppealFilter,
  AppealListInput,
  AppealRow,
  decisionHindrances,
} from '#shared/inspection/appeal.schema.ts';
import { gradeOf } from '#shared/inspection/inspection.rules.ts';
import { isCompanion, isInspector } from '#shared/inspection/review.rules.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { Page } from '#shared/kernel/paging.ts';
import type { Bilingual, ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { wilsonInterval } from '#shared/statistics/interval.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { scopePath } from '../organization/organization.service.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import {
  appealCounts,
  appealPage,
  countAppeals,
  evidenceOfAppeal,
  findAppeal,
  findAppealEvidence,
  type ListedAppeal,
} from './appeal.repository.ts';
import { findInspection } from './inspection.repository.ts';
import { reviewsOf, sheetsEnteredBy } from './review.repository.ts';

/** @throws DomainError APPEAL_NOT_FOUND also for one outside the account's scope */
export async function requireAppeal(
  db: Database,
  ctx: Pick<ServiceContext, 'user'>,
  scoreAppealId: string,
): Promise<ListedAppeal> {
  const row = await findAppeal(db, scoreAppealId);
  if (!row?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('APPEAL_NOT_FOUND');
  return row;
}

type Hindrance = (typeof decisionHindrances)[number];

/** Why an account may not decide an appeal: it decides about its own work, or its own unit; null when it may. */
export async function decisionHindrance(
  db: Database,
  ctx: ServiceContext,
  row: ListedAppeal,
): Promise<Hindrance | null> {
  const { user } = ctx;
  if (!user.permissions.includes('inspection:review')) return 'permission';
  if (row.state !== 'open') return 'decided';
  if (user.unitId === row.unitId) return 'ownUnit';
  const sheet = await findInspection(db, row.inspectionId);
  if (!sheet || isInspector(sheet, user)) return 'inspector';
  if ((await sheetsEnteredBy(db, user.accountId, [row.inspectionId])).size > 0) return 'inspector';
  if (isCompanion(sheet, user)) return 'companion';
  const reviews = await reviewsOf(db, [row.inspectionId]);
  return reviews.some((review) => review.reviewerAccountId === user.accountId) ? 'reviewer' : null;
}

/** The item of a card. @throws DomainError INSPECTION_ITEM_UNKNOWN */
export function itemIn(card: ScorecardContent, itemCode: string): ScorecardItem {
  const item = card.sections.flatMap((section) => section.items).find((each) => each.code === itemCode);
  if (!item) throw new DomainError('INSPECTION_ITEM_UNKNOWN', { code: itemCode });
  return item;
}

const titlesOf = (card: ScorecardContent): Map<string, Bilingual> =>
  new Map(card.sections.flatMap((section) => section.items.map((item) => [item.code, item.title] as const)));

function rowView(row: ListedAppeal, title: Bilingual | undefined, today: string): AppealRow {
  const { scoreAppealId, number, inspectionId, inspectionNumber, inspectedOn, inspectorName, unitId, unitName } = row;
  const { line, scorecardCode, itemCode, round, state, raisedByName, raisedAt, decideBy, decidedByName } = row;
  const { decidedAt, originalLostPoints, revisedLostPoints, originalPoints, revisedPoints } = row;
  return {
    scoreAppealId,
    number,
    inspectionId,
    inspectionNumber,
    inspectedOn,
    inspectorName,
    unitId,
    unitName,
    line,
    scorecardCode,
    itemCode,
    itemTitleZh: title?.zh ?? itemCode,
    itemTitleEn: title?.en ?? itemCode,
    round,
    state,
    isOverdue: state === 'open' && decideBy < today,
    raisedByName,
    raisedAt,
    decideBy,
    decidedByName,
    decidedAt,
    originalLostPoints,
    revisedLostPoints,
    originalPoints,
    revisedPoints,
  };
}

/** An appeal with both versions. @throws DomainError APPEAL_NOT_FOUND */
export async function readAppeal(db: Database, ctx: ServiceContext, scoreAppealId: string): Promise<AppealDetail> {
  const row = await requireAppeal(db, ctx, scoreAppealId);
  const { content } = await requireScorecard(db, row.scorecardVersionId);
  const item = itemIn(content, row.itemCode);
  const hindrance = await decisionHindrance(db, ctx, row);
  const { revision, grounds, reason, revisedGrade, originalPoints } = row;
  return {
    ...rowView(row, item.title, dayOf(ctx.clock.now())),
    revision,
    item,
    grounds,
    reason,
    originalEntry: JSON.parse(row.originalEntryJson) as AppealDetail['originalEntry'],
    originalGrade: originalPoints === null ? null : gradeOf(content, originalPoints),
    revisedEntry: row.revisedEntryJson === null ? null : (JSON.parse(row.revisedEntryJson) as never),
    revisedGrade,
    gradeTitles: Object.fromEntries(content.grades.map(({ code, title }) => [code, title])),
    evidence: (await evidenceOfAppeal(db, scoreAppealId)).map(({ scoreAppealId: _of, ...piece }) => piece),
    canDecide: hindrance === null,
    hindrance,
    canWithdraw: row.state === 'open' && ctx.user.permissions.includes('inspection:appeal'),
  };
}
export const getAppeal = (ctx: ServiceContext, input: { scoreAppealId: string }) =>
  readAppeal(ctx.read, ctx, input.scoreAppealId);

/** One page of the appeals in the account's scope. @throws DomainError UNIT_NOT_FOUND */
export async function listAppeals(ctx: ServiceContext, input: AppealListInput): Promise<Page<AppealRow>> {
  const today = dayOf(ctx.clock.now());
  const scope = { unitPath: await scopePath(ctx.read, ctx, input.unitId), filter: input, today };
  const rows = await appealPage(ctx.read, scope, input);
  const titles = await titlesOfCards(
    ctx.read,
    rows.map((row) => row.scorecardVersionId),
  );
  return {
    rows: rows.map((row) => rowView(row, titles.get(row.scorecardVersionId)?.get(row.itemCode), today)),
    total: await countAppeals(ctx.read, scope),
  };
}

async function titlesOfCards(db: Database, versions: readonly string[]): Promise<Map<string, Map<string, Bilingual>>> {
  const titles = new Map<string, Map<string, Bilingual>>();
  for (const version of new Set(versions)) titles.set(version, titlesOf((await requireScorecard(db, version)).content));
  return titles;
}

/** The bytes of a file of an appeal. @throws DomainError EVIDENCE_NOT_FOUND, APPEAL_NOT_FOUND, FILE_DAMAGED */
export async function readAppealEvidence(ctx: ServiceContext, input: { evidenceId: string }): Promise<Blob> {
  const piece = await findAppealEvidence(ctx.read, input.evidenceId);
  if (!piece) throw new DomainError('EVIDENCE_NOT_FOUND');
  await requireAppeal(ctx.read, ctx, piece.scoreAppealId);
  const bytes = await ctx.files.readKept(piece.sha256);
  return new File([bytes as Uint8Array<ArrayBuffer>], piece.name, { type: piece.mediaType });
}

/**
 * Appeals raised in a time by item, inspector or unit, most first, with the share of the decided that was accepted and
 * its Wilson interval (95 %).
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function appealFigures(
  ctx: ServiceContext,
  input: { by: 'item' | 'inspector' | 'unit' } & Partial<AppealFilter>,
): Promise<AppealFigure[]> {
  const { by, ...rest } = input;
  const filter = { q: '', ...rest };
  const scope = {
    unitPath: await scopePath(ctx.read, ctx, input.unitId),
    filter,
    today: dayOf(ctx.clock.now()),
  };
  const rows = await appealCounts(ctx.read, scope, by);
  const titles = await titlesOfCards(
    ctx.read,
    rows.flatMap((row) => row.scorecardVersionId ?? []),
  );
  return rows
    .map((row) => {
      const title = row.scorecardVersionId ? titles.get(row.scorecardVersionId)?.get(row.key) : undefined;
      const [accepted, rejected] = [Number(row.accepted), Number(row.rejected)];
      const decided = accepted + rejected;
      return {
        key: row.key,
        scorecardCode: row.scorecardCode,
        titleZh: title?.zh ?? (row.name || row.key),
        titleEn: title?.en ?? (row.name || row.key),
        raised: Number(row.raised),
        open: Number(row.open),
        accepted,
        rejected,
        withdrawn: Number(row.withdrawn),
        rate: decided === 0 ? null : accepted / decided,
        interval: wilsonInterval(accepted, decided),
      };
    })
    .sort((a, b) => b.raised - a.raised || (a.key < b.key ? -1 : 1));
}
