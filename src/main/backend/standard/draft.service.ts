import { createHash } from 'node:crypto';
import { sheetPrint } from '#shared/inspection/sheet.print.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { completedCard } from '#shared/standard/scorecard.completion.ts';
import { blankCard } from '#shared/standard/scorecard.edit.ts';
import { type ScorecardContent, scorecardDraftContent } from '#shared/standard/scorecard.schema.ts';
import type { DraftStart, DraftSummary, DraftView, ScorecardSummary } from '#shared/standard/standard.contract.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { qrModules } from '../platform/qr.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { getSetting } from '../system/setting.repository.ts';
import { hasEditions } from './clause.repository.ts';
import {
  deleteDraft,
  findDraft,
  findDraftByCode,
  insertDraft,
  insertRetirement,
  listDrafts,
  updateDraft,
  versionsOf,
} from './draft.repository.ts';
import { publishScorecard, requireScorecard, summaryOf } from './standard.service.ts';
import type { ScorecardDraftTable } from './standard.table.ts';

interface Seen {
  readonly scorecardDraftId: string;
  /** the revision it was made on */
  readonly revision: number;
}

const itemsIn = (card: ScorecardContent) => card.sections.reduce((count, section) => count + section.items.length, 0);
const hashOf = (json: string) => createHash('sha256').update(json).digest('hex');

/** What the row of a draft repeats of its content. */
const headOf = (content: ScorecardContent) => ({
  titleZh: content.title.zh,
  titleEn: content.title.en,
  line: content.line,
  itemCount: itemsIn(content),
  contentJson: JSON.stringify(content),
});

async function requireDraftRow(db: Database, scorecardDraftId: string): Promise<ScorecardDraftTable> {
  const row = await findDraft(db, scorecardDraftId);
  if (!row) throw new DomainError('DRAFT_NOT_FOUND', { scorecardDraftId });
  return row;
}

const changedElsewhere = ({ code, updatedBy, updatedAt, revision }: ScorecardDraftTable) =>
  new DomainError('DRAFT_CHANGED', { code, name: updatedBy, at: updatedAt, revision });

/** Drafts of all cards, last saved first. */
export const getDrafts = (ctx: ServiceContext): Promise<DraftSummary[]> => listDrafts(ctx.read);

async function view(db: Database, row: ScorecardDraftTable): Promise<DraftView> {
  const { contentJson, createdAt: _createdAt, ...head } = row;
  const based = (await versionsOf(db, row.code)).find((each) => each.version === row.basedOnVersion);
  const content = scorecardDraftContent.parse(JSON.parse(contentJson));
  return { ...head, content, basedOn: based ? await requireScorecard(db, based.scorecardVersionId) : null };
}

/** A draft with its content and the version it began from. @throws DomainError DRAFT_NOT_FOUND */
export const getDraft = async (ctx: ServiceContext, input: { scorecardDraftId: string }): Promise<DraftView> =>
  view(ctx.db, await requireDraftRow(ctx.db, input.scorecardDraftId));

/** The content a draft begins with, and the version it comes from. */
async function beginning(
  tx: Tx,
  ctx: ServiceContext,
  input: DraftStart,
): Promise<{ content: ScorecardContent; basedOnVersion: number | null }> {
  const today = dayOf(ctx.clock.now());
  if (input.from === 'blank' || input.from === 'copy') {
    const { code } = input;
    if ((await versionsOf(tx, code)).length > 0) throw new DomainError('SCORECARD_CODE_TAKEN', { code });
    const title = { zh: input.title, en: '' };
    if (input.from === 'blank')
      return { content: blankCard({ code, line: input.line, title, effectiveOn: today }), basedOnVersion: null };
    const { content } = await requireScorecard(tx, input.scorecardVersionId);
    return { content: { ...content, code, version: 1, title, effectiveOn: today }, basedOnVersion: null };
  }
  if (input.from === 'version') {
    const { content, code, version } = await requireScorecard(tx, input.scorecardVersionId);
    const next = ((await versionsOf(tx, code))[0]?.version ?? 0) + 1;
    const effectiveOn = content.effectiveOn > today ? content.effectiveOn : today;
    return { content: { ...content, version: next, effectiveOn }, basedOnVersion: version };
  }
  const newest = (await versionsOf(tx, input.content.code))[0]?.version ?? null;
  return { content: { ...input.content, version: (newest ?? 0) + 1 }, basedOnVersion: newest };
}

