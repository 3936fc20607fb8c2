import type { ImportCode, ImportField, ImportIssue, ImportRow, ImportValues } from '#shared/import/import.target.ts';
import { limitsText, parseLimits } from '#shared/standard/clause.rules.ts';
import {
  type ClauseContent,
  type ClauseLimit,
  clauseAudiences,
  clauseClasses,
  clauseContent,
  clausePromises,
  limitUnits,
} from '#shared/standard/clause.schema.ts';
import type { Bilingual } from '#shared/standard/scorecard.schema.ts';
import { audienceWords, classWords, limitUnitWords, promiseWords } from '#shared/standard/standard.words.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ImportCounts, ImportTarget } from '../import/import.registry.ts';
import { editionsOf, limitsOf } from './clause.repository.ts';
import { contentOf, writeEditions } from './clause.service.ts';

const codesOf = <T extends string>(
  values: readonly T[],
  words: Readonly<Record<T, Bilingual>>,
  synonyms: Partial<Record<T, string[]>> = {},
): ImportCode[] => values.map((value) => ({ value, labels: words[value], synonyms: synonyms[value] ?? [] }));

const text = (
  key: string,
  zh: string,
  en: string,
  synonyms: string[],
  more: Partial<ImportField> = {},
): ImportField => ({ key, labels: { zh, en }, synonyms, kind: 'text', ...more });

const limitOf = (key: string, zh: string, en: string, synonyms: string[]): ImportField => ({
  key,
  labels: { zh, en },
  synonyms,
  kind: 'number',
  min: 0,
  max: 1_000_000,
});

/** Columns of a file of clauses; the same are written on the way out. */
export const clauseFields: readonly ImportField[] = [
  text('code', '条款编号', 'Clause', ['编号', '标准编号', '条款号', 'code', 'no'], {
    required: true,
    maxLength: 40,
    pattern: {
      source: '^[0-9A-Za-z\\p{Script=Han}][0-9A-Za-z\\p{Script=Han}.·-]{0,39}$',
      words: {
        zh: '编号只能用字母、数字、汉字、点和短横',
        en: 'a number takes letters, digits, Han characters, dots and dashes',
      },
    },
  }),
  {
    key: 'audience',
    labels: { zh: '客户群', en: 'Audience' },
    synonyms: ['对象', '适用客户', '服务对象'],
    kind: 'code',
    required: true,
    codes: codesOf(clauseAudiences, audienceWords, {
      household: ['家庭', '个人', '家庭个人', '家庭和个人', '公众', '公众客户'],
      enterprise: ['政企客户', '企业', '大客户', '集团客户'],
      internal: ['内部客户', '对内'],
    }),
  },
  {
    key: 'class',
    labels: { zh: '类别', en: 'Class' },
    synonyms: ['标准类别', '分类', '类型'],
    kind: 'code',
    required: true,
    codes: codesOf(clauseClasses, classWords, {
      timeLimit: ['时限', '快捷服务', '快捷'],
      functional: ['功能', '便捷服务', '便捷'],
      care: ['关怀', '回馈', '回馈类', '关怀服务'],
    }),
  },
  {
    key: 'promise',
    labels: { zh: '承诺', en: 'Promise' },
    synonyms: ['承诺类型', '对外对内', '内外'],
    kind: 'code',
    codes: codesOf(clausePromises, promiseWords, { outside: ['对外', '外部'], inside: ['对内', '内部'] }),
    emptyCode: 'outside',
  },
  text('titleZh', '标准名称', 'Title', ['名称', '条款名称', '标题', 'name'], { required: true, maxLength: 120 }),
  text('titleEn', '英文名称', 'English title', [], { maxLength: 200 }),
  text('textZh', '标准内容', 'Text', ['内容', '条款内容', '正文', '要求'], { required: true, maxLength: 2000 }),
  text('textEn', '英文内容', 'English text', [], { maxLength: 4000 }),
  text('sourceTitle', '来源文件', 'Source', ['依据', '来源', '文件', '依据文件'], { required: true, maxLength: 200 }),
  text('sourceNumber', '文号', 'Document number', ['文件号', '发文字号'], { maxLength: 80 }),
  text('article', '条款位置', 'Article', ['第几条', '条', '章节'], { maxLength: 80 }),
  {
    key: 'limitUnit',
    labels: { zh: '时限单位', en: 'Unit' },
    synonyms: ['单位', '计量单位'],
    kind: 'code',
    codes: codesOf(limitUnits, limitUnitWords, {
      naturalDay: ['天', '日', '自然天'],
      workingDay: ['工作天'],
      hour: ['时', 'h'],
      minute: ['分', 'min'],
      percent: ['百分比', '％'],
    }),
  },
  limitOf('meanLimit', '平均时限', 'Mean limit', ['平均值', '均值', '平均']),
  limitOf('maxLimit', '最长时限', 'Longest limit', ['最长', '时限', '限值', '指标值', '目标值']),
  text('gradeLimits', '各等级时限', 'Limits by grade', ['等级时限', '分级时限'], { maxLength: 600 }),
  {
    key: 'effectiveOn',
    labels: { zh: '生效日', en: 'In force from' },
    synonyms: ['生效日期', '施行日', '启用日'],
    kind: 'date',
    required: true,
  },
  { key: 'expiresOn', labels: { zh: '失效日', en: 'Until' }, synonyms: ['失效日期', '废止日', '截止日'], kind: 'date' },
  {
    key: 'isVerified',
    labels: { zh: '已核', en: 'Verified' },
    synonyms: ['已核对', '是否核实', '核实'],
    kind: 'boolean',
  },
];

