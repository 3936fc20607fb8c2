import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { sheetPrint } from '#shared/inspection/sheet.print.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { faultSentences, scorecardFaults } from '#shared/standard/scorecard.faults.ts';
import { type ScorecardContent, scorecardContent, scorecardDraftContent } from '#shared/standard/scorecard.schema.ts';
import type { ScorecardSummary } from '#shared/standard/standard.contract.ts';
import type { Deps, ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { qrModules } from '../platform/qr.ts';
import { readResource, resourcePath } from '../resources.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { getSetting } from '../system/setting.repository.ts';
import { findRetirement } from './draft.repository.ts';
import {
  findScorecard,
  findScorecardByCode,
  insertScorecard,
  insertScorecardItems,
  listScorecards,
  type Scorecard,
} from './standard.repository.ts';

export type { Scorecard } from './standard.repository.ts';

/** Who writes when the program itself brings its data in. */
type Publisher = Pick<Deps, 'clock' | 'kind' | 'newId'> & { user: { accountId: string | null; displayName: string } };

/** Published scorecards, the newest version of each first. */
export const listPublishedScorecards = (ctx: ServiceContext) => listScorecards(ctx.read);

/** One of them. @throws DomainError SCORECARD_NOT_FOUND */
export async function summaryOf(db: Database, scorecardVersionId: string): Promise<ScorecardSummary> {
  const found = (await listScorecards(db)).find((row) => row.scorecardVersionId === scorecardVersionId);
  if (!found) throw new DomainError('SCORECARD_NOT_FOUND', { scorecardVersionId });
  return found;
}

/** A version that new sheets may be begun by. @throws DomainError SCORECARD_NOT_FOUND, SCORECARD_RETIRED */
export async function requireUsableScorecard(db: Database, scorecardVersionId: string): Promise<Scorecard> {
  const card = await requireScorecard(db, scorecardVersionId);
  if (await findRetirement(db, scorecardVersionId))
    throw new DomainError('SCORECARD_RETIRED', { code: card.code, version: card.version });
  return card;
}

/** @throws DomainError SCORECARD_NOT_FOUND */
export async function requireScorecard(db: Database, scorecardVersionId: string): Promise<Scorecard> {
  const found = await findScorecard(db, scorecardVersionId);
  if (!found) throw new DomainError('SCORECARD_NOT_FOUND', { scorecardVersionId });
  return found;
}

const contents = new Map<string, ScorecardContent>();
const keptContents = 100;

/**
 * The content alone of a published version, kept in memory: it never changes, and a card of 300 items is a lot to read
 * for every keystroke of a sheet.
 * @throws DomainError SCORECARD_NOT_FOUND
 */
export async function requireCardContent(db: Database, scorecardVersionId: string): Promise<ScorecardContent> {
  const known = contents.get(scorecardVersionId);
  if (known) return known;
  const { content } = await requireScorecard(db, scorecardVersionId);
  if (contents.size >= keptContents) contents.clear();
  contents.set(scorecardVersionId, content);
  return content;
}

export const getScorecard = (ctx: ServiceContext, input: { scorecardVersionId: string }) =>
  requireScorecard(ctx.read, input.scorecardVersionId);

/** Print document of a card to be filled in by hand. @throws DomainError SCORECARD_NOT_FOUND */
export async function printBlankScorecard(
  ctx: ServiceContext,
  input: { scorecardVersionId: string; language: Language },
) {
  const card = await requireScorecard(ctx.read, input.scorecardVersionId);
  const organizationName = await getSetting(ctx.read, 'organizationName', '');
  const { content, contentHash } = card;
  return {
    html: sheetPrint({
      card: content,
      language: input.language,
      organizationName,
      printedBy: ctx.user.displayName,
      printedAt: ctx.clock.now(),
      fingerprint: contentHash,
      qr: qrModules(`${content.code}/${content.version}`),
    }),
  };
}

/**
 * Publishes one version for good. The same content again changes nothing.
 * @returns the id of the version
 * @throws DomainError SCORECARD_INVALID with what is wrong, SCORECARD_PUBLISHED when that version exists with another content
 */
export async function publishScorecard(tx: Tx, by: Publisher, raw: unknown): Promise<string> {
  const parsed = scorecardDraftContent.safeParse(raw);
  if (!parsed.success) {
    const reason = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new DomainError('SCORECARD_INVALID', { reasonZh: reason, reasonEn: reason });
  }
  const content = parsed.data;
  const faults = scorecardFaults(content);
  if (faults.length > 0)
    throw new DomainError('SCORECARD_INVALID', {
      reasonZh: faultSentences(faults, 'zh'),
      reasonEn: faultSentences(faults, 'en'),
    });
  const { code, version, title, line, effectiveOn } = content;
  const contentJson = JSON.stringify(content);
  const contentHash = createHash('sha256').update(contentJson).digest('hex');
  const stored = await findScorecardByCode(tx, code, version);
  if (stored && stored.contentHash !== contentHash) throw new DomainError('SCORECARD_PUBLISHED', { code, version });
  if (stored) return stored.scorecardVersionId;
  const scorecardVersionId = by.newId();
  const itemCount = content.sections.reduce((count, section) => count + section.items.length, 0);
  const row = {
    scorecardVersionId,
    code,
    version,
    titleZh: title.zh,
    titleEn: title.en,
    line,
    effectiveOn,
    itemCount,
    contentJson,
    contentHash,
    publishedAt: by.clock.now(),
  };
  if (await insertScorecard(tx, row)) {
    await insertScorecardItems(tx, scorecardVersionId, content);
    await recordChange(tx, by, {
      entity: 'scorecardVersion',
      entityId: scorecardVersionId,
      action: 'publish',
      after: { code, version, contentHash },
    });
    return scorecardVersionId;
  }
  return (await findScorecardByCode(tx, code, version))?.scorecardVersionId ?? scorecardVersionId;
}

/** Brings the scorecards that ship with the program into the database; called at every start, cheap when done. */
export async function publishShippedScorecards(deps: Deps): Promise<void> {
  const known = new Set((await listScorecards(deps.read)).map((row) => `${row.code}/${row.version}`));
  const files = readdirSync(resourcePath('scorecards'))
    .filter((name) => name.endsWith('.json'))
    .sort();
  const shipped = files.map((name) => scorecardContent.parse(readResource('scorecards', name)));
  const missing = shipped.filter((card) => !known.has(`${card.code}/${card.version}`));
  if (missing.length === 0) return;
  const by: Publisher = { ...deps, user: { accountId: null, displayName: 'system' } };
  await inTransaction(deps, async (tx) => {
    for (const card of missing) await publishScorecard(tx, by, card);
  });
}