/**
 * Begins a draft; each card has at most one at a time.
 * @throws DomainError DRAFT_EXISTS, SCORECARD_CODE_TAKEN, SCORECARD_NOT_FOUND
 */
export async function createDraft(ctx: ServiceContext, input: DraftStart): Promise<DraftView> {
  const scorecardDraftId = ctx.newId();
  const now = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const { content, basedOnVersion } = await beginning(tx, ctx, input);
    const { code, version } = content;
    const row: ScorecardDraftTable = {
      scorecardDraftId,
      code,
      version,
      basedOnVersion,
      ...headOf(content),
      revision: 1,
      updatedBy: ctx.user.displayName,
      createdAt: now,
      updatedAt: now,
    };
    if (!(await insertDraft(tx, row))) {
      const present = await findDraftByCode(tx, code);
      throw new DomainError('DRAFT_EXISTS', {
        code,
        name: present?.updatedBy ?? '',
        scorecardDraftId: present?.scorecardDraftId ?? '',
      });
    }
    await recordChange(tx, ctx, {
      entity: 'scorecardDraft',
      entityId: scorecardDraftId,
      action: 'create',
      after: { code, version, basedOnVersion, from: input.from, contentHash: hashOf(row.contentJson) },
    });
  });
  return getDraft(ctx, { scorecardDraftId });
}

/**
 * Saves a draft as it stands; its number and version stay.
 * @returns the revision the next save has to name
 * @throws DomainError DRAFT_NOT_FOUND, DRAFT_CHANGED when another window saved since `revision`
 */
export async function saveDraft(ctx: ServiceContext, input: Seen & { content: ScorecardContent }) {
  const { scorecardDraftId, revision } = input;
  const savedAt = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const row = await requireDraftRow(tx, scorecardDraftId);
    const { code, version } = row;
    const head = headOf({ ...input.content, code, version });
    const patch = { ...head, updatedBy: ctx.user.displayName, updatedAt: savedAt };
    if (!(await updateDraft(tx, scorecardDraftId, revision, patch))) throw changedElsewhere(row);
    await recordChange(tx, ctx, {
      entity: 'scorecardDraft',
      entityId: scorecardDraftId,
      action: 'save',
      before: { revision, contentHash: hashOf(row.contentJson) },
      after: { revision: revision + 1, itemCount: head.itemCount, contentHash: hashOf(head.contentJson) },
    });
  });
  return { revision: revision + 1, savedAt };
}

/** Items that point at an edition the library doesn't hold. */
async function refuseUnknownEditions(tx: Tx, content: ScorecardContent): Promise<void> {
  const pointing = content.sections
    .flatMap((section) => section.items)
    .flatMap((item) => (item.clause.edition === undefined ? [] : [{ item, edition: item.clause.edition }]));
  const known = await hasEditions(tx, [...new Set(pointing.map(({ item }) => item.clause.code))]);
  const lost = pointing.filter(({ item, edition }) => !known.has(`${item.clause.code}/${edition}`));
  if (lost.length === 0) return;
  const list = (word: (code: string, edition: number) => string) =>
    lost.map(({ item, edition }) => `${item.code}: ${word(item.clause.code, edition)}`).join('; ');
  throw new DomainError('SCORECARD_INVALID', {
    reasonZh: list((code, edition) => `条款 ${code} 第 ${edition} 版不在服务标准库`)
      .replaceAll(': ', '：')
      .replaceAll('; ', '；'),
    reasonEn: list((code, edition) => `clause ${code} edition ${edition} is not in the library`),
  });
}