const issue = (field: string | null, code: string, zh: string, en: string): ImportIssue => ({
  field,
  code,
  words: { zh, en },
});
const words = (value: unknown) => (value === null || value === undefined ? '' : String(value));
const scaled = (value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) : null);

/** A row as content of an edition, or what is wrong with it. */
function readRow(values: ImportValues): { content: ClauseContent } | { issue: ImportIssue } {
  const grades = parseLimits(words(values.gradeLimits));
  if ('bad' in grades)
    return {
      issue: issue(
        'gradeLimits',
        'limitsUnreadable',
        `看不懂“${grades.bad}”，应写成“钻石=4/8；金=6/12”（平均/最长，没有的写 -）`,
        `Can’t read “${grades.bad}”; write “Diamond=4/8; Gold=6/12” (mean/longest, - for none)`,
      ),
    };
  const [meanLimit, maxLimit] = [scaled(values.meanLimit), scaled(values.maxLimit)];
  const limits: ClauseLimit[] = [...grades.limits];
  if (meanLimit !== null || maxLimit !== null) {
    if (limits.some((limit) => limit.customerGrade === 'all'))
      return {
        issue: issue(
          'gradeLimits',
          'limitTwice',
          '“全部”等级的时限写了两处',
          'The limit for all grades is given twice',
        ),
      };
    limits.unshift({ customerGrade: 'all', meanLimit, maxLimit });
  }
  if (limits.some((limit) => limit.meanLimit !== null && limit.maxLimit !== null && limit.meanLimit > limit.maxLimit))
    return {
      issue: issue('meanLimit', 'meanAboveLongest', '平均时限不能大于最长时限', 'The mean limit is above the longest'),
    };
  if (limits.length > 0 && values.limitUnit === null)
    return { issue: issue('limitUnit', 'unitMissing', '写了时限，没有写单位', 'A limit without its unit') };
  const content = clauseContent.safeParse({
    code: words(values.code),
    audience: values.audience,
    class: values.class,
    promise: values.promise ?? 'outside',
    titleZh: words(values.titleZh),
    titleEn: words(values.titleEn),
    textZh: words(values.textZh),
    textEn: words(values.textEn),
    sourceTitle: words(values.sourceTitle),
    sourceNumber: words(values.sourceNumber),
    article: words(values.article),
    limitUnit: values.limitUnit,
    limits,
    effectiveOn: values.effectiveOn,
    expiresOn: values.expiresOn,
    isVerified: values.isVerified === true,
  });
  if (content.success) {
    const { effectiveOn, expiresOn } = content.data;
    if (expiresOn !== null && expiresOn < effectiveOn)
      return { issue: issue('expiresOn', 'datesReversed', '失效日早于生效日', 'It ends before it begins') };
    return { content: content.data };
  }
  const at = String(content.error.issues[0]?.path[0] ?? '');
  return { issue: issue(at || null, 'clauseInvalid', `这一行不成一条标准（${at}）`, `This row is no clause (${at})`) };
}

