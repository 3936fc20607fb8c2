import { readFile } from 'node:fs/promises';
import { DomainError } from '#shared/kernel/errors.ts';
import { type CardReading, readCard } from '#shared/standard/card.read.ts';
import { limitsText } from '#shared/standard/clause.rules.ts';
import type { ClauseContent, ClauseFilter } from '#shared/standard/clause.schema.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { audienceWords, classWords, limitUnitWords, promiseWords } from '#shared/standard/standard.words.ts';
import type { ServiceContext } from '../context.ts';
import { openWorkbook } from '../platform/workbook/open-workbook.ts';
import type { WorkbookCell } from '../platform/workbook/workbook.ts';
import { tablesWorkbook } from '../platform/workbook/write-tables.ts';
import { clauseFields } from './clause.import.ts';
import { getEditions } from './clause.service.ts';
import { getDraft } from './draft.service.ts';
import { readCardWorkbook, writeCardWorkbook } from './scorecard.workbook.ts';
import { requireScorecard } from './standard.service.ts';

async function saveCard(ctx: ServiceContext, card: ScorecardContent, language: Language) {
  const bytes = await writeCardWorkbook(card, language);
  const title = card.title[language] || card.title.zh;
  const { fileId, name } = await ctx.files.save(
    `${card.code} v${card.version} ${title}.xlsx`,
    bytes,
    ctx.user.accountId,
  );
  return { fileId, name };
}

/** A published card as a workbook. @throws DomainError SCORECARD_NOT_FOUND */
export const exportScorecard = async (ctx: ServiceContext, input: { scorecardVersionId: string; language: Language }) =>
  saveCard(ctx, (await requireScorecard(ctx.read, input.scorecardVersionId)).content, input.language);

/** A draft as a workbook. @throws DomainError DRAFT_NOT_FOUND */
export const exportDraft = async (ctx: ServiceContext, input: { scorecardDraftId: string; language: Language }) =>
  saveCard(ctx, (await getDraft(ctx, input)).content, input.language);

/**
 * Reads an uploaded workbook of a card; nothing is stored.
 * @returns the card, or everything that is wrong with sheet, row and item
 * @throws DomainError FILE_NOT_FOUND, SCORECARD_FILE_INVALID, those of `openWorkbook`
 */
export async function readScorecardFile(ctx: ServiceContext, input: { fileId: string }): Promise<CardReading> {
  const { path } = ctx.files.open(input.fileId, ctx.user.accountId);
  // tells what the file is and refuses zip bombs before a library unpacks it
  if ((await openWorkbook(path)).format !== 'xlsx') throw new DomainError('SCORECARD_FILE_INVALID');
  try {
    return readCard(await readCardWorkbook(await readFile(path)));
  } catch (error) {
    ctx.log.error('scorecard workbook unreadable', { error: String((error as Error)?.stack ?? error) });
    throw new DomainError('SCORECARD_FILE_INVALID');
  }
}

const titles = {
  zh: { sheet: '服务标准', title: '服务标准', note: '每行一版；改好后可以从“导入”再导回来，生效日更晚的成为新版' },
  en: {
    sheet: 'Service standards',
    title: 'Service standards',
    note: 'One row for each edition; it can be changed and imported again, later days of effect become new editions',
  },
};

function cellOf(clause: ClauseContent, key: string, language: Language): WorkbookCell {
  const all = clause.limits.find((limit) => limit.customerGrade === 'all');
  const scaled = (value: number | null | undefined) => (value === null || value === undefined ? null : value / 1000);
  switch (key) {
    case 'audience':
      return audienceWords[clause.audience][language];
    case 'class':
      return classWords[clause.class][language];
    case 'promise':
      return promiseWords[clause.promise][language];
    case 'limitUnit':
      return clause.limitUnit && limitUnitWords[clause.limitUnit][language];
    case 'meanLimit':
      return scaled(all?.meanLimit);
    case 'maxLimit':
      return scaled(all?.maxLimit);
    case 'gradeLimits':
      return (
        limitsText(
          clause.limits.filter((limit) => limit !== all),
          language,
        ) || null
      );
    case 'isVerified':
      return clause.isVerified ? (language === 'zh' ? '是' : 'yes') : language === 'zh' ? '否' : 'no';
    default:
      return (clause[key as keyof ClauseContent] as string | null) || null;
  }
}

/** The clauses a filter leaves, all editions, in the columns the import takes. */
export async function exportClauses(ctx: ServiceContext, input: ClauseFilter & { language: Language }) {
  const { language, ...filter } = input;
  const clauses = await getEditions(ctx, filter);
  const wide = new Set(['textZh', 'textEn', 'titleZh', 'titleEn', 'sourceTitle', 'gradeLimits']);
  const bytes = await tablesWorkbook([
    {
      name: titles[language].sheet,
      title: titles[language].title,
      notes: [titles[language].note],
      columns: clauseFields.map((field) => ({
        header: field.labels[language],
        width: field.key.startsWith('text') ? 46 : wide.has(field.key) ? 26 : 12,
      })),
      rows: clauses.map((clause) => clauseFields.map(({ key }) => cellOf(clause, key, language))),
    },
  ]);
  const { fileId, name } = await ctx.files.save(`${titles[language].title}.xlsx`, bytes, ctx.user.accountId);
  return { fileId, name };
}