/**
 * Publishes a draft for good, as the person saw it; the draft is gone then.
 * @throws DomainError DRAFT_NOT_FOUND, DRAFT_CHANGED, SCORECARD_INVALID with every fault, SCORECARD_PUBLISHED
 */
export async function publishDraft(ctx: ServiceContext, input: Seen): Promise<ScorecardSummary> {
  const { scorecardDraftId, revision } = input;
  const scorecardVersionId = await inTransaction(ctx, async (tx) => {
    const row = await requireDraftRow(tx, scorecardDraftId);
    if (row.revision !== revision) throw changedElsewhere(row);
    const content = completedCard(scorecardDraftContent.parse(JSON.parse(row.contentJson)));
    await refuseUnknownEditions(tx, content);
    const published = await publishScorecard(tx, ctx, content);
    if (!(await deleteDraft(tx, scorecardDraftId, revision))) throw changedElsewhere(row);
    await recordChange(tx, ctx, {
      entity: 'scorecardDraft',
      entityId: scorecardDraftId,
      action: 'publish',
      after: { code: row.code, version: row.version, scorecardVersionId: published },
    });
    return published;
  });
  return summaryOf(ctx.db, scorecardVersionId);
}

/** Throws a draft away. @throws DomainError DRAFT_NOT_FOUND, DRAFT_CHANGED */
export async function removeDraft(ctx: ServiceContext, input: Seen): Promise<Record<string, never>> {
  await inTransaction(ctx, async (tx) => {
    const row = await requireDraftRow(tx, input.scorecardDraftId);
    if (!(await deleteDraft(tx, input.scorecardDraftId, input.revision))) throw changedElsewhere(row);
    await recordChange(tx, ctx, {
      entity: 'scorecardDraft',
      entityId: input.scorecardDraftId,
      action: 'remove',
      // the last state, so that what was thrown away by mistake can be found again
      before: { code: row.code, version: row.version, content: JSON.parse(row.contentJson) },
    });
  });
  return {};
}

/** Print document of a draft to be filled in by hand, without its fingerprint: it can still change. */
export async function printDraft(ctx: ServiceContext, input: { scorecardDraftId: string; language: Language }) {
  const row = await requireDraftRow(ctx.read, input.scorecardDraftId);
  const card = completedCard(scorecardDraftContent.parse(JSON.parse(row.contentJson)));
  return {
    html: sheetPrint({
      card,
      language: input.language,
      organizationName: await getSetting(ctx.read, 'organizationName', ''),
      printedBy: ctx.user.displayName,
      printedAt: ctx.clock.now(),
      fingerprint: hashOf(row.contentJson),
      qr: qrModules(`${card.code}/${card.version}`),
    }),
  };
}

/**
 * Ends the use of a published version: sheets begun by it go on, new ones can't be begun.
 * @throws DomainError SCORECARD_NOT_FOUND, SCORECARD_RETIRED
 */
export async function retireScorecard(
  ctx: ServiceContext,
  input: { scorecardVersionId: string; reason: string },
): Promise<ScorecardSummary> {
  const { scorecardVersionId, reason } = input;
  await inTransaction(ctx, async (tx) => {
    const card = await requireScorecard(tx, scorecardVersionId);
    const row = { scorecardVersionId, reason, retiredBy: ctx.user.displayName, retiredAt: ctx.clock.now() };
    if (!(await insertRetirement(tx, row)))
      throw new DomainError('SCORECARD_RETIRED', { code: card.code, version: card.version });
    await recordChange(tx, ctx, {
      entity: 'scorecardVersion',
      entityId: scorecardVersionId,
      action: 'retire',
      after: { code: card.code, version: card.version, reason },
    });
  });
  return summaryOf(ctx.db, scorecardVersionId);
}