const keyOf = (code: string, effectiveOn: string) => `${code}|${effectiveOn}`;
const sortedJson = (content: ClauseContent) =>
  JSON.stringify(
    Object.entries({ ...content, limits: limitsText(content.limits, 'en') }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Stored editions of the clauses of some rows, by clause. */
async function storedBy(db: Database, rows: readonly ImportRow[]) {
  const codes = [...new Set(rows.map((row) => words(row.values.code)))];
  const editions = await editionsOf(db, codes);
  const limits = await limitsOf(
    db,
    editions.map((row) => row.clauseEditionId),
  );
  return Map.groupBy(
    editions.map((row) => ({ row, content: contentOf(row, limits) })),
    ({ row }) => row.code,
  );
}

async function review(db: Database, rows: readonly ImportRow[]): Promise<Map<number, ImportIssue[]>> {
  const stored = await storedBy(db, rows);
  const newest = new Map([...stored].map(([code, editions]) => [code, editions.at(-1)?.content.effectiveOn ?? '']));
  const issues = new Map<number, ImportIssue[]>();
  for (const row of rows) {
    const read = readRow(row.values);
    if ('issue' in read) continue;
    const { code, effectiveOn } = read.content;
    const same = stored.get(code)?.find((each) => each.content.effectiveOn === effectiveOn);
    const last = newest.get(code) ?? '';
    if (same) {
      if (sortedJson(same.content) !== sortedJson(read.content))
        issues.set(row.line, [
          issue(
            'effectiveOn',
            'editionFrozen',
            `${code} 已有自 ${effectiveOn} 起的第 ${same.row.edition} 版，内容不同：已发布的版本不改，请写新的生效日`,
            `${code} has edition ${same.row.edition} from ${effectiveOn} with other content; editions never change, give a later day`,
          ),
        ]);
      continue;
    }
    if (last !== '' && effectiveOn <= last)
      issues.set(row.line, [
        issue(
          'effectiveOn',
          'editionOrder',
          `${code} 的新版要在 ${last} 之后生效`,
          `A new edition of ${code} must begin after ${last}`,
        ),
      ]);
    else newest.set(code, effectiveOn);
  }
  return issues;
}

async function write(tx: Tx, ctx: ServiceContext, rows: readonly ImportRow[]): Promise<ImportCounts> {
  const stored = await storedBy(tx, rows);
  const next = new Map([...stored].map(([code, editions]) => [code, (editions.at(-1)?.row.edition ?? 0) + 1]));
  const added: { content: ClauseContent; edition: number }[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const read = readRow(row.values);
    if ('issue' in read) throw new Error(`line ${row.line} was not reviewed`);
    const { content } = read;
    if (stored.get(content.code)?.some((each) => each.content.effectiveOn === content.effectiveOn)) {
      unchanged += 1;
      continue;
    }
    const edition = next.get(content.code) ?? 1;
    next.set(content.code, edition + 1);
    added.push({ content, edition });
  }
  await writeEditions(tx, ctx, added);
  return { inserted: added.length, changed: 0, unchanged };
}

/** Service standards from Excel: a clause with a later day of effect becomes its next edition. */
export const clauseImport: ImportTarget = {
  key: 'clause',
  labels: { zh: '服务标准', en: 'Service standards' },
  permission: 'standard:write',
  fields: clauseFields,
  tables: ['clauseEdition'],
  naturalKey: (values) =>
    words(values.code) && values.effectiveOn ? keyOf(words(values.code), words(values.effectiveOn)) : null,
  check: (values) => {
    const read = readRow(values);
    return 'issue' in read ? [read.issue] : [];
  },
  review: (db, _ctx, rows) => review(db, rows),
  existing: async (db, keys) => {
    const codes = [...new Set(keys.map((key) => key.split('|')[0] as string))];
    const stored = new Set((await editionsOf(db, codes)).map((row) => keyOf(row.code, row.effectiveOn)));
    return new Set(keys.filter((key) => stored.has(key)));
  },
  write: (tx, ctx, rows) => write(tx, ctx, rows),
};
