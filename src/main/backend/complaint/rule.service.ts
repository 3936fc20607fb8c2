import { readRuleRows, ruleColumns, ruleRow } from '#shared/complaint/rule.columns.ts';
import { checkRules } from '#shared/complaint/rule.rules.ts';
import {
  type DeadlineRuleInput,
  deadlineRule,
  type RuleEditionView,
  type RuleProblem,
} from '#shared/complaint/rule.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { openWorkbook } from '../platform/workbook/open-workbook.ts';
import type { WorkbookRow } from '../platform/workbook/workbook.ts';
import { tablesWorkbook } from '../platform/workbook/write-tables.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { insertRules, ruleEditions } from './rule.repository.ts';

/** Editions of deadline rules, newest first, with how many open complaints still go by each. */
export async function listRuleEditions(ctx: ServiceContext): Promise<RuleEditionView[]> {
  return editionsOf(ctx.read);
}

async function editionsOf(db: Database): Promise<RuleEditionView[]> {
  const heads = await db.selectFrom('deadlineRuleEdition').selectAll().orderBy('number', 'desc').execute();
  const rules = await db
    .selectFrom('deadlineRule')
    .select(['edition', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('edition')
    .execute();
  const open = await db
    .selectFrom('complaint')
    .select(['ruleEdition', (eb) => eb.fn.countAll<number>().as('count')])
    .where('isOpen', '=', 1)
    .groupBy('ruleEdition')
    .execute();
  return heads.map(({ number, note, accountName, createdAt }) => ({
    number,
    note,
    accountName,
    createdAt,
    rules: Number(rules.find((one) => one.edition === number)?.count ?? 0),
    open: Number(open.find((one) => one.ruleEdition === number)?.count ?? 0),
  }));
}

/**
 * The rules of one edition.
 * @throws DomainError COMPLAINT_RULE_EDITION_UNKNOWN
 */
export async function rulesOfEdition(ctx: ServiceContext, edition: number): Promise<DeadlineRuleInput[]> {
  const rules = (await ruleEditions(ctx.read)).get(edition);
  if (!rules) throw new DomainError('COMPLAINT_RULE_EDITION_UNKNOWN', { edition });
  return rules.map((rule) => deadlineRule.parse({ pauseReasons: null, ...rule }));
}

/**
 * Puts a changed set in force as the next edition. Complaints that run keep the edition they began with.
 * @throws DomainError COMPLAINT_RULES_CHANGED when another edition came in between, COMPLAINT_RULE_CONTRADICTORY,
 * COMPLAINT_CATEGORY_UNKNOWN
 */
export async function publishRules(
  ctx: ServiceContext,
  input: { basedOn: number; note: string; rules: readonly DeadlineRuleInput[] },
): Promise<RuleEditionView> {
  checkRules(input.rules);
  return inTransaction(ctx, async (tx) => {
    const editions = await ruleEditions(tx);
    const newest = Math.max(0, ...editions.keys());
    if (newest !== input.basedOn) throw new DomainError('COMPLAINT_RULES_CHANGED', { edition: newest });
    const known = new Set((await tx.selectFrom('complaintCategory').select('code').execute()).map((row) => row.code));
    const lost = input.rules.find((rule) => rule.category !== null && !known.has(rule.category));
    if (lost) throw new DomainError('COMPLAINT_CATEGORY_UNKNOWN', { code: lost.category as string });
    const number = newest + 1;
    const head = {
      number,
      note: input.note,
      accountId: ctx.user.accountId,
      accountName: ctx.user.displayName,
      createdAt: ctx.clock.now(),
    };
    await insertRules(tx, head, input.rules);
    await recordChange(tx, ctx, {
      entity: 'deadlineRule',
      entityId: String(number),
      action: 'publish',
      before: { edition: newest, rules: editions.get(newest)?.length ?? 0 },
      after: { edition: number, rules: input.rules.length, note: input.note },
    });
    return (await editionsOf(tx)).find((one) => one.number === number) as RuleEditionView;
  });
}

const titles = {
  zh: {
    name: '时限规则',
    title: '投诉时限规则',
    note: '每行一条规则；条件空着表示不限。改好后可以再导入，发布为新一版。',
  },
  en: {
    name: 'Deadline rules',
    title: 'Deadline rules of complaints',
    note: 'One rule a row; an empty condition means any. It can be changed, brought in again and published.',
  },
};

/** An edition as a workbook that `readRules` reads back. */
export async function exportRules(
  ctx: ServiceContext,
  { edition, language }: { edition: number; language: 'zh' | 'en' },
): Promise<{ fileId: string }> {
  const rules = await rulesOfEdition(ctx, edition);
  const words = titles[language];
  const bytes = await tablesWorkbook([
    {
      name: words.name,
      title: `${words.title} v${edition}`,
      notes: [words.note],
      columns: ruleColumns.map(({ head, width }) => ({ header: head[language], width })),
      rows: rules.map((rule) => ruleRow(rule, language)),
    },
  ]);
  const { fileId } = await ctx.files.save(`${words.name} v${edition}.xlsx`, bytes, ctx.user.accountId);
  return { fileId };
}

/** More rows than this are no table of rules. */
const longestTable = 2000;

/**
 * Reads an uploaded table of rules (xlsx, xls, csv); nothing is stored.
 * @throws DomainError those of `openWorkbook`
 */
export async function readRules(
  ctx: ServiceContext,
  { fileId }: { fileId: string },
): Promise<{ rules: DeadlineRuleInput[]; problems: RuleProblem[] }> {
  const source = await openWorkbook(ctx.files.open(fileId, ctx.user.accountId).path);
  const rows: WorkbookRow[] = [];
  for await (const row of source.rows(0, new AbortController().signal)) {
    rows.push(row);
    if (rows.length > longestTable) break;
  }
  const { rules, problems } = readRuleRows(rows);
  if (rows.length > longestTable)
    problems.unshift({
      row: longestTable,
      code: '',
      zh: `超过 ${longestTable} 行`,
      en: `more than ${longestTable} rows`,
    });
  return { rules: problems.length > 0 ? [] : rules, problems };
}
