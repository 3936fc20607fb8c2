import { addDays, type Day } from '../kernel/dates.ts';
import { type ClauseLimit, type CustomerGrade, clauseLimit, customerGrades, type LimitUnit } from './clause.schema.ts';
import { formatQuantity } from './rule.words.ts';
import { gradeWords, limitUnitWords, storedWord } from './standard.words.ts';

/** When an edition is in force. */
export interface EditionSpan {
  readonly edition: number;
  readonly effectiveOn: Day;
  readonly expiresOn: Day | null;
}

/**
 * Last day of each edition: the day before the next one begins, or its own last day when that is earlier. Editions are
 * never changed for it, so they can't overlap.
 * @param editions of one clause, in any order
 * @returns by edition number; null for an edition without end
 */
export function lastDays(editions: readonly EditionSpan[]): Map<number, Day | null> {
  const ordered = [...editions].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  return new Map(
    ordered.map((each, i) => {
      const next = ordered[i + 1];
      const before = next ? addDays(next.effectiveOn, -1) : null;
      const { expiresOn } = each;
      const end = before !== null && (expiresOn === null || before < expiresOn) ? before : expiresOn;
      return [each.edition, end];
    }),
  );
}

/** The edition in force on a day, or undefined before the first and after the last. */
export function editionOn<T extends EditionSpan>(editions: readonly T[], day: Day): T | undefined {
  const ends = lastDays(editions);
  return editions.find((each) => {
    const end = ends.get(each.edition) ?? null;
    return each.effectiveOn <= day && (end === null || day <= end);
  });
}

/** A limit in words, e.g. `平均≤4、最长≤8 小时`. */
export function limitSentence(
  limit: Pick<ClauseLimit, 'meanLimit' | 'maxLimit'>,
  unit: LimitUnit | null,
  language: 'zh' | 'en',
): string {
  const zh = language === 'zh';
  const sign = unit === 'percent' ? '≥' : '≤';
  const parts = [
    limit.meanLimit === null ? '' : `${zh ? '平均' : 'mean '}${sign}${formatQuantity(limit.meanLimit)}`,
    limit.maxLimit === null
      ? ''
      : unit === 'percent'
        ? `${sign}${formatQuantity(limit.maxLimit)}`
        : `${zh ? '最长' : 'longest '}${sign}${formatQuantity(limit.maxLimit)}`,
  ].filter(Boolean);
  const word = unit === null ? '' : limitUnitWords[unit][language];
  return `${parts.join(zh ? '、' : ', ')}${word === '%' ? word : word && ` ${word}`}`;
}

/** All limits as a cell of a workbook holds them: `钻石=平均4/最长8；金=最长12`; `-` stands for a missing one. */
export const limitsText = (limits: readonly ClauseLimit[], language: 'zh' | 'en'): string =>
  limits
    .map(({ customerGrade, meanLimit, maxLimit }) => {
      const [mean, max] = [meanLimit, maxLimit].map((value) => (value === null ? '-' : formatQuantity(value)));
      return `${gradeWords[customerGrade][language]}=${mean}/${max}`;
    })
    .join(language === 'zh' ? '；' : '; ');

const bound = (text: string): number | null | undefined => {
  if (text === '' || text === '-' || text === '—') return null;
  return /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1000) : undefined;
};

/**
 * Reads what {@link limitsText} writes; a grade with one number has only a longest limit.
 * @returns the limits, or the piece that can't be read
 */
export function parseLimits(text: string): { limits: ClauseLimit[] } | { bad: string } {
  const limits: ClauseLimit[] = [];
  for (const piece of text.split(/[；;\n]/).map((each) => each.trim())) {
    if (piece === '') continue;
    const [name = '', values = ''] = piece.split(/[=＝:：]/).map((each) => each.trim());
    const grade = storedWord(gradeWords, name) ?? gradeAlias(name);
    const [first = '', second] = values
      .normalize('NFKC')
      .split('/')
      .map((each) => each.replace(/平均|最长|mean|longest|≤/gi, '').trim());
    const [meanLimit, maxLimit] = second === undefined ? [null, bound(first)] : [bound(first), bound(second)];
    const limit = clauseLimit.safeParse({ customerGrade: grade, meanLimit, maxLimit });
    if (!limit.success || limits.some((each) => each.customerGrade === grade)) return { bad: piece };
    limits.push(limit.data);
  }
  return { limits };
}

const gradeAlias = (name: string): CustomerGrade | undefined => {
  const plain = name.replace(/级|客户|卡|牌$/g, '').toUpperCase();
  return storedWord(gradeWords, plain) ?? (plain === '钻' ? 'diamond' : undefined);
};

/** Limits in the order of the grades. */
export const orderedLimits = <T extends { customerGrade: CustomerGrade }>(limits: readonly T[]): T[] =>
  [...limits].sort((a, b) => customerGrades.indexOf(a.customerGrade) - customerGrades.indexOf(b.customerGrade));

/** What a clause's items showed in a period; `notInspected`: no published sheet asked for it. */
export type ClauseVerdict = 'met' | 'failed' | 'notInspected';

/**
 * Whether a clause was met: it is when published sheets asked for it and none of its items lost points.
 * @param inspected items of published sheets that asked for it and applied
 * @param failed those of them that lost points
 */
export const clauseVerdict = (inspected: number, failed: number): ClauseVerdict =>
  inspected <= 0 ? 'notInspected' : failed > 0 ? 'failed' : 'met';
